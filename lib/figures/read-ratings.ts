import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type OpenPair, readOpen } from '@/lib/rates/read-open'
import { type RatedResults, ratedResults } from '@/lib/ratings/rated-results'
import type { RatedRow } from '@/lib/ratings/rated-stratum'
import type { FigureQuery } from './figure-query'

/** Ratings as asked for: the whole result, the rows of the group or groups that are shown, what is not judged yet. */
export type RatingCounts = { result: RatedResults; rows: RatedRow[]; open: OpenPair[] }

/** Reads what the results page of a rating study and its downloads draw. */
export async function readRatingCounts(access: Access<'study:results'>, query: FigureQuery): Promise<RatingCounts> {
  const [result, open] = await Promise.all([ratedResults(access, query), readOpen(access)])
  return { result, open, rows: result.rows.filter(({ group }) => query.group === null || group === query.group) }
}
