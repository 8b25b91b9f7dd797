import { itemsOf, type Leniency, measureLeniency, measureRatings, type RatingAgreement } from './agreement'
import { countTable } from './count-table'
import { type Failures, rateFailures } from './failures'
import { type RatedPair, ratePairs } from './pairs'
import type { RatedOption, RatingTable } from './rating-table'
import { type RatedSystem, rateSystems } from './systems'

/** All that is computed of the ratings of a study, unrounded. */
export type RatingAnalysis = {
  options: RatedOption[]
  ratings: number
  leftOut: Record<string, number>
  systems: RatedSystem[]
  pairs: RatedPair[]
  agreement: RatingAgreement
  annotators: Leniency[]
  failures: Failures[]
}

/** Systems, pairs of them, annotators and, where turns were rated, first failures. */
export function analyseRatings(table: RatingTable): RatingAnalysis {
  const counts = countTable(table)
  const items = itemsOf(table)
  return {
    options: table.options,
    ratings: table.system.length,
    leftOut: table.leftOut,
    systems: rateSystems(table, counts),
    pairs: ratePairs(table, counts),
    agreement: measureRatings(table, items),
    annotators: measureLeniency(table, items),
    failures: rateFailures(table),
  }
}
