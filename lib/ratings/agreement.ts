import { exactMatch, linearWeights, quadraticWeights, scoreDistance } from '@/lib/stats/agreement-weights'
import { chanceCorrectedAgreement } from '@/lib/stats/chance-corrected-agreement'
import { type Estimate, mapEstimate, notDefined } from '@/lib/stats/estimate'
import { krippendorffAlpha } from '@/lib/stats/krippendorff-alpha'
import { type PairAgreement, pairAgreement } from '@/lib/stats/pair-agreement'
import { type DifferenceFromOthers, differenceFromOthers } from '@/lib/stats/rating/difference-from-others'
import { type IntraclassCorrelation, intraclassCorrelation } from '@/lib/stats/rating/intraclass-correlation'
import { countCategories, type RatedItem, type Rating } from '@/lib/stats/ratings'
import type { RatingTable } from './rating-table'

/** How far annotators agree about responses (or turns): each one's first rating of each. */
export type RatingAgreement = {
  exact: Estimate<PairAgreement>
  /** mean absolute difference of scores: 0 is agreement */
  distance: Estimate<PairAgreement>
  alpha: { nominal: Estimate<number>; ordinal: Estimate<number>; interval: Estimate<number> }
  ac2: { linear: Estimate<number>; quadratic: Estimate<number> }
  icc: Estimate<IntraclassCorrelation>
}

/** How lenient an annotator is: own scores less the mean of the others', on items with two others or more. */
export type Leniency = { code: string; group: string; ratings: number; fromOthers: Estimate<DifferenceFromOthers> }

/** Each response (or turn) with the first rating of each annotator, in order of first appearance. */
export function itemsOf({ system, prompt, turn, annotator, option, systems }: RatingTable): RatedItem[] {
  const items = new Map<string, Rating[]>()
  for (let row = 0; row < system.length; row++) {
    const key = `${(prompt[row] as number) * systems.length + (system[row] as number)}/${turn[row]}`
    const item = items.get(key) ?? []
    items.set(key, item)
    const who = annotator[row] as number
    if (!item.some((rating) => rating.annotator === who)) item.push({ annotator: who, category: option[row] as number })
  }
  return [...items.values()]
}

/** Agreement of all annotators. */
export function measureRatings({ options, annotators }: RatingTable, items: readonly RatedItem[]): RatingAgreement {
  const [q, scores] = [options.length, options.map(({ score }) => score)]
  const counts = countCategories(items, q)
  const ac2 = (weights: number[][]) =>
    q < 2
      ? notDefined('One option only was used.')
      : mapEstimate(chanceCorrectedAgreement(counts, 'gwet', weights), ({ coefficient }) => coefficient)
  return {
    exact: pairAgreement(items, exactMatch),
    distance: pairAgreement(items, scoreDistance(scores)),
    alpha: {
      nominal: krippendorffAlpha(counts),
      ordinal: krippendorffAlpha(counts, 'ordinal'),
      interval: krippendorffAlpha(counts, 'interval', scores),
    },
    ac2: { linear: ac2(linearWeights(q)), quadratic: ac2(quadraticWeights(q)) },
    icc: items.every((item) => item.length === annotators.length)
      ? intraclassCorrelation(items.map((item) => scoresByAnnotator(item, scores)))
      : notDefined('Not every annotator rated every response.'),
  }
}

function scoresByAnnotator(item: RatedItem, scores: readonly number[]): number[] {
  return [...item].sort((a, b) => a.annotator - b.annotator).map(({ category }) => scores[category] as number)
}

/** One entry an annotator. */
export function measureLeniency(table: RatingTable, items: readonly RatedItem[]): Leniency[] {
  const scores = table.options.map(({ score }) => score)
  const own: RatedItem[][] = table.annotators.map(() => [])
  for (const item of items) for (const { annotator } of item) own[annotator]?.push(item)
  return table.annotators.map(({ code, group }, annotator) => ({
    ...{ code, group },
    ratings: own[annotator]?.length ?? 0,
    fromOthers: differenceFromOthers(own[annotator] ?? [], annotator, scores, true),
  }))
}
