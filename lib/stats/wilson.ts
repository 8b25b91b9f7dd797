/**
 * Wilson score interval for a binomial proportion. Keeps its coverage at small n and near 0 or 1, where Wald fails.
 * Assumes independent trials: judgments that share a prompt or an annotator are not.
 *
 * @param successes whole count, 0 ≤ successes ≤ n
 * @param n trials, n ≥ 1
 * @param z standard-normal quantile; the default gives 95 %, two-sided
 * @returns [lower, upper] in [0, 1], unrounded; lower is exactly 0 for no success, upper exactly 1 for no failure
 * @throws RangeError on counts no experiment can produce
 * @see Wilson (1927) JASA 22:209–212; worked values in Newcombe (1998) Stat. Med. 17:857–872, Table I
 */
export function wilsonInterval(successes: number, n: number, z = 1.959963984540054): [number, number] {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || n < 1 || successes < 0 || successes > n)
    throw new RangeError(`wilsonInterval requires 0 <= successes <= n and n >= 1, got ${successes} of ${n}`)
  const p = successes / n
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = wilsonHalfWidth(p, n, z)
  return [successes === 0 ? 0 : centre - half, successes === n ? 1 : centre + half]
}

/**
 * How far Wilson's interval reaches to either side of its centre, for a share that is planned: n may be a fraction, such as
 * judgments divided by a design effect.
 *
 * @param share expected, 0 to 1
 * @param n trials, > 0
 * @throws RangeError on a share outside [0, 1] or n not above 0
 */
export function wilsonHalfWidth(share: number, n: number, z = 1.959963984540054): number {
  if (!(share >= 0 && share <= 1 && n > 0))
    throw new RangeError(`wilsonHalfWidth requires a share from 0 to 1 and n > 0, got ${share} and ${n}`)
  return (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
}
