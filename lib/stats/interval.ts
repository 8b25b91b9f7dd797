/** Lower and upper limit, unrounded. */
export type Interval = [lower: number, upper: number]

/** The standard-normal quantile of two-sided 95 %. */
export const Z95 = 1.959963984540054

/** What of an interval lies within the range of what it is of: limits from a standard error do not know it. */
export function cutTo(interval: Interval | null, [lowest, highest]: Interval): Interval | null {
  return interval && [Math.max(lowest, interval[0]), Math.min(highest, interval[1])]
}

/** The range of a share. */
export const SHARE: Interval = [0, 1]

/** The range of a coefficient of agreement. */
export const COEFFICIENT: Interval = [-1, 1]
