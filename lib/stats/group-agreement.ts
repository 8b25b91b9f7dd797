import { type Similarity, tieDiscounted } from './agreement-weights'
import type { ClusterTotal } from './clustered-mean'
import { itemAgreement } from './pair-agreement'
import type { RatedItem } from './ratings'

/**
 * Agreement between two groups of annotators: pairs with one annotator in each; of a group with itself, its distinct
 * pairs. `pooledMean` of the result is the cell of the group × group table, `clusteredMean` of it (summed per prompt)
 * the cell's interval. A cell without pairs is not defined, which is not 0.
 *
 * @param groupOf the group of each annotator, by annotator number
 * @returns pairs and total agreement per item, in the order of `items`
 * @see Zhou et al. (2023) LIMA, arXiv 2305.11206, section 4: crowd, authors and GPT-4
 */
export function groupAgreement(
  items: readonly RatedItem[],
  groupOf: ArrayLike<number>,
  [one, other]: readonly [number, number],
  similarity: Similarity = tieDiscounted,
): ClusterTotal[] {
  return items.map((item) =>
    itemAgreement(item, similarity, (a, b) => {
      const [first, second] = [groupOf[a], groupOf[b]]
      return (first === one && second === other) || (first === other && second === one)
    }),
  )
}

/**
 * Agreement of one annotator with every other member of a group, leave-one-out: never with himself.
 *
 * @returns pairs and total agreement per item, in the order of `items`, for `pooledMean` or `clusteredMean`
 */
export function annotatorAgainstGroup(
  items: readonly RatedItem[],
  groupOf: ArrayLike<number>,
  { annotator, group }: { annotator: number; group: number },
  similarity: Similarity = tieDiscounted,
): ClusterTotal[] {
  return items.map((item) =>
    itemAgreement(
      item,
      similarity,
      (a, b) => (a === annotator && groupOf[b] === group) || (b === annotator && groupOf[a] === group),
    ),
  )
}
