/** Lower and upper limit, unrounded. */
export type Interval = [lower: number, upper: number]

/** The standard-normal quantile of two-sided 95 %. */
export const Z95 = 1.959963984540054
