import type { AnytimeRow } from '../anytime'
import { type Agreement, measureAgreement } from './agreement-on'
import { type AnnotatorModels, type AnnotatorRow, annotatorModels, annotatorRows } from './annotators'
import { anytimeScores } from './anytime-scores'
import { type Bias, measureBias } from './bias'
import type { DeepInput } from './input'
import { ratedItems } from './rated-items'
import { RATING_ROUNDS, type Ratings, rateSystems } from './ratings'

/** Everything that takes more than counting. Plain data: it is kept as JSON. */
export type Deep = {
  agreement: Agreement
  annotators: AnnotatorRow[]
  models: AnnotatorModels
  bias: Bias
  ratings: Ratings
  /** What the Results page shows where the design allows looks at any time. */
  anytime: AnytimeRow[]
}

/** Steps of `analyse`, for its progress: agreement, bias, annotators, scores at any time, then the rounds of two bootstraps. */
export const DEEP_STEPS = 4 * 100 + 2 * RATING_ROUNDS

/** Agreement, annotators, bias and ratings of the same judgments; the same input gives the same numbers, to the last digit. */
export function analyse(input: DeepInput, told: (done: number) => void = () => undefined): Deep {
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
  return { agreement, annotators, models, bias, ratings, anytime }
}
