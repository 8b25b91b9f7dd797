import { LinkButton } from '@/components/ui/link-button'
import { ScrollX } from '@/components/ui/scroll-x'
import type { PromptRow } from '@/lib/uploads/queries'

type Props = { setId: string; prompts: PromptRow[]; page: number; pages: number }

/** A page of a set's prompts: id, category, how it begins, how many systems answered. */
export function PromptTable({ setId, prompts, page, pages }: Props) {
  return (
    <>
      <ScrollX label="Prompts of the set">
        <table className="data min-w-160">
          <thead>
            <tr>
              <th scope="col">Id</th>
              <th scope="col">Category, tags</th>
              <th scope="col">Prompt</th>
              <th scope="col" className="num">
                Systems
              </th>
            </tr>
          </thead>
          <tbody>
            {prompts.map(({ id, externalId, category, tags, beginning, turns, systems }) => (
              <tr key={id}>
                <th scope="row" className="mono">
                  {externalId}
                </th>
                <td className="quiet">{[category, ...tags].filter(Boolean).join(', ')}</td>
                <td className="prompt-beginning">
                  <span>{beginning}</span>
                  {turns > 1 && <small className="note"> {turns} turns</small>}
                </td>
                <td className="num">{systems}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      {pages > 1 && (
        <div className="row mt-4">
          {page > 1 && <LinkButton href={`/prompt-sets/${setId}?page=${page - 1}`}>Previous</LinkButton>}
          <span className="note">
            Page {page} of {pages}
          </span>
          {page < pages && <LinkButton href={`/prompt-sets/${setId}?page=${page + 1}`}>Next</LinkButton>}
        </div>
      )}
    </>
  )
}
