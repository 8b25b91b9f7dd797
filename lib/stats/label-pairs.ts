import type { Similarity } from './agreement-weights'
import type { ClusterTotal } from './clustered-mean'
import { type CohenKappa, cohenKappa } from './cohen-kappa'
import { type Estimate, notDefined } from './estimate'
import type { RatedItem } from './ratings'

/**
 * What two annotators said of the items that both rated: how many, in which categories of one and the other, and how far
 * they agree by cluster.
 */
export type LabelPair = { one: number; other: number; items: number; table: number[][]; clusters: ClusterTotal[] }

/** With fewer, a kappa says nothing. */
const FEWEST_ITEMS = 5

/** More than there are annotators: a number for each two of them, which is cheaper to look up than words. */
const STRIDE = 2 ** 26

/**
 * Every two annotators who share an item, in the order of their numbers. One pass over the items, whatever their number:
 * cluster by cluster, so that a pair's are complete one after the other.
 *
 * @param clusters of each item the number of what it belongs to, such as its prompt
 * @param similarity what is totalled over the items of a cluster
 */
export function labelPairs(
  items: readonly RatedItem[],
  clusters: readonly number[],
  categories: number,
  similarity: Similarity,
): LabelPair[] {
  const found = new Map<number, Growing>()
  const order = items.map((_, index) => index).sort((a, b) => (clusters[a] as number) - (clusters[b] as number))
  for (const index of order) {
    const item = items[index] as RatedItem
    for (const { annotator: one, category: own } of item)
      for (const { annotator: other, category } of item) {
        if (one >= other) continue
        const key = one * STRIDE + other
        const pair: Growing = found.get(key) ?? {
          ...{ one, other, items: 0, table: square(categories) },
          ...{ clusters: [], cluster: -1 },
        }
        found.set(key, pair)
        const row = pair.table[own] as number[]
        row[category] = (row[category] ?? 0) + 1
        pair.items++
        if (pair.cluster !== clusters[index]) pair.clusters.push({ n: 0, total: 0 })
        pair.cluster = clusters[index] as number
        const cluster = pair.clusters.at(-1) as ClusterTotal
        cluster.n++
        cluster.total += similarity(own, category)
      }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, pair]) => pair)
}

/** A pair with the cluster that its last item belongs to. */
type Growing = LabelPair & { cluster: number }

/** Cohen's kappa of two annotators, where they share items enough to say something. */
export function kappaOfPair({ items, table }: LabelPair, weights: number[][]): Estimate<CohenKappa> {
  if (items < FEWEST_ITEMS) return notDefined(`The two share fewer than ${FEWEST_ITEMS} items.`)
  return cohenKappa(table, weights)
}

/** The share of items of which both said the same. */
export function sameShare({ items, table }: LabelPair): number {
  return table.reduce((sum, row, category) => sum + (row[category] as number), 0) / items
}

function square(size: number): number[][] {
  return Array.from({ length: size }, () => new Array<number>(size).fill(0))
}
