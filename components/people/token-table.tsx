import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, Table } from '@/components/ui/table'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import type { TokenRow } from '@/lib/tokens/queries'
import { day, moment } from '../ui/dates'
import { RevokeToken } from './revoke-token'

type Row = TokenRow & { owner?: { id: string; name: string } }
type Props = { tokens: Row[]; revoke: (input: { tokenId: string }) => Promise<Answer<unknown>> }

/** Tokens: not themselves, which are shown once, but what they may do and when they were used. */
export function TokenTable({ tokens, revoke }: Props) {
  const hasOwners = tokens.some(({ owner }) => owner)
  return (
    <ScrollX label="Table of tokens">
      <Table>
        <thead>
          <tr>
            <th scope="col">For</th>
            {hasOwners && <th scope="col">Of</th>}
            <th scope="col">Ends in</th>
            <th scope="col">May</th>
            <th scope="col">Studies</th>
            <th scope="col">Valid until</th>
            <th scope="col">Last used</th>
            <th scope="col">State</th>
            <ActionsCell scope="col" as="th">
              <span className="sr-only">Actions</span>
            </ActionsCell>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              {hasOwners && (
                <td>{token.owner && <Link href={`/admin/people/${token.owner.id}`}>{token.owner.name}</Link>}</td>
              )}
              <td className="font-mono">…{token.lastFour}</td>
              <td>{token.scopes.join(', ')}</td>
              <td className="whitespace-nowrap">
                {token.studies === 0 ? 'all' : count(token.studies, 'study', 'studies')}
              </td>
              <td className="whitespace-nowrap">{token.expiresAt ? day(token.expiresAt) : 'no end'}</td>
              <td className="whitespace-nowrap">{token.lastUsedAt ? moment(token.lastUsedAt) : 'never'}</td>
              <td>{token.state}</td>
              <ActionsCell>
                {token.state === 'works' && <RevokeToken tokenId={token.id} name={token.name} revoke={revoke} />}
              </ActionsCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
