/** A share in percent with one decimal; a whole number goes without when `short`. */
export function percent(share: number, short = false): string {
  const text = (100 * share).toFixed(1)
  return short ? text.replace(/\.0$/, '') : text
}

/** A share in whole percent. What is neither none nor all is not rounded to it. */
export function wholePercent(share: number): string {
  if (share > 0 && share < 0.005) return '<1%'
  if (share < 1 && share >= 0.995) return '>99%'
  return `${Math.round(100 * share)}%`
}

/** Interval limits in percent, as they stand in tables and figures. */
export function percentRange([lower, upper]: readonly [number, number]): string {
  return `${percent(lower)} to ${percent(upper)}`
}

/** A count with its thousands set apart. */
export function wholeNumber(count: number): string {
  return count.toLocaleString('en')
}
