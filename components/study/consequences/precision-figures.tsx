import type { StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import type { Consequences } from '@/lib/studies/consequences'
import { Figure } from './figure'
import { exact, orDash, percent, plusMinus, ratio, short } from './words'

type Props = { design: StudyInput; found: Consequences }

/** How wide intervals will be and which difference can be found. */
export function PrecisionFigures({ design, found }: Props) {
  const { interval, agreement, detectable, evidence } = found
  const { tieRate, correlation } = design.planning
  const share = (1 - tieRate) / 2
  return (
    <>
      <Figure
        label={`Interval for a win share near ${(100 * share).toFixed(0)}%`}
        small={interval.defined ? `95%, points, per ${partOf(design)}` : interval.reason}
        value={orDash(interval, plusMinus)}
      >
        <p>
          t · √(p (1 − p) · deff ÷ n), the interval of the mean of all judgments clustered by item, with p = (1 − ties)
          ÷ 2 = {exact(share)}: both systems win as often.
        </p>
        {evidence.defined && (
          <p>
            n = {short(evidence.value.judgments)} judgments of {short(evidence.value.items)} items. deff = 1 + (k − 1) ρ
            = {exact(evidence.value.designEffect)}, with k = {exact(evidence.value.perItem)} judgments of a judgment’s
            item (Σk² ÷ Σk) and ρ = {exact(correlation)} (Kish 1965).
            {evidence.value.without > 0 &&
              ` Without ${count(Math.round(evidence.value.without), 'shared item')}, as nobody knows how many people will judge them.`}
          </p>
        )}
      </Figure>
      <Figure
        label="Interval for agreement"
        small={
          agreement.defined
            ? `95%, points; shared set, near ${(100 * agreement.value.expected).toFixed(0)}%`
            : agreement.reason
        }
        value={orDash(agreement, ({ halfWidth }) => plusMinus(halfWidth))}
      >
        Tie-discounted agreement of all pairs of annotators of the shared set: 1.96 √(variance ÷ shared items). It
        assumes that an item has a verdict of its own, which each annotator gives with probability √ρ ={' '}
        {exact(Math.sqrt(correlation))} and otherwise one drawn at random with {percent(tieRate)} ties; the variance is
        that of a U-statistic (Hoeffding 1948). For these annotators, on other items.
      </Figure>
      <Figure
        label="Found with 80% power"
        small={detectable.defined ? 'a split of decided verdicts' : detectable.reason}
        value={orDash(detectable, ratio)}
      >
        The two-sided sign test at 5% on decided verdicts, with n ÷ deff ={' '}
        {orDash(evidence, ({ effective }) => Math.floor(effective).toLocaleString('en'))} judgments counted as
        independent, each a tie with probability {percent(tieRate)}: exact binomial power, by normal approximation above
        2,000. One test; no correction for several comparisons.
      </Figure>
    </>
  )
}

function partOf({ comparisons }: StudyInput): string {
  return comparisons?.pairing === 'FOCAL' ? 'baseline' : 'pair'
}
