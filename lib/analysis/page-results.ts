import 'server-only'
import type { Access } from '@/lib/auth/access'
import { readUnanswered, type Unanswered } from '@/lib/items/unanswered'
import { countItemsLeftOut } from '@/lib/names/read-names'
import type { FigureQuery } from './figure-query'
import { type Hidden, readStanding, type Standing } from './looks'
import { type Figure, readFigure } from './read-figure'
import { listSnapshots } from './snapshots'

/** All that the Results page asks the database for, so that what is timed is what is shown. */
export type ResultsPage = { standing: Hidden; seen: null } | { standing: Standing; seen: Seen }

type Seen = {
  figure: Figure
  /** Items that were not planned for the names in their responses. */
  itemsLeftOut: number
  /** Prompts that were left out at opening, because a compared system had no response to them. */
  unanswered: Unanswered
  snapshots: Awaited<ReturnType<typeof listSnapshots>>
}

/** Reads figure 1 as asked for and what stands under it, as far as outcomes may be seen; without judgments there is nothing to hide. */
export async function readResultsPage(access: Access<'study:results'>, query: FigureQuery): Promise<ResultsPage> {
  const standing = await readStanding(access)
  if (standing.shown === 'hidden' && standing.judgments > 0) return { standing, seen: null }
  const [figure, itemsLeftOut, unanswered, snapshots] = await Promise.all([
    readFigure(access, query),
    countItemsLeftOut(access),
    readUnanswered(access),
    listSnapshots(access),
  ])
  return {
    standing,
    seen: { figure, itemsLeftOut, unanswered: unanswered.leftOut ? unanswered.prompts : [], snapshots },
  }
}
