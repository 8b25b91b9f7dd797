import { type Similarity, tieDiscounted } from './agreement-weights'
import type { ClusterTotal } from './clustered-mean'
import { defined, type Estimate, notDefined } from './estimate'
import type { RatedItem } from './ratings'

/** Agreement of pairs of annotators, pooled in three ways, with what it rests on. */
export type PairAgreement = {
  /** mean over every (item, pair of annotators): the one to report */
  pooled: number
  /** mean over items with two or more ratings of the item's own mean */
  itemMean: number
  /** mean over pairs of annotators with a shared item of the pair's own mean */
  annotatorPairMean: number
  pairs: number
  items: number
  annotatorPairs: number
}

/**
 * How many unordered pairs of ratings one item has, and how much they agree in total. Summed per prompt, these are what
 * `clusteredMean` takes to give the pooled agreement its interval.
 *
 * @param counts which pairs of annotators count; given in either order, so it must not depend on it
 * @throws RangeError when an annotator has two ratings on the item
 */
export function itemAgreement(
  item: RatedItem,
  similarity: Similarity = tieDiscounted,
  counts: (one: number, other: number) => boolean = () => true,
): ClusterTotal {
  let n = 0
  let total = 0
  item.forEach((one, index) => {
    for (let next = index + 1; next < item.length; next++) {
      const other = item[next] as RatedItem[number]
      if (one.annotator === other.annotator)
        throw new RangeError(`Annotator ${one.annotator} has two ratings on one item: settle repeats first`)
      if (!counts(one.annotator, other.annotator)) continue
      n++
      total += similarity(one.category, other.category)
    }
  })
  return { n, total }
}

/**
 * Agreement over all pairs of annotators who rated the same item. With `tieDiscounted` this is LIMA's tie-discounted
 * accuracy, with `exactMatch` plain percent agreement. Not corrected for chance.
 *
 * @returns not defined when no item has two ratings
 * @see Zhou et al. (2023) LIMA, arXiv 2305.11206, section 4
 */
export function pairAgreement(
  items: readonly RatedItem[],
  similarity: Similarity = tieDiscounted,
): Estimate<PairAgreement> {
  const pooled = { n: 0, total: 0 }
  let itemMeans = 0
  let shared = 0
  for (const item of items) {
    const { n, total } = itemAgreement(item, similarity)
    if (n === 0) continue
    shared++
    itemMeans += total / n
    pooled.n += n
    pooled.total += total
  }
  if (pooled.n === 0) return notDefined('No item was judged by two annotators.')
  const pairs = annotatorPairs(items, similarity)
  return defined({
    pooled: pooled.total / pooled.n,
    itemMean: itemMeans / shared,
    annotatorPairMean: pairs.reduce((sum, { n, total }) => sum + total / n, 0) / pairs.length,
    pairs: pooled.n,
    items: shared,
    annotatorPairs: pairs.length,
  })
}

/** So that a pair of annotators is one number, which is exact. */
const MOST_ANNOTATORS = 2 ** 26

/** One entry for every pair of annotators with a shared item: how many they share and how much they agree in total. */
function annotatorPairs(
  items: readonly RatedItem[],
  similarity: Similarity = tieDiscounted,
): (ClusterTotal & { annotators: [number, number] })[] {
  const pairs = new Map<number, ClusterTotal & { annotators: [number, number] }>()
  for (const item of items) {
    for (let first = 0; first < item.length; first++) {
      const one = item[first] as RatedItem[number]
      for (let second = first + 1; second < item.length; second++) {
        const other = item[second] as RatedItem[number]
        const [low, high] = [Math.min(one.annotator, other.annotator), Math.max(one.annotator, other.annotator)]
        const key = low * MOST_ANNOTATORS + high
        let pair = pairs.get(key)
        if (!pair) {
          pair = { annotators: [low, high], n: 0, total: 0 }
          pairs.set(key, pair)
        }
        pair.n++
        pair.total += similarity(one.category, other.category)
      }
    }
  }
  return [...pairs.values()].sort((a, b) => a.annotators[0] - b.annotators[0] || a.annotators[1] - b.annotators[1])
}
