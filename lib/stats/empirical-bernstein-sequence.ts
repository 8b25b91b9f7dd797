import { type ConfidenceSequence, checkObservations, cutToUnit } from './confidence-sequence'
import { predictableBets } from './predictable-bets'

/**
 * Predictable plug-in empirical-Bernstein confidence sequence for the mean of variables in [0, 1]: adapts to their
 * variance. Two one-sided sequences at α/2: Σλx/Σλ less, and plus, (log(2/α) + Σ (x − mean before)² ψ(λ)) / Σλ,
 * ψ(λ) = −log(1 − λ) − λ, with `predictableBets` cut at ½. The mean before the first observation counts as the end of the
 * range on the side that is bounded, 0 below and 1 above, so that swapping the systems mirrors the interval.
 *
 * @param x observations in [0, 1], in the order they came
 * @throws RangeError on an observation outside [0, 1]
 * @see Waudby-Smith & Ramdas (2024) J. R. Stat. Soc. B 86:1–27, theorem 2
 */
export function empiricalBernsteinSequence(x: ArrayLike<number>, alpha = 0.05): ConfidenceSequence {
  checkObservations(x, 'empiricalBernsteinSequence')
  const bets = predictableBets(x, alpha)
  let [weighted, weight, sum, below, above] = [0, 0, 0, 0, 0]
  return Array.from(x, (value, index) => {
    const bet = Math.min(0.5, bets[index] as number)
    const cost = -Math.log1p(-bet) - bet
    weighted += bet * value
    weight += bet
    below += (value - (index === 0 ? 0 : sum / index)) ** 2 * cost
    above += (value - (index === 0 ? 1 : sum / index)) ** 2 * cost
    sum += value
    const centre = weighted / weight
    const price = Math.log(2 / alpha)
    return cutToUnit(centre - (price + below) / weight, centre + (price + above) / weight)
  })
}
