import 'server-only'
import { type Access, isAllowed } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { FigureQuery } from '@/lib/figures/figure-query'
import { type FigureCounts, readFigureCounts } from '@/lib/figures/read-counts'
import { type RatingCounts, readRatingCounts } from '@/lib/figures/read-ratings'
import { readUnanswered, type Unanswered } from '@/lib/items/unanswered'
import { type Hidden, readVisibility, type Visibility } from '@/lib/looks/looks'
import { countItemsLeftOut } from '@/lib/names/read-names'
import { listResultsLinks, type ResultsLinkRow } from './results-links'
import { listSnapshots } from './snapshots'

/** All that the Results page asks the database for, so that what is timed is what is shown. */
export type ResultsPage = { visibility: Hidden; seen: null } | { visibility: Visibility; seen: Seen }

/** Of comparisons or of ratings. */
type Counted = { figure: FigureCounts; ratings: null } | { figure: null; ratings: RatingCounts }

type Seen = Counted & {
  /** Items that were not planned for the names in their responses. */
  itemsLeftOut: number
  /** Prompts that were left out at opening, because a compared system had no response to them. */
  unanswered: Unanswered
  snapshots: Awaited<ReturnType<typeof listSnapshots>>
  /** Whether whoever asks may freeze them, and let others see them by a link. */
  mayManage: boolean
  /** Links that show the results to others; null while the study is not closed. */
  links: ResultsLinkRow[] | null
}

/** Reads the counts as asked for and what stands under it, as far as outcomes may be seen; without judgments there is nothing to hide. */
export async function readResultsPage(access: Access<'study:results'>, query: FigureQuery): Promise<ResultsPage> {
  const visibility = await readVisibility(access)
  if (visibility.shown === 'hidden' && visibility.judgments > 0) return { visibility, seen: null }
  const [counted, itemsLeftOut, unanswered, snapshots, links, mayManage] = await Promise.all([
    readCounted(access, query),
    countItemsLeftOut(access),
    readUnanswered(access),
    listSnapshots(access),
    listResultsLinks(access),
    isAllowed(access, 'results:manage'),
  ])
  return {
    visibility,
    seen: {
      ...counted,
      itemsLeftOut,
      unanswered: unanswered.leftOut ? unanswered.prompts : [],
      snapshots,
      mayManage,
      links: mayManage && isClosed(counted) ? links : null,
    },
  }
}

async function readCounted(access: Access<'study:results'>, query: FigureQuery): Promise<Counted> {
  const study = await db.study.findUnique({ where: { id: access.studyId }, select: { protocol: true } })
  return study?.protocol === 'RATING'
    ? { figure: null, ratings: await readRatingCounts(access, query) }
    : { figure: await readFigureCounts(access, query), ratings: null }
}

function isClosed({ figure, ratings }: Counted): boolean {
  return (figure ?? ratings).result.study.status === 'CLOSED'
}
