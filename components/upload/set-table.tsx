import Link from 'next/link'
import { day } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Tag } from '@/components/ui/text'
import type { SetRow } from '@/lib/uploads/queries'

/** All prompt sets with what they hold. */
export function SetTable({ sets }: { sets: SetRow[] }) {
  return (
    <ScrollX label="Prompt sets" className="mt-5">
      <Table>
        <thead>
          <tr>
            <th scope="col">Prompt set</th>
            <NumberCell scope="col" as="th">
              Prompts
            </NumberCell>
            <NumberCell scope="col" as="th">
              Systems
            </NumberCell>
            <NumberCell scope="col" as="th">
              Responses
            </NumberCell>
            <th scope="col">Whose</th>
            <th scope="col">Uploaded</th>
          </tr>
        </thead>
        <tbody>
          {sets.map(({ id, name, prompts, systems, responses, createdAt, isArchived, ...whose }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/prompt-sets/${id}`}>{name}</Link> {isArchived && <Tag>archived</Tag>}
              </th>
              <NumberCell>{prompts.toLocaleString('en')}</NumberCell>
              <NumberCell>{systems.toLocaleString('en')}</NumberCell>
              <NumberCell>{responses.toLocaleString('en')}</NumberCell>
              <td className="text-ink-2">{whoseSet(whose)}</td>
              <td className="text-ink-2 whitespace-nowrap">{day(createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

/** Who made a set, and whether it is theirs alone. */
function whoseSet({ owner, isOwn, isShared }: Pick<SetRow, 'owner' | 'isOwn' | 'isShared'>): string {
  const name = isOwn ? 'yours' : owner ? `${owner}’s` : ''
  if (!isShared) return name === '' ? 'admins’' : `${name}, not shared`
  return name === '' ? 'everybody’s' : `everybody’s, by ${isOwn ? 'you' : owner}`
}
