import { normalCdf, normalQuantile } from './normal'

/** Probability that a chi-square variable with one degree of freedom exceeds `x` (it is a squared standard normal). */
export function chiSquareTail1(x: number): number {
  if (!(x >= 0)) throw new RangeError(`chiSquareTail1 requires x >= 0, got ${x}`)
  return 2 * normalCdf(-Math.sqrt(x))
}

/** The point a chi-square variable with one degree of freedom stays below with probability `p`, 0 ≤ p < 1. */
export function chiSquareQuantile1(p: number): number {
  return p === 0 ? 0 : normalQuantile((1 + p) / 2) ** 2
}
