import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { ShownAgreement } from '@/lib/agreement/show-agreement'
import { itemsHref } from '@/lib/explorer/item-query'
import { ofShown } from '@/lib/figures/agreement-rows'
import { wholeNumber } from '@/lib/numbers/percent'
import { defined } from '@/lib/stats/estimate'
import { EachTwo, Kappa } from './each-two'
import { Rate } from './rate'

type Props = { studyId: string; shown: ShownAgreement }

/** Tie-discounted agreement of each annotator with each group, and of each two annotators; to open. */
export function ByAnnotator({ studyId, shown }: Props) {
  if (shown.items === 0) return null
  return (
    <section className="mt-5" aria-label="Agreement by annotator and by pair">
      <details className="[&>summary]:cursor-pointer [&>summary]:py-2 [&>summary]:leading-normal">
        <summary>Agreement of each annotator with each group</summary>
        <WithGroups studyId={studyId} shown={shown} />
      </details>
      <Pairs studyId={studyId} shown={shown} />
    </section>
  )
}

function WithGroups({ studyId, shown }: Props) {
  const { annotators } = shown
  const groups = annotators[0]?.against.map(({ group }) => group) ?? []
  return (
    <ScrollX label="Agreement of each annotator with each group">
      <Table className="[&_tbody_th]:min-w-28">
        <caption>
          Tie-discounted, percent, over all pairs of labels with another member; 95% intervals clustered by prompt.
        </caption>
        <TableHead
          words={['Code', 'Group']}
          numbers={groups.flatMap((group) => [`With ${group}, %`, `Label pairs, ${group}`])}
        />
        <tbody>
          {annotators.map(({ code, group, against }) => (
            <tr key={code}>
              <th scope="row">{code}</th>
              <td>{group}</td>
              {against.flatMap(({ group: other, pairs, agreement }) => {
                const href =
                  pairs === 0 ? null : itemsHref(studyId, { annotator: code, with: other, ...ofShown(shown) })
                return [
                  <Rate key={`${other} rate`} of={agreement} href={href} />,
                  <NumberCell key={`${other} pairs`}>
                    <RowsLink href={href}>{wholeNumber(pairs)}</RowsLink>
                  </NumberCell>,
                ]
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

function Pairs({ studyId, shown }: Props) {
  const lowest = [...shown.pairs].sort((a, b) => a.tieDiscounted - b.tieDiscounted || b.items - a.items)
  return (
    <EachTwo
      pairs={lowest}
      intervals="tie-discounted, clustered by prompt; κ, its standard error"
      numbers={['Items', 'Tie-discounted, %', 'Exact, %', 'Cohen’s κ']}
      cells={({ one, other, items, tieDiscounted, interval, exact, kappa }) => {
        const href = itemsHref(studyId, { annotator: one, beside: other, ...ofShown(shown) })
        return (
          <>
            <NumberCell>
              <RowsLink href={href}>{wholeNumber(items)}</RowsLink>
            </NumberCell>
            <Rate of={defined({ mean: tieDiscounted, interval })} href={href} />
            <Rate of={defined({ mean: exact, interval: null })} href={href} />
            <Kappa of={kappa} href={href} />
          </>
        )
      }}
    />
  )
}
