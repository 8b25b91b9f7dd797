import Link from 'next/link'
import { percent, percentRange, wholeNumber } from '@/components/charts/percent'
import { pairName, sharedHref } from '@/components/figures/agreement-rows'
import { limits, signed } from '@/components/figures/cells'
import { ScrollX } from '@/components/ui/scroll-x'
import { AGREEMENT_ROUNDS, type Coefficient, type GroupPair, type PanelAgreement } from '@/lib/analysis/deep/agreement'
import type { ClusteredMean } from '@/lib/stats/clustered-mean'
import type { Estimate } from '@/lib/stats/estimate'

const HEADS = ['Tie-discounted, %', 'Exact, %', 'Cohen’s κ', 'Linear κ', 'Krippendorff’s α, ordinal', 'Gwet’s AC1']

/** The same labels under six coefficients, for each two groups. */
export function Coefficients({ studyId, matrix }: { studyId: string; matrix: GroupPair[] }) {
  return (
    <ScrollX label="Coefficients by groups">
      <table className="data coefficients">
        <caption>
          Over all pairs of labels on the same item. 95% intervals: clustered by prompt for the two rates; for the
          coefficients, {AGREEMENT_ROUNDS} bootstrap rounds over prompts.
        </caption>
        <thead>
          <tr>
            <th scope="col">Groups</th>
            <th scope="col" className="num">
              Label pairs
            </th>
            {HEADS.map((head) => (
              <th scope="col" className="num" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix
            .filter(({ pairs }) => pairs > 0)
            .map((pair) => (
              <tr key={pair.groups.join('/')}>
                <th scope="row">{pairName(pair)}</th>
                <td className="num">
                  <Link className="rows" href={sharedHref(studyId, pair)}>
                    {wholeNumber(pair.pairs)}
                  </Link>
                </td>
                <Rate of={pair.tieDiscounted} />
                <Rate of={pair.exact} />
                {[pair.kappa, pair.linearKappa, pair.alphaOrdinal, pair.ac1].map((of, index) => (
                  <Figure key={HEADS[index + 2]} of={of} />
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

/** Coefficients of more than two annotators at once. */
export function Panel({ panel }: { panel: PanelAgreement[] }) {
  return (
    <ScrollX label="Coefficients of all annotators together" className="panel">
      <table className="data coefficients">
        <caption>
          All annotators together, missing labels allowed. Intervals: Gwet’s standard errors over items. α has no
          standard error here; its interval by groups is above.
        </caption>
        <thead>
          <tr>
            <th scope="col">Annotators</th>
            {['Items shared', 'Fleiss’ κ', 'Krippendorff’s α, nominal', 'α, ordinal', 'Gwet’s AC1'].map((head) => (
              <th scope="col" className="num" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {panel.map(({ group, items, fleiss, alphaNominal, alphaOrdinal, ac1 }) => (
            <tr key={group ?? ''}>
              <th scope="row">{group ?? 'All'}</th>
              <td className="num">{wholeNumber(items)}</td>
              <Figure of={fleiss} />
              <Plain of={alphaNominal} />
              <Plain of={alphaOrdinal} />
              <Figure of={ac1} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function Rate({ of }: { of: Estimate<ClusteredMean> }) {
  if (!of.defined) return <Undefined reason={of.reason} />
  const { mean, interval } = of.value
  return (
    <td className="num">
      {percent(mean)}
      {interval && <span className="ci">{percentRange([Math.max(0, interval[0]), Math.min(1, interval[1])])}</span>}
    </td>
  )
}

function Figure({ of }: { of: Coefficient }) {
  if (!of.defined) return <Undefined reason={of.reason} />
  const two = (value: number) => signed(value, 2)
  return (
    <td className="num">
      {two(of.value.value)}
      <span className="ci">{limits(of.value.interval, two)}</span>
    </td>
  )
}

function Plain({ of }: { of: Estimate<number> }) {
  return of.defined ? <td className="num">{signed(of.value, 2)}</td> : <Undefined reason={of.reason} />
}

function Undefined({ reason }: { reason: string }) {
  return (
    <td className="num faint" title={reason}>
      not defined
    </td>
  )
}
