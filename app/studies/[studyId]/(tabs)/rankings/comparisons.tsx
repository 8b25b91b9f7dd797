import { Notice } from '@/components/ui/notice'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { componentWords } from '@/lib/figures/comparisons'
import { percent, wholeNumber } from '@/lib/numbers/percent'
import type { Edge, Strengths, Whose } from '@/lib/rankings/strengths'
import { byOf } from './by-of'

type Props = {
  studyId: string
  criterion: number
  strengths: Strengths
  unjudged: readonly string[]
  children: React.ReactNode
}

/** Which systems met: the graph, what it means where it falls apart, and each pair's verdicts. */
export function Comparisons({ studyId, criterion, strengths, unjudged, children }: Props) {
  const { components, edges } = strengths
  return (
    <Section aria-labelledby="graph">
      <h2 id="graph">What was compared with what</h2>
      {components.length > 1 && (
        <Notice kind="caution">
          The systems fall into {components.length} groups that never met: {componentWords(components)}. No scale holds
          them all.
        </Notice>
      )}
      {children}
      <ScrollX label="Pairs compared" className="mt-6 max-w-[56rem]">
        <Table>
          <TableHead words={['System', 'Against']} numbers={['n', 'Wins', 'Ties', 'Losses', 'Score, %']} />
          <tbody>
            {edges.map((edge) => (
              <EdgeRow
                key={`${edge.first} ${edge.second}`}
                studyId={studyId}
                criterion={criterion}
                whose={strengths.whose}
                edge={edge}
              />
            ))}
            {unjudged.map((system) => (
              <tr key={system}>
                <th scope="row">{system}</th>
                <td colSpan={6} className="text-ink-2">
                  no judgments yet
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </Section>
  )
}

type RowProps = { studyId: string; criterion: number; whose: Whose; edge: Edge }

function EdgeRow({ studyId, criterion, whose, edge: { first, second, wins, ties, losses } }: RowProps) {
  const n = wins + ties + losses
  const open = (outcome: ItemQuery['outcome']) =>
    itemsHref(studyId, { system: first, against: second, show: 'counted', by: byOf(whose), outcome, criterion })
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
        <NumberCell key={href}>
          <RowsLink href={of === 0 ? null : href}>{wholeNumber(of)}</RowsLink>
        </NumberCell>
      ))}
      <NumberCell>
        <RowsLink href={open(null)}>{percent((wins + ties / 2) / n)}</RowsLink>
      </NumberCell>
    </tr>
  )
}
