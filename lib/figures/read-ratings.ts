import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type NoRatings, readNoRatings } from '@/lib/rates/read-no-ratings'
import { type OpenPair, readOpen } from '@/lib/rates/read-open'
import { type RatedResults, ratedResults } from '@/lib/ratings/rated-results'
import type { RatedRow } from '@/lib/ratings/rated-stratum'
import type { FigureQuery } from './figure-query'
import { readModels, type ToldModel } from './read-models'

/** Ratings as asked for: the whole result, the rows of the group or groups that are shown, what is not judged yet. */
export type RatingCounts = {
  result: RatedResults
  rows: RatedRow[]
  open: OpenPair[]
  /** Of the groups that are shown, and what these gave no rating on. */
  models: ToldModel[]
  noRatings: NoRatings[]
}

/** Reads what the results page of a rating study and its downloads draw. */
export async function readRatingCounts(access: Access<'study:results'>, query: FigureQuery): Promise<RatingCounts> {
  const [result, open, models, noRatings] = await Promise.all([
    ratedResults(access, query),
    readOpen(access),
    readModels(access.studyId),
    readNoRatings(access.studyId),
  ])
  const isShown = ({ group }: { group: string }) => query.group === null || group === query.group
  return {
    ...{ result, open, rows: result.rows.filter(isShown) },
    ...{ models: models.filter(isShown), noRatings: noRatings.filter(isShown) },
  }
}
