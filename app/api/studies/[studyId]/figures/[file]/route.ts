import { AppError } from '@/lib/errors'
import { serveFigure } from '@/lib/exports/figure-file'
import { MEDIA_TYPES, splitFigureFile } from '@/lib/exports/figure-source'
import { word } from '@/lib/inputs'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'
import { readSource } from './registry'

const Params = StudyParams.extend({ file: word(100) })

/** Any figure of a study as SVG, PNG, PDF, CSV, LaTeX table or caption. */
export const GET = route(
  { needs: 'study:results', params: Params, reply: file(...Object.values(MEDIA_TYPES)) },
  async (access, { request, params }) => {
    const asked = splitFigureFile(params.file)
    if (!asked) throw new AppError('not_found')
    return serveFigure(request, await readSource(access, asked.name, new URL(request.url)), asked.ending)
  },
)
