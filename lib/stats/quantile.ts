/**
 * Sample quantile, type 7 of Hyndman & Fan (1996): linear interpolation at position (n − 1)p of the sorted values, as in
 * R, NumPy and d3-array.
 *
 * @param sorted values in ascending order, at least one
 * @param p share of values below, 0 ≤ p ≤ 1
 * @throws RangeError without values, or for p outside [0, 1]
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError(`quantileSorted requires values and 0 <= p <= 1, got ${sorted.length} values, p = ${p}`)
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (high - low) * (position - below)
}

/** `quantileSorted` of values in any order, which stay as they are. */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileSorted(Float64Array.from(values).sort(), p)
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}
