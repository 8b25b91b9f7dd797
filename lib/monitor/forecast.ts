/** When the rest will be in; `from` and `to` are null where the days say too little of how they vary. */
export type Forecast = { at: Date; from: Date | null; to: Date | null }

const DAY_MS = 24 * 60 * 60 * 1000
/** Standard-normal quantile that leaves 5 % on either side. */
const Z = 1.645
/** Beyond a year a forecast says nothing. */
const FURTHEST = 365

/**
 * When the rest of a study's judgments arrive if they keep coming as on the days given. The band is where the sum of
 * days that vary as these did, around a mean known no better than from these, reaches the rest in 90 % of the cases;
 * days are taken as independent.
 * @param perDay judgments on each whole day before today, in any order
 * @param rest judgments to come, 0 or more
 * @returns null when nothing came on these days, or the rest would take more than a year
 */
export function forecast(perDay: readonly number[], rest: number, now: Date): Forecast | null {
  const n = perDay.length
  const mean = perDay.reduce((sum, value) => sum + value, 0) / Math.max(1, n)
  if (n === 0 || mean === 0 || rest / mean > FURTHEST) return null
  const after = (days: number) => new Date(now.getTime() + days * DAY_MS)
  if (n < 2) return { at: after(rest / mean), from: null, to: null }
  const variance = perDay.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const { early, late } = bounds(mean, variance, n, rest)
  return { at: after(rest / mean), from: after(early), to: late === null || late > FURTHEST ? null : after(late) }
}

/** Days t at which the sum's band touches the rest: where (rest − mean t)² = z² variance (t + t² / n). */
function bounds(mean: number, variance: number, n: number, rest: number): { early: number; late: number | null } {
  const spread = Z ** 2 * variance
  const [a, b, c] = [mean ** 2 - spread / n, 2 * rest * mean + spread, rest ** 2]
  const root = b + Math.sqrt(Math.max(0, b ** 2 - 4 * a * c))
  return { early: root === 0 ? 0 : (2 * c) / root, late: a > 0 ? root / (2 * a) : null }
}
