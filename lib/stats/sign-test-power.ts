import type { ExpectedShares } from './sample-size'

/**
 * Exact power of the two-sided sign test (`signTest().exact` ≤ alpha, ties dropped) with n judgments on different
 * prompts, before it is known how many will be ties: the sum over numbers of decided judgments D ~ binomial(n, win + loss)
 * of their probability times that of landing in the test's critical region, wins ~ binomial(D, win / (win + loss)).
 *
 * @param n judgments, a whole number; time grows with n²
 * @see Connor (1987) Biometrics 43:207–211, where the approximation comes from
 * @throws RangeError on shares that cannot be or a fractional n
 */
export function signTestPower({ win, loss }: ExpectedShares, n: number, alpha = 0.05): number {
  if (!Number.isInteger(n) || n < 0 || !(win >= 0 && loss >= 0 && win + loss <= 1 + 1e-12))
    throw new RangeError(`signTestPower requires whole n and shares of at most 1, got ${n}, ${win}, ${loss}`)
  const logFactorial = new Float64Array(n + 1)
  for (let k = 1; k <= n; k++) logFactorial[k] = (logFactorial[k - 1] as number) + Math.log(k)
  const probability = (k: number, of: number, p: number): number => {
    if (p <= 0 || p >= 1) return k === (p <= 0 ? 0 : of) ? 1 : 0
    const ways = (logFactorial[of] as number) - (logFactorial[k] as number) - (logFactorial[of - k] as number)
    return Math.exp(ways + k * Math.log(p) + (of - k) * Math.log1p(-p))
  }
  const decided = win + loss
  const share = decided > 0 ? win / decided : 0
  let power = 0
  for (let d = 0; d <= n; d++) {
    let tail = 0
    let rejected = 0
    for (let k = 0; 2 * k < d; k++) {
      tail += 2 * probability(k, d, 0.5)
      if (tail > alpha * (1 + 1e-12)) break
      rejected += probability(k, d, share) + probability(d - k, d, share)
    }
    power += probability(d, n, decided) * rejected
  }
  return power
}
