import 'server-only'
import type { Access } from '@/lib/auth/access'
import type { FigureQuery } from '@/lib/figures/figure-query'
import { type FigureCounts, readFigureCounts } from '@/lib/figures/read-counts'
import { readUnanswered, type Unanswered } from '@/lib/items/unanswered'
import { type Hidden, readVisibility, type Visibility } from '@/lib/looks/looks'
import { countItemsLeftOut } from '@/lib/names/read-names'
import { listSnapshots } from './snapshots'

/** All that the Results page asks the database for, so that what is timed is what is shown. */
export type ResultsPage = { visibility: Hidden; seen: null } | { visibility: Visibility; seen: Seen }

type Seen = {
  figure: FigureCounts
  /** Items that were not planned for the names in their responses. */
  itemsLeftOut: number
  /** Prompts that were left out at opening, because a compared system had no response to them. */
  unanswered: Unanswered
  snapshots: Awaited<ReturnType<typeof listSnapshots>>
}

/** Reads figure 1 as asked for and what stands under it, as far as outcomes may be seen; without judgments there is nothing to hide. */
export async function readResultsPage(access: Access<'study:results'>, query: FigureQuery): Promise<ResultsPage> {
  const visibility = await readVisibility(access)
  if (visibility.shown === 'hidden' && visibility.judgments > 0) return { visibility, seen: null }
  const [figure, itemsLeftOut, unanswered, snapshots] = await Promise.all([
    readFigureCounts(access, query),
    countItemsLeftOut(access),
    readUnanswered(access),
    listSnapshots(access),
  ])
  return {
    visibility,
    seen: { figure, itemsLeftOut, unanswered: unanswered.leftOut ? unanswered.prompts : [], snapshots },
  }
}
