import { moment } from '@/components/ui/dates'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import type { CallRow } from '@/lib/runs/read-calls'
import { costWords } from './money-words'
import { callWords } from './outcome-words'

/** Calls of one model annotator, the newest first. */
export function CallTable({ here, calls }: { here: string; calls: readonly CallRow[] }) {
  return (
    <ScrollX label="Calls" className="mt-5">
      <Table className="min-w-[44rem]">
        <thead>
          <tr>
            <th scope="col">Sent</th>
            <th scope="col">Outcome</th>
            <th scope="col">Prompt</th>
            <NumberCell scope="col" as="th">
              Attempt
            </NumberCell>
            <NumberCell scope="col" as="th">
              Read
            </NumberCell>
            <NumberCell scope="col" as="th">
              Written
            </NumberCell>
            <NumberCell scope="col" as="th">
              Cost
            </NumberCell>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <th scope="row" className="whitespace-nowrap">
                <RowsLink prefetch={false} href={`${here}/${call.id}`}>
                  {moment(call.sentAt)}
                </RowsLink>
              </th>
              <td>{callWords(call)}</td>
              <td className="wrap-anywhere">{call.prompt}</td>
              <NumberCell>{call.attempt}</NumberCell>
              <NumberCell>{call.inputTokens?.toLocaleString('en') ?? '–'}</NumberCell>
              <NumberCell>{call.outputTokens?.toLocaleString('en') ?? '–'}</NumberCell>
              <NumberCell>{call.costNanos === null ? '–' : costWords(call.costNanos, call.currency)}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
