import { Concerns } from '@/components/study/monitor/concerns'
import { nowWords } from '@/components/study/monitor/now-words'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, NumberCell, Table } from '@/components/ui/table'
import { Prose, Tag } from '@/components/ui/text'
import type { Concern } from '@/lib/monitor/concerns'
import type { MonitoredAnnotator } from '@/lib/monitor/read-annotators'
import { moment } from '../ui/dates'
import { type AnnotatorActs, AnnotatorButtons } from './annotator-buttons'

type Props = {
  studyId: string
  annotators: MonitoredAnnotator[]
  concerns: ReadonlyMap<string, readonly Concern[]>
  acts: AnnotatorActs
  now: Date
}

const KINDS = { person: null, LLM: 'model', simulated: 'simulated' } as const

/** A study's annotators by code; who they are is no part of it. */
export function AnnotatorTable({ studyId, annotators, concerns, acts, now }: Props) {
  if (annotators.length === 0) return <Prose>Annotators appear here as they join.</Prose>
  return (
    <ScrollX label="Table of annotators">
      <Table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Group</th>
            <NumberCell scope="col" as="th">
              Judgments
            </NumberCell>
            <NumberCell scope="col" as="th">
              Without a verdict
            </NumberCell>
            <NumberCell scope="col" as="th">
              Shared set
            </NumberCell>
            <th scope="col">Last verdict</th>
            <th scope="col">Now</th>
            <th scope="col">To look into</th>
            <th scope="col">Results</th>
            <ActionsCell scope="col" as="th">
              <span className="sr-only">Actions</span>
            </ActionsCell>
          </tr>
        </thead>
        <tbody>
          {annotators.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="whitespace-nowrap">
                <RowsLink href={`/studies/${studyId}/annotators/${row.id}`}>{row.code}</RowsLink>{' '}
                {KINDS[row.kind] && <Tag className="ms-1">{KINDS[row.kind]}</Tag>}
                {row.exploratory && <Tag className="ms-1">exploratory</Tag>}
                {row.runsStudy && <Tag className="ms-1">runs the study</Tag>}
                {row.importedAs && (
                  <span className="block max-w-56 truncate text-xs font-normal text-ink-2" title={row.importedAs}>
                    {row.importedAs}
                  </span>
                )}
              </th>
              <td>{row.group}</td>
              <NumberCell>{row.judgments.toLocaleString('en')}</NumberCell>
              <NumberCell>{withoutVerdict(row)}</NumberCell>
              <NumberCell className="whitespace-nowrap">
                {row.shared === 0 ? '–' : `${row.sharedDone} of ${row.shared}`}
              </NumberCell>
              <td className="whitespace-nowrap">{moment(row.lastVerdictAt)}</td>
              <td className="min-w-40">{nowWords(row.now, now)}</td>
              <td className="min-w-48">
                <Concerns of={concerns.get(row.id) ?? []} />
              </td>
              <td className="min-w-40">{row.excludedAt ? `left out: ${row.excludedReason}` : 'counts'}</td>
              <ActionsCell>
                <AnnotatorButtons
                  annotator={{
                    studyId,
                    annotatorId: row.id,
                    code: row.code,
                    isPerson: row.kind === 'person',
                    isDeactivated: row.deactivatedAt !== null,
                    isExcluded: row.excludedAt !== null,
                    isExploratory: row.exploratory,
                  }}
                  acts={acts}
                />
              </ActionsCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

/** People set aside what they cannot judge; a model was asked, and gave none. */
function withoutVerdict({ setAside, kind }: MonitoredAnnotator): string {
  if (setAside === 0) return '–'
  return `${setAside.toLocaleString('en')} ${kind === 'LLM' ? 'no verdict' : 'set aside'}`
}
