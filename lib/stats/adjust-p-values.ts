function checkPValues(values: readonly number[]): void {
  for (const p of values) if (!(p >= 0 && p <= 1)) throw new RangeError(`A p-value lies in [0, 1], got ${p}`)
}

/**
 * Holm's step-down adjustment of a family of p-values declared beforehand: adjusted p = max over smaller p of
 * min(1, (m − rank + 1) · p). Comparing it with alpha keeps the chance of any false finding below alpha, under any
 * dependence.
 *
 * @returns adjusted values in the order given
 * @throws RangeError on a value outside [0, 1]
 * @see Holm (1979) Scand. J. Stat. 6:65–70
 */
export function holmAdjusted(values: readonly number[]): number[] {
  checkPValues(values)
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number))
  const adjusted = new Array<number>(values.length)
  let highest = 0
  order.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (values.length - rank) * (values[index] as number)))
    adjusted[index] = highest
  })
  return adjusted
}

/**
 * Benjamini and Hochberg's adjustment: comparing with alpha bounds the expected share of false findings among all
 * findings, for independent tests. For exploration only; confirmatory families take `holmAdjusted`.
 *
 * @returns adjusted values in the order given
 * @throws RangeError on a value outside [0, 1]
 * @see Benjamini & Hochberg (1995) J. R. Stat. Soc. B 57:289–300
 */
export function benjaminiHochbergAdjusted(values: readonly number[]): number[] {
  checkPValues(values)
  const order = values.map((_, index) => index).sort((a, b) => (values[b] as number) - (values[a] as number))
  const adjusted = new Array<number>(values.length)
  let lowest = 1
  order.forEach((index, fromLast) => {
    lowest = Math.min(lowest, (values.length / (values.length - fromLast)) * (values[index] as number))
    adjusted[index] = lowest
  })
  return adjusted
}
