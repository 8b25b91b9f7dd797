import { identityWeights, linearWeights, tieDiscounted } from '@/lib/stats/agreement-weights'
import { cohenKappa } from '@/lib/stats/cohen-kappa'
import { type Estimate, mapEstimate, notDefined } from '@/lib/stats/estimate'
import type { DeepInput } from './input'
import type { Rated } from './rated-items'

/** How far two annotators give the same verdict, on the items that both judged. */
export type AnnotatorPair = {
  one: string
  other: string
  items: number
  tieDiscounted: number
  exact: number
  kappa: Estimate<{ kappa: number; se: number }>
  linearKappa: Estimate<{ kappa: number; se: number }>
}

/** With fewer, a kappa says nothing. */
const FEWEST_ITEMS = 5

/** Every two annotators who share an item, in the order of their codes. One pass over the items, whatever their number. */
export function annotatorPairs({ annotators }: DeepInput, { items }: Rated): AnnotatorPair[] {
  const tables = new Map<number, Float64Array>()
  for (const item of items) {
    for (const a of item) {
      for (const b of item) {
        if (a.annotator >= b.annotator) continue
        const key = a.annotator * annotators.length + b.annotator
        const table = tables.get(key) ?? new Float64Array(9)
        tables.set(key, table)
        const cell = 3 * a.category + b.category
        table[cell] = (table[cell] as number) + 1
      }
    }
  }
  return [...tables]
    .sort(([one], [other]) => one - other)
    .map(([key, table]) => {
      const code = (number: number) => annotators[number]?.code as string
      return toPair(code(Math.floor(key / annotators.length)), code(key % annotators.length), table)
    })
}

function toPair(one: string, other: string, cells: Float64Array): AnnotatorPair {
  const table = [0, 3, 6].map((start) => [...cells.subarray(start, start + 3)])
  const items = cells.reduce((sum, n) => sum + n, 0)
  const agreeing = cells.reduce((sum, n, cell) => sum + n * tieDiscounted(Math.floor(cell / 3), cell % 3), 0)
  const same = [0, 4, 8].reduce((sum, cell) => sum + (cells[cell] as number), 0)
  const kappa = (weights: number[][]): AnnotatorPair['kappa'] =>
    items < FEWEST_ITEMS
      ? notDefined(`The two share fewer than ${FEWEST_ITEMS} items.`)
      : mapEstimate(cohenKappa(table, weights), (found) => ({ kappa: found.kappa, se: found.se }))
  return {
    ...{ one, other, items },
    tieDiscounted: agreeing / items,
    exact: same / items,
    kappa: kappa(identityWeights(3)),
    linearKappa: kappa(linearWeights(3)),
  }
}
