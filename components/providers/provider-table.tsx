import Link from 'next/link'
import { day } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Tag } from '@/components/ui/text'
import type { ProviderRow } from '@/lib/providers/queries'
import { KINDS, keyWords, USES } from './provider-words'

/** All providers, and how each stands. */
export function ProviderTable({ providers }: { providers: readonly ProviderRow[] }) {
  return (
    <ScrollX label="Table of providers">
      <Table className="min-w-[44rem]">
        <thead>
          <tr>
            <th scope="col">Provider</th>
            <th scope="col">Address</th>
            <th scope="col">Key</th>
            <th scope="col">Tested</th>
            <th scope="col">For</th>
          </tr>
        </thead>
        <tbody>
          {providers.map(({ id, name, kind, baseUrl, keyState, keyEnd, probe, probedAt, use, disabledAt }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/admin/providers/${id}`}>{name}</Link> {disabledAt && <Tag>off</Tag>}
              </th>
              <td>
                {new URL(baseUrl).host} <span className="text-ink-2">({KINDS[kind].name})</span>
              </td>
              <td className={keyState === 'LOST' ? 'font-semibold text-critical' : ''}>{keyWords(keyState, keyEnd)}</td>
              <td>{probedAt ? `${day(probedAt)}: ${foundWords(probe?.tested ?? [])}` : 'not yet'}</td>
              <td>{USES[use]}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

function foundWords(tested: readonly { problem: string | null }[]): string {
  if (tested.length === 0) return 'no model tried'
  const answered = tested.filter(({ problem }) => problem === null).length
  return `${answered} of ${tested.length} ${tested.length === 1 ? 'model' : 'models'} answered`
}
