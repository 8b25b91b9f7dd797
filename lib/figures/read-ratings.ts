import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type NoRatings, readNoRatings } from '@/lib/rates/read-no-ratings'
import { type OpenPair, readOpen } from '@/lib/rates/read-open'
import { type RatedResults, ratedResults } from '@/lib/ratings/rated-results'
import type { RatedRow } from '@/lib/ratings/rated-stratum'
import type { FigureQuery } from './figure-query'
import { readModels, type ToldModel } from './read-models'

/** The models of the groups that are shown, and what these gave no rating on. */
export type Raters = { models: ToldModel[]; noRatings: NoRatings[] }

/** Ratings as asked for: the whole result, the rows of the group or groups that are shown, what is not judged yet. */
export type RatingCounts = Raters & {
  result: RatedResults
  rows: RatedRow[]
  open: OpenPair[]
}

/** Reads what the results page of a rating study and its downloads draw. */
export async function readRatingCounts(access: Access<'study:results'>, query: FigureQuery): Promise<RatingCounts> {
  const [result, open, raters] = await Promise.all([
    ratedResults(access, query),
    readOpen(access),
    readRaters(access, query),
  ])
  return { ...{ result, open, ...raters }, rows: result.rows.filter((row) => isOfGroup(query, row)) }
}

/** What captions say of the models that rate, without counting a rating. */
export async function readRaters({ studyId }: Access<'study:results'>, query: FigureQuery): Promise<Raters> {
  const [models, noRatings] = await Promise.all([readModels(studyId), readNoRatings(studyId)])
  const isShown = (one: { group: string }) => isOfGroup(query, one)
  return { models: models.filter(isShown), noRatings: noRatings.filter(isShown) }
}

function isOfGroup(query: FigureQuery, { group }: { group: string }): boolean {
  return query.group === null || group === query.group
}
