import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { identityWeights, linearWeights, tieDiscounted } from '@/lib/stats/agreement-weights'
import { type ClusterTotal, clusteredMean } from '@/lib/stats/clustered-mean'
import { cohenKappa } from '@/lib/stats/cohen-kappa'
import { type Estimate, mapEstimate, notDefined } from '@/lib/stats/estimate'
import { cutTo, type Interval, SHARE } from '@/lib/stats/interval'
import type { RatedItem } from '@/lib/stats/ratings'
import type { Rated } from './rated-items'

/** How far two annotators give the same verdict, on the items that both judged. */
export type AnnotatorPair = {
  one: string
  other: string
  items: number
  tieDiscounted: number
  /** Of `tieDiscounted`, clustered by prompt. */
  interval: Interval | null
  exact: number
  kappa: Estimate<{ kappa: number; se: number }>
  linearKappa: Estimate<{ kappa: number; se: number }>
}

/** With fewer, a kappa says nothing. */
const FEWEST_ITEMS = 5

/**
 * Every two annotators who share an item, in the order of their codes. One pass over the items, whatever their number:
 * prompt by prompt, so that a pair's clusters are complete one after the other.
 */
export function measureAnnotatorPairs({ annotators }: JudgmentColumns, { items, prompts }: Rated): AnnotatorPair[] {
  const found = new Map<number, Labels>()
  const order = items.map((_, index) => index).sort((a, b) => (prompts[a] as number) - (prompts[b] as number))
  for (const index of order) {
    const item = items[index] as RatedItem
    for (const a of item)
      for (const b of item) {
        if (a.annotator >= b.annotator) continue
        const key = a.annotator * annotators.length + b.annotator
        const pair = found.get(key) ?? { table: new Float64Array(9), clusters: [], prompt: -1 }
        found.set(key, pair)
        addLabels(pair, prompts[index] as number, [a.category, b.category])
      }
  }
  return [...found]
    .sort(([one], [other]) => one - other)
    .map(([key, labels]) => {
      const code = (number: number) => annotators[number]?.code as string
      return toPair(code(Math.floor(key / annotators.length)), code(key % annotators.length), labels)
    })
}

type Labels = { table: Float64Array; clusters: ClusterTotal[]; prompt: number }

function addLabels(pair: Labels, prompt: number, [one, other]: [number, number]): void {
  const cell = 3 * one + other
  pair.table[cell] = (pair.table[cell] as number) + 1
  if (pair.prompt !== prompt) pair.clusters.push({ n: 0, total: 0 })
  pair.prompt = prompt
  const cluster = pair.clusters.at(-1) as ClusterTotal
  cluster.n++
  cluster.total += tieDiscounted(one, other)
}

function toPair(one: string, other: string, { table: cells, clusters }: Labels): AnnotatorPair {
  const table = [0, 3, 6].map((start) => [...cells.subarray(start, start + 3)])
  const items = cells.reduce((sum, n) => sum + n, 0)
  const same = [0, 4, 8].reduce((sum, cell) => sum + (cells[cell] as number), 0)
  const agreeing = clusters.reduce((sum, { total }) => sum + total, 0)
  const mean = clusteredMean(clusters)
  const kappa = (weights: number[][]): AnnotatorPair['kappa'] =>
    items < FEWEST_ITEMS
      ? notDefined(`The two share fewer than ${FEWEST_ITEMS} items.`)
      : mapEstimate(cohenKappa(table, weights), (found) => ({ kappa: found.kappa, se: found.se }))
  return {
    ...{ one, other, items },
    tieDiscounted: agreeing / items,
    interval: mean.defined ? cutTo(mean.value.interval, SHARE) : null,
    exact: same / items,
    kappa: kappa(identityWeights(3)),
    linearKappa: kappa(linearWeights(3)),
  }
}
