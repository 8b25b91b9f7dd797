import { defined, type Estimate, notDefined } from './estimate'
import { normalCdf, normalQuantile } from './normal'

/** How often a system is expected to win and to lose a comparison; ties are the rest. */
export type ExpectedShares = { win: number; loss: number }

function checkShares({ win, loss }: ExpectedShares, caller: string): void {
  if (!(win >= 0 && loss >= 0 && win + loss > 0 && win + loss <= 1))
    throw new RangeError(`${caller} requires shares with 0 < win + loss <= 1, got ${win} and ${loss}`)
}

/**
 * Judgments needed, on as many different prompts, for the sign test to find a preference: with d = win − loss and
 * s = win + loss, (z(1 − α/2) √s + z(power) √(s − d²))² / d². Not rounded up. With several judgments per prompt, multiply
 * by `designEffect`. Normal approximation; `signTestPower` is exact.
 *
 * @returns not defined for win = loss: no number of judgments finds a preference that is not there
 * @throws RangeError on shares that cannot be, or alpha or power outside (0, 1)
 * @see Connor (1987) Biometrics 43:207–211
 */
export function sampleSize(shares: ExpectedShares, power = 0.8, alpha = 0.05): Estimate<number> {
  checkShares(shares, 'sampleSize')
  const d = Math.abs(shares.win - shares.loss)
  const s = shares.win + shares.loss
  if (d === 0) return notDefined('Both systems are expected to win equally often: there is nothing to find.')
  const root = normalQuantile(1 - alpha / 2) * Math.sqrt(s) + normalQuantile(power) * Math.sqrt(s - d ** 2)
  return defined((root / d) ** 2)
}

/**
 * Chance that the sign test finds a preference with n judgments on different prompts, by normal approximation:
 * Φ((|d| √n − z(1 − α/2) √s) / √(s − d²)), the inverse of `sampleSize`.
 *
 * @returns 1 or 0 for a system that wins every comparison (s = d²), where the approximation has no spread
 * @throws RangeError on shares that cannot be
 */
export function approximatePower(shares: ExpectedShares, n: number, alpha = 0.05): number {
  checkShares(shares, 'approximatePower')
  const d = Math.abs(shares.win - shares.loss)
  const s = shares.win + shares.loss
  const excess = d * Math.sqrt(n) - normalQuantile(1 - alpha / 2) * Math.sqrt(s)
  const spread = Math.sqrt(Math.max(0, s - d ** 2))
  if (spread === 0) return excess > 0 ? 1 : 0
  return normalCdf(excess / spread)
}

/**
 * By what factor m judgments per prompt must be more than judgments on different prompts to say as much: 1 + (m − 1) · icc.
 *
 * @param icc correlation of two judgments on one prompt, 0 to 1
 * @see Kish (1965) Survey Sampling, section 5.4
 */
export function designEffect(judgmentsPerPrompt: number, icc: number): number {
  return 1 + (judgmentsPerPrompt - 1) * icc
}
