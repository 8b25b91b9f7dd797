import Link from 'next/link'
import { LinkButton } from '@/components/ui/link-button'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import type { PromptQuery, PromptRow } from '@/lib/uploads/queries'

type Props = { setId: string; prompts: PromptRow[]; page: number; pages: number; wanted: PromptQuery }

/** A page of a set's prompts: id, category, how it begins, how many systems answered. */
export function PromptTable({ setId, prompts, page, pages, wanted: { words, order } }: Props) {
  const query = { ...(words && { words }), ...(order !== 'set' && { order }) }
  const hrefOf = (number: number) => `/prompt-sets/${setId}?${new URLSearchParams({ ...query, page: String(number) })}`
  return (
    <>
      <ScrollX label="Prompts of the set">
        <Table className="min-w-160">
          <thead>
            <tr>
              <th scope="col">Id</th>
              <th scope="col">Category, tags</th>
              <th scope="col">Prompt</th>
              <NumberCell scope="col" as="th">
                Systems
              </NumberCell>
            </tr>
          </thead>
          <tbody>
            {prompts.map(({ id, externalId, category, tags, beginning, turns, systems }) => (
              <tr key={id}>
                <th scope="row" className="font-mono text-[0.92em]">
                  <Link href={`/prompt-sets/${setId}/prompts/${id}`}>{externalId}</Link>
                </th>
                <td className="text-ink-2">{[category, ...tags].filter(Boolean).join(', ')}</td>
                <td className="max-w-[44rem] font-serif text-base">
                  <span className="line-clamp-2">{beginning}</span>
                  {turns > 1 && <Note as="small"> {turns} turns</Note>}
                </td>
                <NumberCell>{systems}</NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      {pages > 1 && (
        <div className="flex flex-wrap items-center gap-[0.6rem] mt-4">
          {page > 1 && <LinkButton href={hrefOf(page - 1)}>Previous</LinkButton>}
          <Note as="span">
            Page {page} of {pages}
          </Note>
          {page < pages && <LinkButton href={hrefOf(page + 1)}>Next</LinkButton>}
        </div>
      )}
    </>
  )
}
