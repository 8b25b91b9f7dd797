import { checkCounts } from './check-counts'
import { defined, type Estimate, notDefined } from './estimate'

/** How the distance of two categories is measured. For verdicts, nominal is the primary one. */
export type AlphaLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/** Pairs of ratings on the same item, each item counted once per rating: the input of alpha. */
export type CoincidenceMatrix = Float64Array

/**
 * Krippendorff's alpha for any number of annotators, missing ratings included: 1 − Do / De, the disagreement within
 * items over that among all ratings. From the coincidence matrix: an item with m ≥ 2 ratings gives each of its ordered
 * pairs the weight 1 / (m − 1); items with fewer are dropped.
 *
 * @param counts how often each category was given, per item
 * @param level distance: nominal 0/1; ordinal by the ratings that lie between; interval (v − v′)²; ratio ((v − v′)/(v + v′))²
 * @param values the categories as numbers, for interval and ratio; 0, 1, 2 … by default
 * @returns not defined when no item has two ratings, or when one category only occurs
 * @see Krippendorff (2011) Computing Krippendorff's Alpha-Reliability
 */
export function krippendorffAlpha(
  counts: readonly (readonly number[])[],
  level: AlphaLevel = 'nominal',
  values?: readonly number[],
): Estimate<number> {
  const q = counts[0]?.length ?? 0
  const coincidences = new Float64Array(q * q)
  for (const item of counts) addCoincidences(coincidences, item)
  return alphaOfCoincidences(coincidences, level, values)
}

/** Adds an item's pairs, `times` over, to a q × q coincidence matrix. */
export function addCoincidences(matrix: CoincidenceMatrix, item: readonly number[], times = 1): void {
  checkCounts(item, 'krippendorffAlpha')
  const m = item.reduce((sum, count) => sum + count, 0)
  if (m < 2) return
  const q = item.length
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const pairs = (item[k] as number) * ((item[l] as number) - (k === l ? 1 : 0))
      ;(matrix[k * q + l] as number) += (times * pairs) / (m - 1)
    }
  }
}

/** `krippendorffAlpha` from its coincidence matrix, so that a bootstrap need not pass over the ratings again. */
export function alphaOfCoincidences(
  matrix: CoincidenceMatrix,
  level: AlphaLevel = 'nominal',
  values?: readonly number[],
): Estimate<number> {
  const q = Math.round(Math.sqrt(matrix.length))
  const totals = Array.from({ length: q }, (_, k) => matrix.subarray(k * q, k * q + q).reduce((sum, o) => sum + o, 0))
  const n = totals.reduce((sum, total) => sum + total, 0)
  if (n === 0) return notDefined('No item was judged by two annotators.')
  const scale = values ?? totals.map((_, k) => k)
  let observed = 0
  let expected = 0
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const distance = squaredDistance(k, l, level, scale, totals)
      observed += (matrix[k * q + l] as number) * distance
      expected += (totals[k] as number) * (totals[l] as number) * distance
    }
  }
  if (expected === 0) return notDefined('One category only was used.')
  return defined(1 - ((n - 1) * observed) / expected)
}

function squaredDistance(
  k: number,
  l: number,
  level: AlphaLevel,
  values: readonly number[],
  totals: readonly number[],
): number {
  if (k === l) return 0
  const [one, other] = [values[k] as number, values[l] as number]
  switch (level) {
    case 'nominal':
      return 1
    case 'interval':
      return (one - other) ** 2
    case 'ratio':
      return one + other === 0 ? 0 : ((one - other) / (one + other)) ** 2
    case 'ordinal': {
      const [low, high] = [Math.min(k, l), Math.max(k, l)]
      const between = totals.slice(low, high + 1).reduce((sum, total) => sum + total, 0)
      return (between - ((totals[low] as number) + (totals[high] as number)) / 2) ** 2
    }
  }
}
