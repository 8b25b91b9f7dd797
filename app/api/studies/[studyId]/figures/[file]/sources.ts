import { captionText } from '@/components/charts/caption'
import { figureNotes } from '@/components/charts/figure-notes'
import { winTieLossFigure } from '@/components/charts/win-tie-loss'
import { toFigureQuery } from '@/lib/analysis/figure-query'
import { requireResults } from '@/lib/analysis/looks'
import { readFigure } from '@/lib/analysis/read-figure'
import { readSides } from '@/lib/analysis/read-sides'
import type { Access } from '@/lib/auth/access'
import { figure1Source } from '@/lib/exports/figure-1'
import { type FigureSource, noSuchFigure } from '@/lib/exports/figure-file'
import { ratingsSource } from './ratings'
import { sidesSource } from './sides'

/** A figure by its name in an address. */
export async function figureSource(access: Access<'study:results'>, name: string, url: URL): Promise<FigureSource> {
  await requireResults(access)
  const query = toFigureQuery(Object.fromEntries(url.searchParams))
  switch (name) {
    case 'figure-1': {
      const figure = await readFigure(access, query)
      const { ties, intervals } = query
      const notes = figureNotes(figure.result)
      const look = { ties, intervals, method: figure.result.method, look: 'print', notes } as const
      const caption = [captionText(figure, query), ...notes].join(' ')
      return figure1Source(access.studyId, figure, winTieLossFigure(figure.rows, look), caption)
    }
    case 'ratings':
      return ratingsSource(access, query.criterion)
    case 'sides':
      return sidesSource(await readFigure(access, query), await readSides(access, query.criterion))
    default:
      return noSuchFigure()
  }
}
