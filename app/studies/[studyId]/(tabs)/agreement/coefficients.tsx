import { wholeNumber } from '@/components/charts/percent'
import { emptyWords, ofShown, pairHref, pairName } from '@/components/figures/agreement-rows'
import { limits, signed } from '@/components/figures/cells'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { TableHead } from '@/components/ui/table-head'
import { AGREEMENT_ROUNDS, type Coefficient } from '@/lib/analysis/deep/agreement'
import type { ShownAgreement, ShownPair } from '@/lib/analysis/deep/show-agreement'
import { itemsHref } from '@/lib/analysis/item-query'
import type { Estimate } from '@/lib/stats/estimate'
import { Rate, Undefined } from './rate'

const HEADS = ['Tie-discounted, %', 'Exact, %', 'Cohen’s κ', 'Linear κ', 'Krippendorff’s α, ordinal', 'Gwet’s AC1']

type Props = { studyId: string; shown: ShownAgreement }

/** The same labels under six coefficients, for each two groups; those that share no item say so. */
export function Coefficients({ studyId, shown }: Props) {
  return (
    <ScrollX label="Coefficients by groups">
      <table className="data coefficients">
        <caption>
          Over all pairs of labels on the same item. 95% intervals: clustered by prompt for the two rates; for the
          coefficients, {AGREEMENT_ROUNDS} bootstrap rounds over prompts.
        </caption>
        <TableHead words={['Groups']} numbers={['Label pairs', ...HEADS]} />
        <tbody>
          {shown.matrix.map((pair) => (
            <tr key={pair.groups.join('/')}>
              <th scope="row">{pairName(pair)}</th>
              {pair.pairs === 0 ? (
                <td colSpan={1 + HEADS.length} className="quiet">
                  {emptyWords(pair)}
                </td>
              ) : (
                <PairCells pair={pair} href={pairHref(studyId, shown, pair)} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function PairCells({ pair, href }: { pair: ShownPair; href: string }) {
  return (
    <>
      <td className="num">
        <RowsLink href={href}>{wholeNumber(pair.pairs)}</RowsLink>
      </td>
      <Rate of={pair.tieDiscounted} href={href} />
      <Rate of={pair.exact} href={href} />
      {[pair.kappa, pair.linearKappa, pair.alphaOrdinal, pair.ac1].map((of, index) => (
        <Figure key={HEADS[index + 2]} of={of} href={href} />
      ))}
    </>
  )
}

/** Coefficients of more than two annotators at once. */
export function Panel({ studyId, shown }: Props) {
  return (
    <ScrollX label="Coefficients of all annotators together" className="panel">
      <table className="data coefficients">
        <caption>
          All annotators together, missing labels allowed. Intervals: Gwet’s standard errors over items. α has no
          standard error here; its interval by groups is above.
        </caption>
        <TableHead
          words={['Annotators']}
          numbers={['Items shared', 'Fleiss’ κ', 'Krippendorff’s α, nominal', 'α, ordinal', 'Gwet’s AC1']}
        />
        <tbody>
          {shown.panel.map(({ group, items, fleiss, alphaNominal, alphaOrdinal, ac1 }) => {
            const among = group === null ? { show: 'met' as const } : { group, with: group }
            const href = items === 0 ? null : itemsHref(studyId, { ...among, ...ofShown(shown) })
            return (
              <tr key={group ?? ''}>
                <th scope="row">{group ?? 'All'}</th>
                <td className="num">
                  <RowsLink href={href}>{wholeNumber(items)}</RowsLink>
                </td>
                <Figure of={fleiss} href={href} />
                <Plain of={alphaNominal} href={href} />
                <Plain of={alphaOrdinal} href={href} />
                <Figure of={ac1} href={href} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollX>
  )
}

function Figure({ of, href }: { of: Coefficient; href: string | null }) {
  if (!of.defined) return <Undefined reason={of.reason} />
  const two = (value: number) => signed(value, 2)
  return (
    <td className="num">
      <RowsLink href={href}>{two(of.value.value)}</RowsLink>
      <span className="ci">{limits(of.value.interval, two)}</span>
    </td>
  )
}

function Plain({ of, href }: { of: Estimate<number>; href: string | null }) {
  if (!of.defined) return <Undefined reason={of.reason} />
  return (
    <td className="num">
      <RowsLink href={href}>{signed(of.value, 2)}</RowsLink>
    </td>
  )
}
