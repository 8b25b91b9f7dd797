import { defined, type Estimate, notDefined } from './estimate'

/**
 * Gwet's AC1 of two raters from their cross-table: (pa − pe) / (1 − pe), pa the share on the diagonal,
 * pe = Σ π(1 − π) / (q − 1) with π the mean of the two raters' shares of a category. Equal to
 * `chanceCorrectedAgreement(…, 'gwet')` on the items behind the table.
 *
 * @returns not defined for an empty table
 * @see Gwet (2008) Br. J. Math. Stat. Psychol. 61:29–48
 */
export function gwetAc1OfTable(table: readonly (readonly number[])[]): Estimate<number> {
  const q = table.length
  const n = table.flat().reduce((sum, count) => sum + count, 0)
  if (!(n > 0)) return notDefined('The two annotators share no item.')
  let [observed, expected] = [0, 0]
  for (let k = 0; k < q; k++) {
    observed += (table[k]?.[k] ?? 0) / n
    const row = (table[k] ?? []).reduce((sum, count) => sum + count, 0)
    const column = table.reduce((sum, cells) => sum + (cells[k] ?? 0), 0)
    const share = (row + column) / (2 * n)
    expected += (share * (1 - share)) / (q - 1)
  }
  return defined((observed - expected) / (1 - expected))
}
