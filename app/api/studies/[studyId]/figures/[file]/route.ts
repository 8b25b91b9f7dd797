import { AppError } from '@/lib/errors'
import { serveFigure } from '@/lib/exports/figure-file'
import { splitFigureFile } from '@/lib/exports/figure-source'
import { route } from '@/lib/server/route'
import { readSource } from './registry'

/** Any figure of a study as SVG, PNG, PDF, CSV, LaTeX table or caption. */
export const GET = route({ needs: 'study:results' }, async (access, { request, params }) => {
  const file = splitFigureFile(params.file ?? '')
  if (!file) throw new AppError('not_found')
  return serveFigure(request, await readSource(access, file.name, new URL(request.url)), file.ending)
})
