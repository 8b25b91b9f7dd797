import type { Interval } from '../interval'
import { tQuantile, tTail } from '../student-t'

/**
 * Two one-sided tests. `pLower`: that the value is not below −margin, `pUpper`: not above +margin, `p` the larger.
 * `equivalent` when p < 0.05, which is when the 90 % interval lies within ± margin; `notWorse` when pLower < 0.05, which
 * is when its lower end lies above −margin.
 */
export type EquivalenceTest = {
  pLower: number
  pUpper: number
  p: number
  interval90: Interval
  equivalent: boolean
  notWorse: boolean
}

/**
 * Test that a mean is nearer to 0 than a margin, and that it is not worse than 0 by the margin (TOST). The margin is
 * chosen before the data are seen. That two intervals overlap, or that a difference is not significant, shows neither.
 *
 * @param mean with its standard error, > 0, and the degrees of freedom of that
 * @param margin > 0, in the unit of the mean
 * @throws RangeError on a mean that is not finite, an error or a margin that is not above 0
 * @see Schuirmann (1987) J. Pharmacokinet. Biopharm. 15:657–680
 */
export function equivalenceTest(mean: { mean: number; se: number; df: number }, margin: number): EquivalenceTest {
  if (!(mean.se > 0 && margin > 0 && mean.df > 0 && Number.isFinite(mean.mean)))
    throw new RangeError(
      `equivalenceTest requires a mean, and se, df and margin above 0, got ${mean.mean}, ${mean.se}, ${mean.df}, ${margin}`,
    )
  const pLower = tTail((mean.mean + margin) / mean.se, mean.df)
  const pUpper = tTail((margin - mean.mean) / mean.se, mean.df)
  const p = Math.max(pLower, pUpper)
  const half = tQuantile(0.95, mean.df) * mean.se
  return {
    pLower,
    pUpper,
    p,
    interval90: [mean.mean - half, mean.mean + half],
    equivalent: p < 0.05,
    notWorse: pLower < 0.05,
  }
}
