import { AppError } from '@/lib/errors'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { FIGURE_FORMATS } from '@/lib/figures/files/formats'
import { parseFileName } from '@/lib/figures/files/parse-file-name'
import { serveFigure } from '@/lib/figures/files/serve-figure'
import { readFigure } from '@/lib/figures/registry'
import { word } from '@/lib/inputs'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

const Params = StudyParams.extend({ file: word(100) })

/** Any figure of a study as SVG, PNG, PDF, CSV, LaTeX table or caption. */
export const GET = route(
  {
    needs: 'study:results',
    params: Params,
    reply: file(...Object.values(FIGURE_FORMATS).map(({ type }) => type)),
  },
  async (access, { request, params }) => {
    const asked = parseFileName(params.file)
    if (!asked) throw new AppError('not_found')
    const query = toFigureQuery(Object.fromEntries(new URL(request.url).searchParams))
    return serveFigure(request, await readFigure(access, asked.kind, query), asked.ending)
  },
)
