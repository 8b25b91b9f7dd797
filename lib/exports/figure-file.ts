import 'server-only'
import { AppError } from '@/lib/errors'
import { attachment, csvChunks, download, fileStem, plainName, textChunks } from '@/lib/http/stream'
import { visible } from '@/lib/visible'
import { type FigureEnding, type FigureSource, figureTitle, MEDIA_TYPES } from './figure-source'
import { latexTable } from './latex'
import { renderPdf, renderPng } from './render-figure'

/**
 * A figure as a file: drawing, numbers, table or caption, all from the same numbers.
 *
 * @throws AppError `not_found` for a drawing or table where nothing is drawn, `too_large` for such a PNG
 */
export async function serveFigure(request: Request, source: FigureSource, ending: FigureEnding): Promise<Response> {
  const { columns, rows, table, caption, draw } = source
  const stem = `${fileStem(source.study)}-${source.name}`
  const name = `${stem}.${ending}`
  const type = MEDIA_TYPES[ending]
  const title = figureTitle(source.name)
  const hasNumbersOnly = ending === 'csv' || ending === 'txt'
  if (!draw && !hasNumbersOnly)
    throw new AppError('not_found', { message: 'Nothing of this figure is drawn. Its CSV has the numbers.' })
  const svg = () => draw?.({ look: 'print', width: 'wide' }) ?? ''
  switch (ending) {
    case 'svg':
      return download(request, { name, type }, textChunks(svg()))
    case 'csv':
      return download(request, { name, type }, csvChunks([rows], columns))
    case 'tex':
      return download(
        request,
        { name, type },
        textChunks(latexTable({ ...table, ...tableTitle(title, source), label: `tab:${plainName(stem)}` })),
      )
    case 'txt':
      return download(request, { name, type }, textChunks(`${title}. ${visible(caption)}\n`))
    case 'png':
      return bytes(await renderPng(svg()), name, type)
    case 'pdf':
      return bytes(await renderPdf(svg(), `${visible(source.study)}: ${title}`), name, type)
  }
}

/** What stands over a table: that it is the figure's numbers, and the figure's caption, which is written for the figure. */
function tableTitle(title: string, { table, caption }: FigureSource): { caption: string; short: string } {
  const hasLimits = table.rows.some((cells) => cells.some((cell) => / to .*\)$/.test(cell)))
  const short = `Numbers of the figure “${title}”`
  return {
    short,
    caption: `${short}${hasLimits ? '; in brackets, the ends of its whiskers' : ''}. Its caption: ${caption}`,
  }
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
