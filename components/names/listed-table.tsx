'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Prose } from '@/components/ui/text'
import type { ListedName } from '@/lib/names/word-list'
import type { Answer } from '@/lib/server/action'

import { STACKED } from './stacked'

type Props = { listed: ListedName[]; remove: (input: { word: string }) => Promise<Answer<unknown>> }

/** The words the admins added. */
export function ListedTable({ listed, remove }: Props) {
  const router = useRouter()
  if (listed.length === 0) return <Prose>Nothing is on your list yet. The built-in names are looked for anyway.</Prose>
  return (
    <ScrollX label="Your list of names">
      <Table className={STACKED}>
        <thead>
          <tr>
            <th scope="col">Word</th>
            <th scope="col">Added</th>
            <th scope="col">
              <span className="sr-only">Take it off</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ word, addedBy, addedAt }) => (
            <tr key={word}>
              <th scope="row" className="max-md:col-span-full">
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
      </Table>
    </ScrollX>
  )
}
