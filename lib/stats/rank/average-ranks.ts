/** Ranks from 1, equal values sharing the mean of theirs, and Σ (t³ − t) over groups of t equal values. */
export type AverageRanks = { ranks: Float64Array; ties: number }

/**
 * Ranks of values, the smallest first. Values that differ by less than a millionth of a millionth (of the largest, where
 * that is above 1) are the same: means that are equal as fractions come out of different sums a rounding apart.
 *
 * @throws RangeError on a value that is not finite
 */
export function averageRanks(values: ArrayLike<number>): AverageRanks {
  const n = values.length
  let largest = 1
  for (let k = 0; k < n; k++) {
    const size = Math.abs(values[k] as number)
    if (!Number.isFinite(size)) throw new RangeError(`averageRanks requires finite values, got ${values[k]}`)
    largest = Math.max(largest, size)
  }
  const order = Array.from({ length: n }, (_, k) => k).sort((a, b) => (values[a] as number) - (values[b] as number))
  const ranks = new Float64Array(n)
  let ties = 0
  for (let from = 0, to = 0; from < n; from = to) {
    for (to = from + 1; to < n && gap(values, order, to) <= 1e-12 * largest; ) to++
    for (let k = from; k < to; k++) ranks[order[k] as number] = (from + 1 + to) / 2
    ties += (to - from) ** 3 - (to - from)
  }
  return { ranks, ties }
}

function gap(values: ArrayLike<number>, order: readonly number[], k: number): number {
  return (values[order[k] as number] as number) - (values[order[k - 1] as number] as number)
}
