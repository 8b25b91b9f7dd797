import Link from 'next/link'
import { day } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import type { SetRow } from '@/lib/uploads/queries'

/** All prompt sets with what they hold. */
export function SetTable({ sets }: { sets: SetRow[] }) {
  return (
    <ScrollX label="Prompt sets" className="section-tight">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">Prompt set</th>
            <th scope="col" className="num">
              Prompts
            </th>
            <th scope="col" className="num">
              Systems
            </th>
            <th scope="col" className="num">
              Responses
            </th>
            <th scope="col">Uploaded</th>
          </tr>
        </thead>
        <tbody>
          {sets.map(({ id, name, prompts, systems, responses, createdAt }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/prompt-sets/${id}`}>{name}</Link>
              </th>
              <td className="num">{prompts.toLocaleString('en')}</td>
              <td className="num">{systems.toLocaleString('en')}</td>
              <td className="num">{responses.toLocaleString('en')}</td>
              <td className="quiet whitespace-nowrap">{day(createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
