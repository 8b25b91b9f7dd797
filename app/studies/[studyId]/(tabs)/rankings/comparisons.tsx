import Link from 'next/link'
import { percent, wholeNumber } from '@/components/charts/percent'
import { Notice } from '@/components/ui/notice'
import { ScrollX } from '@/components/ui/scroll-x'
import type { Edge, Ratings } from '@/lib/analysis/deep/ratings'
import { type ItemQuery, itemsHref } from '@/lib/analysis/item-query'

type Props = { studyId: string; ratings: Ratings; children: React.ReactNode }

/** Which systems met: the graph, what it means where it falls apart, and each pair's verdicts. */
export function Comparisons({ studyId, ratings: { components, edges }, children }: Props) {
  return (
    <section className="section" aria-labelledby="graph">
      <h2 id="graph">What was compared with what</h2>
      {components.length > 1 && (
        <Notice kind="caution">
          The systems fall into {components.length} groups that never met:{' '}
          {components.map((group) => group.join(', ')).join(' | ')}. No scale holds them all.
        </Notice>
      )}
      {children}
      <ScrollX label="Pairs compared" className="edge-table">
        <table className="data">
          <thead>
            <tr>
              <th scope="col">System</th>
              <th scope="col">Against</th>
              {['n', 'Wins', 'Ties', 'Losses', 'Score, %'].map((head) => (
                <th scope="col" className="num" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {edges.map((edge) => (
              <EdgeRow key={`${edge.first} ${edge.second}`} studyId={studyId} edge={edge} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function EdgeRow({ studyId, edge: { first, second, wins, ties, losses } }: { studyId: string; edge: Edge }) {
  const n = wins + ties + losses
  const open = (outcome: ItemQuery['outcome']) => itemsHref(studyId, { system: first, against: second, outcome })
  const counts = [
    { of: n, href: open(null) },
    { of: wins, href: open('win') },
    { of: ties, href: open('tie') },
    { of: losses, href: open('loss') },
  ]
  return (
    <tr>
      <th scope="row">{first}</th>
      <td>{second}</td>
      {counts.map(({ of, href }) => (
        <td className="num" key={href}>
          {of === 0 ? (
            0
          ) : (
            <Link className="rows" href={href}>
              {wholeNumber(of)}
            </Link>
          )}
        </td>
      ))}
      <td className="num">{percent((wins + ties / 2) / n)}</td>
    </tr>
  )
}
