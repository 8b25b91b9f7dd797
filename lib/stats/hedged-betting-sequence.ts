import { type ConfidenceSequence, checkObservations } from './confidence-sequence'
import { predictableBets } from './predictable-bets'

/**
 * Confidence sequence by betting against each candidate mean m: a gambler who bets half on "above m" and half on "below
 * m" cannot expect to win if m is the mean, so every m against which the capital max(K⁺/2, K⁻/2) ever exceeded 1/α is out.
 * The default rule: the narrowest of ours. m runs over a grid of 0, 1/grid … 1; the set is widened by one step,
 * and its ends are the interval.
 *
 * @param x observations in [0, 1], in the order they came
 * @param grid steps of the grid; limits are exact to one step
 * @param running whether each interval lies within those before it, as ours on screen do
 * @throws RangeError on an observation outside [0, 1]
 * @see Waudby-Smith & Ramdas (2024) J. R. Stat. Soc. B 86:1–27, section 4
 */
export function hedgedBettingSequence(
  x: ArrayLike<number>,
  alpha = 0.05,
  grid = 1000,
  running = true,
): ConfidenceSequence {
  checkObservations(x, 'hedgedBettingSequence')
  const bets = predictableBets(x, alpha)
  const up = new Float64Array(grid + 1).fill(Math.log(0.5))
  const down = new Float64Array(grid + 1).fill(Math.log(0.5))
  const limit = Math.log(1 / alpha)
  let [low, high] = [0, 1]
  return Array.from(x, (value, t) => {
    let first = -1
    let last = -1
    for (let k = 0; k <= grid; k++) {
      const m = k / grid
      ;(up[k] as number) += Math.log1p(betAbove(bets[t] as number, m) * (value - m))
      ;(down[k] as number) += Math.log1p(-betBelow(bets[t] as number, m) * (value - m))
      if (Math.max(up[k] as number, down[k] as number) > limit) continue
      if (first < 0) first = k
      last = k
    }
    if (first >= 0) {
      low = Math.max(running ? low : 0, (first - 1) / grid)
      high = Math.min(running ? high : 1, (last + 1) / grid)
    }
    return [low, high]
  })
}

/** Capital after all observations of a gambler who bets half each way against the mean being m; 1 is where he began. */
export function hedgedCapital(x: ArrayLike<number>, m: number, alpha = 0.05): number {
  checkObservations(x, 'hedgedCapital')
  const bets = predictableBets(x, alpha)
  let [up, down] = [0.5, 0.5]
  bets.forEach((bet, t) => {
    up *= 1 + betAbove(bet, m) * ((x[t] as number) - m)
    down *= 1 - betBelow(bet, m) * ((x[t] as number) - m)
  })
  return Math.max(up, down)
}

/** Bets are cut so that no single observation loses more than half of the capital. */
function betAbove(bet: number, m: number): number {
  return m === 0 ? bet : Math.min(bet, 0.5 / m)
}

function betBelow(bet: number, m: number): number {
  return m === 1 ? bet : Math.min(bet, 0.5 / (1 - m))
}
