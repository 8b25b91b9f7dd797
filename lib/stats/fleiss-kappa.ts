import { checkCounts } from './check-counts'
import { defined, type Estimate, notDefined } from './estimate'

/** Fleiss' kappa with its test against 0 and the kappa of each category on its own (null where it never occurs). */
export type FleissKappa = {
  kappa: number
  observed: number
  expected: number
  z: number
  perCategory: (number | null)[]
}

/**
 * Fleiss' kappa in its classical form, for the same number m ≥ 2 of ratings on every item, not necessarily by the same
 * annotators: (P̄ − Pe) / (1 − Pe), Pe = Σ p². For items with differing numbers use `chanceCorrectedAgreement`.
 * z is kappa over its standard error when there is no agreement beyond chance, for large numbers of items.
 *
 * @param counts how often each category was given, per item
 * @returns not defined for unequal numbers of ratings, below two, or when one category only was used
 * @see Fleiss (1971) Psychol. Bull. 76:378–382; Fleiss, Nee & Landis (1979) Psychol. Bull. 86:974–977
 */
export function fleissKappa(counts: readonly (readonly number[])[]): Estimate<FleissKappa> {
  for (const item of counts) checkCounts(item, 'fleissKappa')
  const sizes = new Set(counts.map((item) => item.reduce((sum, count) => sum + count, 0)))
  const m = [...sizes][0] ?? 0
  if (sizes.size !== 1) return notDefined('The items have differing numbers of judgments.')
  if (m < 2) return notDefined('No item was judged by two annotators.')
  const n = counts.length
  const shares = (counts[0] as readonly number[]).map(
    (_, k) => counts.reduce((sum, item) => sum + (item[k] as number), 0) / (n * m),
  )
  const agreeing = counts.reduce((sum, item) => sum + item.reduce((inner, c) => inner + c * (c - 1), 0), 0)
  const observed = agreeing / (n * m * (m - 1))
  const expected = shares.reduce((sum, p) => sum + p * p, 0)
  if (1 - expected < 1e-12) return notDefined('One category only was used.')
  const kappa = (observed - expected) / (1 - expected)
  const spread = shares.reduce((sum, p) => sum + p * (1 - p), 0)
  const skew = shares.reduce((sum, p) => sum + p * (1 - p) * (1 - 2 * p), 0)
  const se = Math.sqrt((2 * (spread ** 2 - skew)) / (n * m * (m - 1))) / spread
  const perCategory = shares.map((p, k) => {
    const apart = counts.reduce((sum, item) => sum + (item[k] as number) * (m - (item[k] as number)), 0)
    return p === 0 || p === 1 ? null : 1 - apart / (n * m * (m - 1) * p * (1 - p))
  })
  return defined({ kappa, observed, expected, z: kappa / se, perCategory })
}
