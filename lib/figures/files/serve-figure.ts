import 'server-only'
import { AppError } from '@/lib/errors'
import { attachment, download } from '@/lib/http/stream'
import type { Figure } from '../figure'
import { FIGURE_FORMATS, type FigureEnding, figureStem } from './formats'

/**
 * A figure as a file: drawing, numbers, table or caption, all from the same numbers.
 *
 * @throws AppError `not_found` for a drawing or table where nothing is drawn, `too_large` for such a PNG
 */
export async function serveFigure(request: Request, figure: Figure, ending: FigureEnding): Promise<Response> {
  const { type, isDrawn, write } = FIGURE_FORMATS[ending]
  if (isDrawn && !figure.draw)
    throw new AppError('not_found', { message: 'Nothing of this figure is drawn. Its CSV has the numbers.' })
  const name = `${figureStem(figure)}.${ending}`
  const content = await write(figure)
  return content instanceof Uint8Array ? bytes(content, name, type) : download(request, { name, type }, content)
}

function bytes(body: Uint8Array, name: string, type: string): Response {
  return new Response(body as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': attachment(name),
      'cache-control': 'no-store',
    },
  })
}
