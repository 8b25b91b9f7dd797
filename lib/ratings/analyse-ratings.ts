import { measureRatings, type RatingAgreement } from './agreement'
import { type AnnotatorPair, measureAnnotatorPairs } from './annotator-pairs'
import { type AnytimeMean, anytimeMeans } from './anytime-means'
import { countTable } from './count-table'
import { type Failures, rateFailures } from './failures'
import { type Leniency, measureLeniency } from './leniency'
import { type RatedPair, ratePairs } from './pairs'
import { ratedResponses } from './rated-responses'
import { ofGroup, type RatedOption, type RatingTable } from './rating-table'
import { type RatedTurns, rateTurns } from './turns'

/** What is computed of the ratings of one group, unrounded; `group` is null for all groups together. */
export type RatedGroup = {
  group: string | null
  ratings: number
  pairs: RatedPair[]
  turns: RatedTurns
  failures: Failures[]
  agreement: RatingAgreement
  anytime: AnytimeMean[]
}

/** All that takes more than counting. Plain data: it is kept as JSON. */
export type RatingAnalysis = {
  /** Of which answers it is: how many were recorded, and how many of them do not count, by reason. */
  account: { recorded: number; leftOut: Record<string, number> }
  options: RatedOption[]
  systems: string[]
  ratings: number
  /** One for each group; before them one of all together, where there are several. */
  groups: RatedGroup[]
  annotators: Leniency[]
  /** Each two annotators of all groups who rated the same. */
  annotatorPairs: AnnotatorPair[]
}

/** Pairs of systems, turns, first failures, agreement and annotators of the same ratings; the same input gives the same numbers. */
export function analyseRatings(table: RatingTable, told: (done: number) => void = () => undefined): RatingAnalysis {
  const { recorded, leftOut, options, systems, groups: names } = table
  const wanted = names.length > 1 ? [null, ...names] : names
  const groups = wanted.map((group, index) => {
    const found = analyseGroup(ofGroup(table, names.length > 1 ? group : null), group)
    told((index + 1) / (wanted.length + 1))
    return found
  })
  const rated = ratedResponses(table)
  return {
    ...{ account: { recorded, leftOut }, options, systems, ratings: table.system.length, groups },
    annotators: measureLeniency(table, rated),
    annotatorPairs: measureAnnotatorPairs(table, rated),
  }
}

function analyseGroup(table: RatingTable, group: string | null): RatedGroup {
  return {
    ...{ group, ratings: table.system.length },
    pairs: ratePairs(table, countTable(table)),
    turns: rateTurns(table, group ?? ''),
    failures: rateFailures(table),
    agreement: measureRatings(table, ratedResponses(table)),
    anytime: anytimeMeans(table),
  }
}
