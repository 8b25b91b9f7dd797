/**
 * Refuses counts that no experiment can produce.
 *
 * @throws RangeError unless every count is a whole number, 0 or more
 */
export function checkCounts(counts: ArrayLike<number>, caller: string): void {
  for (let k = 0; k < counts.length; k++) {
    const count = counts[k] as number
    if (!Number.isInteger(count) || count < 0)
      throw new RangeError(`${caller} requires whole counts of 0 or more, got ${count}`)
  }
}
