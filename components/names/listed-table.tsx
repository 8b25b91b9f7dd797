'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import type { ListedName } from '@/lib/names/word-list'
import type { Answer } from '@/lib/server/action'

type Props = { listed: ListedName[]; remove: (input: { word: string }) => Promise<Answer<unknown>> }

/** The words the admins added. */
export function ListedTable({ listed, remove }: Props) {
  const router = useRouter()
  if (listed.length === 0)
    return <p className="prose">Nothing is on your list yet. The built-in names are looked for anyway.</p>
  return (
    <ScrollX label="Your list of names">
      <table className="data stacked">
        <thead>
          <tr>
            <th scope="col">Word</th>
            <th scope="col">Added</th>
            <th scope="col">
              <span className="sr">Take it off</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ word, addedBy, addedAt }) => (
            <tr key={word}>
              <th scope="row" className="whole">
                {word}
              </th>
              <td>
                {addedBy ?? 'somebody'}, {moment(addedAt)}
              </td>
              <td>
                <ConfirmButton
                  label="Remove…"
                  look="link"
                  title={`Stop looking for “${word}”?`}
                  confirmLabel="Remove from the list"
                  onConfirm={async () => {
                    const answer = await remove({ word })
                    if (answer.ok) router.refresh()
                    return answer
                  }}
                >
                  <p>What studies have decided about it stays.</p>
                </ConfirmButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
