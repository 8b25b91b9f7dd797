import { identityWeights } from './agreement-weights'
import { defined, type Estimate, notDefined } from './estimate'
import type { RatedItem } from './ratings'

/** Cohen's kappa with its asymptotic standard error, and the agreement seen and expected by chance. */
export type CohenKappa = { kappa: number; se: number; observed: number; expected: number; n: number }

/** Cross-table of two annotators over the items both rated: `table[category of one][category of other]`. */
export function crossTable(items: readonly RatedItem[], one: number, other: number, categories = 3): number[][] {
  const table = Array.from({ length: categories }, () => new Array<number>(categories).fill(0))
  for (const item of items) {
    const row = item.find(({ annotator }) => annotator === one)
    const column = item.find(({ annotator }) => annotator === other)
    if (!row || !column) continue
    const cells = table[row.category] as number[]
    cells[column.category] = (cells[column.category] ?? 0) + 1
  }
  return table
}

/**
 * Cohen's kappa, plain or weighted: (po − pe) / (1 − pe), with po = Σ w p and pe = Σ w (row share)(column share).
 * Standard error after Fleiss, Cohen and Everitt, for large n: √((Σ p (w − (w̄ᵢ + w̄ⱼ)(1 − κ))² − (κ − pe(1 − κ))²) / n) / (1 − pe).
 *
 * @param table q × q counts (or shares) of two annotators' categories
 * @param weights agreement of each two categories, 1 on the diagonal; plain kappa by default
 * @returns not defined without shared items, or when chance alone would agree always (both used one category only)
 * @see Cohen (1968) Psychol. Bull. 70:213–220; Fleiss, Cohen & Everitt (1969) Psychol. Bull. 72:323–327
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  weights: readonly (readonly number[])[] = identityWeights(table.length),
): Estimate<CohenKappa> {
  const n = table.flat().reduce((sum, count) => sum + count, 0)
  if (!(n > 0)) return notDefined('The two annotators share no item.')
  const share = (i: number, j: number) => (table[i]?.[j] ?? 0) / n
  const weight = (i: number, j: number) => weights[i]?.[j] ?? 0
  const all = table.map((_, index) => index)
  const rows = all.map((i) => all.reduce((sum, j) => sum + share(i, j), 0))
  const columns = all.map((j) => all.reduce((sum, i) => sum + share(i, j), 0))
  const over = (value: (i: number, j: number) => number) =>
    all.reduce((sum, i) => sum + all.reduce((inner, j) => inner + value(i, j), 0), 0)
  const observed = over((i, j) => weight(i, j) * share(i, j))
  const expected = over((i, j) => weight(i, j) * (rows[i] as number) * (columns[j] as number))
  if (1 - expected < 1e-12) return notDefined('Both annotators used one and the same category only.')
  const kappa = (observed - expected) / (1 - expected)
  const rowWeight = all.map((i) => all.reduce((sum, j) => sum + weight(i, j) * (columns[j] as number), 0))
  const columnWeight = all.map((j) => all.reduce((sum, i) => sum + weight(i, j) * (rows[i] as number), 0))
  const spread = over(
    (i, j) =>
      share(i, j) * (weight(i, j) - ((rowWeight[i] as number) + (columnWeight[j] as number)) * (1 - kappa)) ** 2,
  )
  const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
  return defined({ kappa, se: Math.sqrt(Math.max(0, variance)), observed, expected, n })
}
