import type { AnytimeRow } from '../anytime'
import type { SideRate } from '../position'
import { type Agreement, measureAgreement } from './agreement-on'
import { type AnnotatorModels, type AnnotatorRow, annotatorModels, annotatorRows } from './annotators'
import { anytimeScores } from './anytime-scores'
import { type Bias, measureBias } from './bias'
import type { DeepInput } from './input'
import { ratedItems } from './rated-items'
import { RATING_ROUNDS, type Ratings, rateSystems } from './ratings'
import { measureSides } from './sides'

/** Everything that takes more than counting. Plain data: it is kept as JSON. */
export type Deep = {
  /** Of which judgments it is: how many were recorded, and how many of them do not count, by reason. */
  account: { recorded: number; leftOut: Record<string, number> }
  agreement: Agreement
  sides: SideRate[]
  annotators: AnnotatorRow[]
  models: AnnotatorModels
  bias: Bias
  ratings: Ratings
  /** What the Results page shows where the design allows looks at any time. */
  anytime: AnytimeRow[]
}

/** Steps of `analyse`, for its progress: agreement, bias, annotators, scores at any time, then the rounds of two bootstraps. */
export const DEEP_STEPS = 4 * 100 + 2 * RATING_ROUNDS

/** Agreement, sides, annotators, bias and ratings of the same judgments; the same input gives the same numbers, to the last digit. */
export function analyse(input: DeepInput, told: (done: number) => void = () => undefined): Deep {
  const { recorded, leftOut } = input
  const rated = ratedItems(input)
  const agreement = measureAgreement(input, rated)
  told(100)
  const bias = measureBias(input)
  told(200)
  const models = annotatorModels(input, rated)
  const annotators = annotatorRows(input, models)
  told(300)
  const anytime = anytimeScores(input, (share) => told(300 + Math.floor(100 * share)))
  const ratings = rateSystems(input, (done) => told(400 + done))
  const sides = measureSides(input)
  return { account: { recorded, leftOut }, agreement, sides, annotators, models, bias, ratings, anytime }
}
