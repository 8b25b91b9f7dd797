/** A p-value where there was one, null where there was none. */
type Adjusted<P extends number | null> = P extends null ? null : number

/**
 * Holm's step-down adjustment of a family of p-values declared beforehand: adjusted p = max over smaller p of
 * min(1, (m − rank + 1) · p). Comparing it with alpha keeps the chance of any false finding below alpha, under any
 * dependence.
 *
 * @param values null where a comparison has no p-value: it stays null and does not count in the family
 * @returns adjusted values in the order given
 * @throws RangeError on a value outside [0, 1]
 * @see Holm (1979) Scand. J. Stat. 6:65–70
 */
export function holmAdjusted<P extends number | null>(values: readonly P[]): Adjusted<P>[] {
  return adjustDefined(values, (sorted) => {
    let highest = 0
    return sorted.map((p, rank) => {
      highest = Math.max(highest, Math.min(1, (sorted.length - rank) * p))
      return highest
    })
  })
}

/**
 * Benjamini and Hochberg's adjustment: comparing with alpha bounds the expected share of false findings among all
 * findings, for independent tests. For exploration only; confirmatory families take `holmAdjusted`.
 *
 * @param values null where a comparison has no p-value, as for `holmAdjusted`
 * @returns adjusted values in the order given
 * @throws RangeError on a value outside [0, 1]
 * @see Benjamini & Hochberg (1995) J. R. Stat. Soc. B 57:289–300
 */
export function benjaminiHochbergAdjusted<P extends number | null>(values: readonly P[]): Adjusted<P>[] {
  return adjustDefined(values, (sorted) => stepUp(sorted, 1))
}

/**
 * Benjamini and Yekutieli's adjustment: as Benjamini and Hochberg's, under any dependence between the tests, for which it
 * multiplies by 1 + ½ + … + 1/m.
 *
 * @param values null where a comparison has no p-value, as for `holmAdjusted`
 * @returns adjusted values in the order given
 * @throws RangeError on a value outside [0, 1]
 * @see Benjamini & Yekutieli (2001) Ann. Stat. 29:1165–1188
 */
export function benjaminiYekutieliAdjusted<P extends number | null>(values: readonly P[]): Adjusted<P>[] {
  return adjustDefined(values, (sorted) =>
    stepUp(
      sorted,
      sorted.reduce((sum, _, k) => sum + 1 / (k + 1), 0),
    ),
  )
}

function stepUp(sorted: readonly number[], factor: number): number[] {
  let lowest = 1
  return sorted
    .map((_, k) => sorted.length - 1 - k)
    .map((rank) => {
      lowest = Math.min(lowest, ((factor * sorted.length) / (rank + 1)) * (sorted[rank] as number))
      return lowest
    })
    .reverse()
}

/** Adjusts what is not null, in ascending order, and puts each result where its value was. */
function adjustDefined<P extends number | null>(
  values: readonly P[],
  adjust: (sorted: readonly number[]) => number[],
): Adjusted<P>[] {
  const order = values.flatMap((p, index) => (p === null ? [] : [index]))
  for (const index of order) {
    const p = values[index] as number
    if (!(p >= 0 && p <= 1)) throw new RangeError(`A p-value lies in [0, 1], got ${p}`)
  }
  order.sort((a, b) => (values[a] as number) - (values[b] as number))
  const adjusted: (number | null)[] = values.map(() => null)
  for (const [rank, value] of adjust(order.map((index) => values[index] as number)).entries())
    adjusted[order[rank] as number] = value
  return adjusted as Adjusted<P>[]
}
