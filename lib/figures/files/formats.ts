import { csvChunks, fileStem, plainName, textChunks } from '@/lib/http/stream'
import { visible } from '@/lib/visible'
import type { Figure } from '../figure'
import { latexTable } from './latex'

/** One kind of file that every figure comes as. */
type FigureFormat = {
  /** On its button. */
  label: string
  /** Its media type. */
  type: string
  /** Whether it is there where nothing is drawn: numbers and words alone are. */
  isDrawn: boolean
  /** Text as it is written, or the bytes of an image. */
  write: (figure: Figure) => AsyncIterable<string> | Promise<Uint8Array>
}

/** All from the same drawing, numbers and words. */
export const FIGURE_FORMATS = {
  svg: { label: 'SVG', type: 'image/svg+xml', isDrawn: true, write: (figure) => textChunks(printed(figure)) },
  png: {
    ...{ label: 'PNG', type: 'image/png', isDrawn: true },
    write: async (figure) => (await import('./render-figure')).renderPng(printed(figure)),
  },
  pdf: {
    ...{ label: 'PDF', type: 'application/pdf', isDrawn: true },
    write: async (figure) =>
      (await import('./render-figure')).renderPdf(printed(figure), `${visible(figure.study)}: ${figure.title}`),
  },
  csv: {
    ...{ label: 'CSV', type: 'text/csv', isDrawn: false },
    write: ({ rows, columns }) => csvChunks([rows], columns),
  },
  tex: {
    ...{ label: 'LaTeX', type: 'application/x-tex', isDrawn: true },
    write: (figure) => textChunks(latexTable({ ...figure.table, ...tableWords(figure) })),
  },
  txt: {
    ...{ label: 'Caption', type: 'text/plain', isDrawn: false },
    write: ({ title, caption }) => textChunks(`${title}. ${visible(caption)}\n`),
  },
} as const satisfies Record<string, FigureFormat>

/** How a file's name ends. */
export type FigureEnding = keyof typeof FIGURE_FORMATS

/** The endings of all formats. */
export const FIGURE_ENDINGS = Object.keys(FIGURE_FORMATS) as FigureEnding[]

/** A figure's file name without its ending. */
export function figureStem({ study, name }: Figure): string {
  return `${fileStem(study)}-${name}`
}

function printed({ draw }: Figure): string {
  return draw?.({ look: 'print', width: 'wide' }) ?? ''
}

/** What stands over a table: that it is the figure's numbers, and the figure's caption, which is written for the figure. */
function tableWords(figure: Figure): { caption: string; short: string; label: string } {
  const { title, table, caption } = figure
  const hasLimits = table.rows.some((cells) => cells.some((cell) => / to .*\)$/.test(cell)))
  const short = `Numbers of the figure “${title}”`
  return {
    short,
    caption: `${short}${hasLimits ? '; in brackets, the ends of its whiskers' : ''}. Its caption: ${caption}`,
    label: `tab:${plainName(figureStem(figure))}`,
  }
}
