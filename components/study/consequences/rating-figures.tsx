import type { RatingDesign } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import type { RatingConsequences } from '@/lib/studies/consequences-ratings'
import { Figure } from './figure'
import { exact, orDash, plusMinus, short } from './words'

type Props = { design: RatingDesign; found: RatingConsequences }

/** How wide intervals of a system's shares and mean will be, and which difference of two systems can be found. */
export function RatingFigures({ design, found }: Props) {
  const { share, mean, detectable, agreement, evidence, spread, turns } = found
  const { correlation } = design.planning
  const isPerTurn = design.criteria[0]?.unit === 'TURN'
  return (
    <>
      <Figure
        label="Interval for a share near 50%"
        small={share.defined ? '95%, points, per system' : share.reason}
        value={orDash(share, plusMinus)}
      >
        <p>
          Wilson’s interval of n ÷ deff independent ratings of which half chose an option; of shares nearer to 0 or 100%
          it is shorter.
        </p>
        {evidence.defined && (
          <p>
            n = {short(evidence.value.judgments)} {isPerTurn ? 'ratings of turns' : 'ratings'} of{' '}
            {short(evidence.value.items)} prompts. deff = 1 + (k − 1) ρ = {exact(evidence.value.designEffect)}, with k ={' '}
            {exact(evidence.value.perItem)} ratings of a rating’s prompt (Σk² ÷ Σk) and ρ = {exact(correlation)} (Kish
            1965).
            {isPerTurn && turns !== null && ` A response has ${exact(turns)} turns on average.`}
            {evidence.value.without > 0 &&
              ` Without ${count(Math.round(evidence.value.without), 'shared item')}, as nobody knows how many people will judge them.`}
          </p>
        )}
      </Figure>
      <Figure
        label="Interval for a mean score"
        small={mean.defined ? '95%, in points of the scale, per system' : mean.reason}
        value={orDash(mean, pointsEitherSide)}
      >
        t · s · √(deff ÷ n), by prompt, with s = {exact(spread)}: the standard deviation of the scores where each option
        is given as often as any other.
      </Figure>
      <Figure
        label="Interval for exact agreement"
        small={
          agreement.defined
            ? `95%, points; shared set, near ${(100 * agreement.value.expected).toFixed(0)}%`
            : agreement.reason
        }
        value={orDash(agreement, ({ halfWidth }) => plusMinus(halfWidth))}
      >
        Pairs of annotators who give a response of the shared set the same option: 1.96 √(variance ÷ shared items). It
        assumes that a response has an option of its own, which each annotator gives with probability √ρ ={' '}
        {exact(Math.sqrt(correlation))} and otherwise any; the variance is that of a U-statistic (Hoeffding 1948).
        {isPerTurn && ' Turns of a response count as one.'} For these annotators, on other responses.
      </Figure>
      <Figure
        label="Found with 80% power"
        small={detectable.defined ? 'a difference of two means, in points' : detectable.reason}
        value={orDash(detectable, exact)}
      >
        (t(0.975) + t(0.8)) · s · √(2 deff ÷ n): the paired t-test at 5% by prompt. It assumes that a prompt makes no
        difference to both systems alike; where it does, smaller differences are found. One test; no correction for
        several.
      </Figure>
    </>
  )
}

/** The half-width of a mean's interval, in points of its scale. */
export function pointsEitherSide(halfWidth: number): string {
  return `±${exact(halfWidth)}`
}
