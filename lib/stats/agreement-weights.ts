/** How far two categories agree, from 0 (not at all) to 1 (the same); or how far they differ, where that is averaged. */
export type Similarity = (one: number, other: number) => number

/** How far the scores of two options lie apart: averaged over pairs of annotators, their mean absolute difference. */
export function scoreDistance(scores: readonly number[]): Similarity {
  return (one, other) => Math.abs((scores[one] as number) - (scores[other] as number))
}

/** 1 for the same category, else 0. */
export const exactMatch: Similarity = (one, other) => (one === other ? 1 : 0)

/**
 * Tie-discounted agreement of two verdicts: 1 for the same, ½ when exactly one is a tie, 0 for opposite ones, that is
 * 1 − |y₁ − y₂|. The same as linear weights on three categories.
 *
 * @see Zhou et al. (2023) LIMA, arXiv 2305.11206, section 4
 */
export const tieDiscounted: Similarity = (one, other) => 1 - Math.abs(one - other) / 2

/** Weights 1 − |k − l| / (q − 1): each step apart costs the same. */
export function linearWeights(categories: number): number[][] {
  return weightTable(categories, (k, l) => 1 - Math.abs(k - l) / (categories - 1))
}

/** Weights 1 − (k − l)² / (q − 1)²: two steps apart cost four times one. */
export function quadraticWeights(categories: number): number[][] {
  return weightTable(categories, (k, l) => 1 - (k - l) ** 2 / (categories - 1) ** 2)
}

/** Weight 1 for the same category, else 0. */
export function identityWeights(categories: number): number[][] {
  return weightTable(categories, exactMatch)
}

function weightTable(categories: number, weight: Similarity): number[][] {
  return Array.from({ length: categories }, (_, k) => Array.from({ length: categories }, (_, l) => weight(k, l)))
}
