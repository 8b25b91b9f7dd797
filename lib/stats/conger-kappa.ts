import { identityWeights } from './agreement-weights'
import { chanceCorrectedAgreement } from './chance-corrected-agreement'
import { defined, type Estimate, notDefined } from './estimate'
import { countCategories, type RatedItem } from './ratings'

/**
 * Conger's kappa for many annotators with missing ratings: like Fleiss' but with each annotator's own habits in the
 * chance term, pe = Σ w (p̄ₖ p̄ₗ − sₖₗ / r), where p̄ and s are mean and covariance over the r annotators of their shares.
 * With two annotators who rated the same items it is Cohen's kappa.
 *
 * @returns not defined when no item has two ratings, or when everyone used one category only
 * @see Conger (1980) Psychol. Bull. 88:322–328; Gwet (2014) for missing ratings
 */
export function congerKappa(
  items: readonly RatedItem[],
  categories = 3,
  weights: readonly (readonly number[])[] = identityWeights(categories),
): Estimate<number> {
  const fleiss = chanceCorrectedAgreement(countCategories(items, categories), 'gwet', weights)
  if (!fleiss.defined) return fleiss
  const byAnnotator = new Map<number, number[]>()
  for (const { annotator, category } of items.flat()) {
    const counts = byAnnotator.get(annotator) ?? new Array<number>(categories).fill(0)
    counts[category] = (counts[category] ?? 0) + 1
    byAnnotator.set(annotator, counts)
  }
  const shares = [...byAnnotator.values()].map((counts) => {
    const n = counts.reduce((sum, count) => sum + count, 0)
    return counts.map((count) => count / n)
  })
  const r = shares.length
  const mean = weights.map((_, k) => shares.reduce((sum, own) => sum + (own[k] as number), 0) / r)
  let expected = 0
  for (let k = 0; k < categories; k++) {
    for (let l = 0; l < categories; l++) {
      const product = (mean[k] as number) * (mean[l] as number)
      const joint = shares.reduce((sum, own) => sum + (own[k] as number) * (own[l] as number), 0)
      expected += (weights[k]?.[l] ?? 0) * (product - (joint - r * product) / (r - 1) / r)
    }
  }
  if (1 - expected < 1e-12) return notDefined('One category only was used.')
  return defined((fleiss.value.observed - expected) / (1 - expected))
}
