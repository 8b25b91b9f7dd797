import { noSuchFigure, serveFigure, splitFigureFile } from '@/lib/exports/figure-file'
import { route } from '@/lib/server/route'
import { figureSource } from './sources'

/** Any figure of a study as SVG, PNG, PDF, CSV, LaTeX table or caption. */
export const GET = route({ needs: 'study:results' }, async (access, { request, params }) => {
  const { name, ending } = splitFigureFile(params.file ?? '') ?? noSuchFigure()
  return serveFigure(request, await figureSource(access, name, new URL(request.url)), ending)
})
