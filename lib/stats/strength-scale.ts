import { type Interval, Z95 } from './interval'

/** Points of the Elo scale per unit of log-odds: 400 points are odds of ten to one. */
export const ELO_PER_LOGIT = 400 / Math.LN10

/** A strength on the Elo scale with its standard error and interval. The anchored system has se 0. */
export type EloStrength = { strength: number; se: number; interval: Interval }

/**
 * Abilities on the scale of Elo ratings: 1000 + 400 / ln 10 · θ, where either the mean of all systems is 1000 or one
 * system is. Intervals are strength ± z · se. With an anchor they are those of the difference to it: only a difference of
 * two systems is ever estimated, so state the anchor beside the numbers.
 *
 * @param theta abilities with mean zero
 * @param covariance of the abilities (and what follows them), m × m, in the same gauge
 * @param anchor 'mean', or the system that is 1000
 * @see Elo (1978) The Rating of Chessplayers, for the scale
 */
export function strengthScale(
  theta: ArrayLike<number>,
  covariance: Float64Array,
  anchor: 'mean' | number = 'mean',
  z = Z95,
): EloStrength[] {
  const m = Math.round(Math.sqrt(covariance.length))
  const at = (i: number, j: number) => covariance[i * m + j] as number
  return Array.from(theta, (ability, k) => {
    const zero = anchor === 'mean' ? 0 : (theta[anchor] as number)
    const variance = anchor === 'mean' ? at(k, k) : at(k, k) + at(anchor, anchor) - 2 * at(k, anchor)
    const strength = 1000 + ELO_PER_LOGIT * (ability - zero)
    const se = k === anchor ? 0 : ELO_PER_LOGIT * Math.sqrt(Math.max(0, variance))
    return { strength, se, interval: [strength - z * se, strength + z * se] }
  })
}
