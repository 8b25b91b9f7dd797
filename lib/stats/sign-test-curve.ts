import { normalCdf, normalQuantile } from './normal'

/** Above this many judgments the normal approximation takes over: it is then within 0.01 of the exact power. */
const EXACT_UP_TO = 2000

/**
 * The power of the two-sided sign test (exact p ≤ alpha, ties dropped) as a function of the true split of decided
 * judgments, for n independent judgments of which each is a tie with probability `tieRate`. The same numbers as
 * `signTestPower`, quick enough to draw a curve while somebody types; by normal approximation above 2,000 judgments.
 *
 * @param n judgments on different prompts, a whole number
 * @returns a function of the split, the share of decided judgments the better system wins, 0 to 1
 * @throws RangeError on a fractional n or a tie rate outside [0, 1)
 */
export function signTestCurve(n: number, tieRate: number, alpha = 0.05): (split: number) => number {
  if (!Number.isInteger(n) || n < 0 || !(tieRate >= 0 && tieRate < 1))
    throw new RangeError(`signTestCurve requires a whole n and a tie rate in [0, 1), got ${n} and ${tieRate}`)
  if (n > EXACT_UP_TO) return (split) => normalPower(n, 1 - tieRate, split, alpha)
  const log = logFactorials(n)
  const regions = likelyDecided(n, 1 - tieRate).map((decided) => ({
    decided,
    probability: probabilityOf(log, decided, n, 1 - tieRate),
    critical: criticalCount(log, decided, alpha),
  }))
  return (split) =>
    regions.reduce((power, { decided, probability, critical }) => {
      const reject = lowerTail(log, critical, decided, split) + lowerTail(log, critical, decided, 1 - split)
      return power + probability * reject
    }, 0)
}

/**
 * The smallest split of decided judgments that a test finds with the power wanted, to four decimal places.
 *
 * @param curve power by split, as `signTestCurve` gives it
 * @returns null when even a system that wins every decided judgment is found more rarely
 */
export function detectableSplit(curve: (split: number) => number, power = 0.8): number | null {
  if (curve(1) < power) return null
  let [below, above] = [0.5, 1]
  while (above - below > 1e-5) {
    const middle = (below + above) / 2
    if (curve(middle) < power) below = middle
    else above = middle
  }
  return above
}

/** As `approximatePower`, with the chance of a significant result in the wrong direction, which matters near even. */
function normalPower(n: number, decided: number, split: number, alpha: number): number {
  const d = decided * (2 * split - 1)
  const spread = Math.sqrt(Math.max(decided - d ** 2, Number.EPSILON))
  const reach = -normalQuantile(alpha / 2) * Math.sqrt(decided)
  return normalCdf((d * Math.sqrt(n) - reach) / spread) + normalCdf((-d * Math.sqrt(n) - reach) / spread)
}

/** Numbers of decided judgments within nine standard deviations: what lies beyond has a probability under 1e-15. */
function likelyDecided(n: number, share: number): number[] {
  const reach = 9 * Math.sqrt(n * share * (1 - share)) + 9
  const first = Math.max(0, Math.floor(n * share - reach))
  const last = Math.min(n, Math.ceil(n * share + reach))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** The largest number of wins that is still significant: 2 P(X ≤ k) ≤ alpha for X ~ binomial(of, ½); −1 when none is. */
function criticalCount(log: Float64Array, of: number, alpha: number): number {
  const enough = (k: number) => 2 * lowerTail(log, k, of, 0.5) <= alpha * (1 + 1e-12)
  let k = Math.max(-1, Math.floor(of / 2 + (normalQuantile(alpha / 2) * Math.sqrt(of)) / 2))
  while (k >= 0 && !enough(k)) k--
  while (2 * (k + 1) < of && enough(k + 1)) k++
  return k
}

/** P(X ≤ k) for X ~ binomial(of, p), summed from k away from the mean, so that nothing cancels or underflows. */
function lowerTail(log: Float64Array, k: number, of: number, p: number): number {
  if (k < 0) return 0
  if (k >= of || p <= 0) return 1
  if (p >= 1) return 0
  const odds = p / (1 - p)
  if (k > of * p) {
    let term = probabilityOf(log, k + 1, of, p)
    let upper = 0
    for (let i = k + 1; i <= of && term > upper * 1e-17; i++) {
      upper += term
      term *= ((of - i) / (i + 1)) * odds
    }
    return 1 - upper
  }
  let term = probabilityOf(log, k, of, p)
  let lower = 0
  for (let i = k; i >= 0 && term > lower * 1e-17; i--) {
    lower += term
    term *= i / (of - i + 1) / odds
  }
  return lower
}

function probabilityOf(log: Float64Array, k: number, of: number, p: number): number {
  if (p >= 1) return k === of ? 1 : 0
  const ways = (log[of] as number) - (log[k] as number) - (log[of - k] as number)
  return Math.exp(ways + k * Math.log(p) + (of - k) * Math.log1p(-p))
}

function logFactorials(n: number): Float64Array {
  const log = new Float64Array(n + 1)
  for (let k = 1; k <= n; k++) log[k] = (log[k - 1] as number) + Math.log(k)
  return log
}
