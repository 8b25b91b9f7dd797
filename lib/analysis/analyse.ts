import { type AnnotatorModels, type AnnotatorRow, annotatorModels, annotatorRows } from '@/lib/agreement/annotators'
import { type Agreement, measureAgreement } from '@/lib/agreement/measure-agreement'
import { ratedItems } from '@/lib/agreement/rated-items'
import { measureSides } from '@/lib/agreement/sides'
import { type Judges, measureAllJudges } from '@/lib/judges/measure-judges'
import { measureRatedJudges, type RatedJudges } from '@/lib/judges/rated-judges'
import { type Bias, measureBias } from '@/lib/rankings/bias'
import { peopleAndModels } from '@/lib/rankings/people-and-models'
import { STRENGTH_ROUNDS, type Strengths, strengthsApart } from '@/lib/rankings/strengths'
import type { SideRate } from '@/lib/rates/position'
import { analyseRatings, type RatingAnalysis } from '@/lib/ratings/analyse-ratings'
import type { RatingTable } from '@/lib/ratings/rating-table'
import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import type { AnytimeRow } from './anytime'
import { anytimeScores } from './anytime-scores'

/** Everything that takes more than counting, of a study of comparisons. Plain data: it is kept as JSON. */
export type Analysis = {
  protocol: 'COMPARISON'
  /** Of which judgments it is: how many were recorded, and how many of them do not count, by reason. */
  account: { recorded: number; leftOut: Record<string, number> }
  agreement: Agreement
  sides: SideRate[]
  annotators: AnnotatorRow[]
  models: AnnotatorModels
  /** Of people, where they judged. */
  bias: Bias
  /** Of people, where they judged, and else of models. */
  strengths: Strengths
  /** Of models beside people; null where one of the two did not judge. */
  modelStrengths: Strengths | null
  /** What the Results page shows where the design allows looks at any time. */
  anytime: AnytimeRow[]
  /** What models' verdicts are worth beside people's, exploratory ones last; null where no model judged. */
  judges: Judges | null
}

/** The same of a study of ratings. */
export type RatedAnalysis = { protocol: 'RATING' } & RatingAnalysis & {
    /** What models' ratings are worth beside people's; null where no model rated. */
    judges: RatedJudges | null
  }

/** What is kept of a study, by its protocol. */
export type AnyAnalysis = Analysis | RatedAnalysis

/** Steps of `analyse`, for its progress: agreement, bias, annotators, scores at any time, models, then the rounds of two bootstraps. */
export const ANALYSIS_STEPS = 5 * 100 + 2 * STRENGTH_ROUNDS

/** Agreement, sides, annotators, bias and strengths of the same judgments; the same input gives the same numbers, to the last digit. */
export function analyse(input: JudgmentColumns, told: (done: number) => void = () => undefined): Analysis {
  const { recorded, leftOut } = input
  const rated = ratedItems(input)
  const agreement = measureAgreement(input, rated)
  told(100)
  const apart = peopleAndModels(input)
  const bias = measureBias(apart.people ?? input)
  told(200)
  const models = annotatorModels(input, rated)
  const annotators = annotatorRows(input, models)
  told(300)
  const anytime = anytimeScores(input, (share) => told(300 + Math.floor(100 * share)))
  const judges = measureAllJudges(input, rated, (share) => told(400 + Math.floor(100 * share)))
  const strengths = strengthsApart(input, apart, (done) => told(500 + done))
  const sides = measureSides(input)
  const account = { recorded, leftOut }
  const about = { protocol: 'COMPARISON', account } as const
  return { ...about, agreement, sides, annotators, models, bias, ...strengths, anytime, judges }
}

/** The same of ratings, `told` of the share that is done. */
export function analyseRated(table: RatingTable, told?: (share: number) => void): RatedAnalysis {
  return { protocol: 'RATING', ...analyseRatings(table, told), judges: measureRatedJudges(table) }
}
