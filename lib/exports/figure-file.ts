import 'server-only'
import { AppError } from '@/lib/errors'
import { csvChunks, download, textChunks } from '@/lib/server/stream'
import { type LatexTable, latexTable } from './latex'
import { renderPdf, renderPng } from './render-figure'

/** A figure as every file of it needs it: the drawing in its print look, the numbers, the words. */
export type FigureSource = {
  /** The file's name without its ending. */
  stem: string
  title: string
  svg: string
  columns: readonly string[]
  rows: readonly object[]
  table: Pick<LatexTable, 'columns' | 'rows'>
  caption: string
}

export const FIGURE_ENDINGS = ['svg', 'png', 'pdf', 'csv', 'tex', 'txt'] as const

export type FigureEnding = (typeof FIGURE_ENDINGS)[number]

/** Splits `ratings.svg` into name and ending; null where there is no such file. */
export function splitFigureFile(file: string): { name: string; ending: FigureEnding } | null {
  const dot = file.lastIndexOf('.')
  const ending = FIGURE_ENDINGS.find((known) => known === file.slice(dot + 1))
  return dot > 0 && ending ? { name: file.slice(0, dot), ending } : null
}

/** A figure as a file: drawing, numbers, table or caption, all from the same numbers. */
export async function serveFigure(request: Request, source: FigureSource, ending: FigureEnding): Promise<Response> {
  const { stem, title, svg, columns, rows, table, caption } = source
  const name = `${stem}.${ending}`
  switch (ending) {
    case 'svg':
      return download(request, { name, type: 'image/svg+xml' }, textChunks(svg))
    case 'csv':
      return download(request, { name, type: 'text/csv' }, csvChunks([rows], columns))
    case 'tex':
      return download(
        request,
        { name, type: 'application/x-tex' },
        textChunks(latexTable({ ...table, caption, label: `tab:${stem}` })),
      )
    case 'txt':
      return download(request, { name, type: 'text/plain' }, textChunks(`${title}. ${caption}\n`))
    case 'png':
      return bytes(renderPng(svg), name, 'image/png')
    case 'pdf':
      return bytes(await renderPdf(svg, title), name, 'application/pdf')
  }
}

function bytes(body: Uint8Array, name: string, type: string): Response {
  return new Response(body as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}

/** @throws AppError `not_found` */
export function noSuchFigure(): never {
  throw new AppError('not_found')
}
