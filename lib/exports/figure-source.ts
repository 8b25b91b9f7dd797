import type { LatexTable } from './latex'

/** Every figure of a study, by its name in addresses and file names, in the order of the pages. */
export const FIGURE_NAMES = [
  'figure-1',
  'anytime',
  'categories',
  'tags',
  'agreement',
  'coefficients',
  'sides',
  'annotators',
  'strengths',
  'comparisons',
  'effects',
] as const

export type FigureName = (typeof FIGURE_NAMES)[number]

/**
 * What a figure is called under its drawing. Only the one that every study has, first, is numbered: the others depend on
 * design and data, and a number would count figures that are not there.
 */
export function figureTitle(name: FigureName): string {
  return TITLES[name]
}

const TITLES: Record<FigureName, string> = {
  'figure-1': 'Figure 1',
  anytime: 'Scores at any time',
  categories: 'By category',
  tags: 'By tag',
  agreement: 'Agreement',
  coefficients: 'Coefficients',
  sides: 'Left side',
  annotators: 'Annotators',
  strengths: 'Strengths',
  comparisons: 'Comparisons',
  effects: 'Side and length',
}

/** `page` takes its colours from the page it stands on, light or dark; `print` brings its own, and its notes. */
export type FigureLook = { look: 'page' | 'print'; width: 'wide' | 'narrow' }

/** A figure as the page and every file of it show it: one drawing, its numbers, its words. */
export type FigureSource = {
  name: FigureName
  /** Title of the study, for file names. */
  study: string
  /** Null where each of its parts is too small to be drawn: the caption says so, and the numbers hold them. */
  draw: ((of: FigureLook) => string) | null
  /** How wide the wide drawing is meant to be, in pixels. */
  size: number
  columns: readonly string[]
  /** Not rounded. */
  rows: readonly object[]
  table: Pick<LatexTable, 'columns' | 'rows' | 'over'>
  caption: string
}

export const FIGURE_ENDINGS = { svg: 'SVG', png: 'PNG', pdf: 'PDF', csv: 'CSV', tex: 'LaTeX', txt: 'Caption' } as const

/** The media type of each kind of file. */
export const MEDIA_TYPES = {
  svg: 'image/svg+xml',
  png: 'image/png',
  pdf: 'application/pdf',
  csv: 'text/csv',
  tex: 'application/x-tex',
  txt: 'text/plain',
} as const satisfies Record<keyof typeof FIGURE_ENDINGS, string>

export type FigureEnding = keyof typeof FIGURE_ENDINGS

/** Splits `strengths.svg` into name and ending; null where there is no such file. */
export function splitFigureFile(file: string): { name: FigureName; ending: FigureEnding } | null {
  const dot = file.lastIndexOf('.')
  const name = FIGURE_NAMES.find((known) => known === file.slice(0, dot))
  const ending = file.slice(dot + 1)
  return name && Object.hasOwn(FIGURE_ENDINGS, ending) ? { name, ending: ending as FigureEnding } : null
}
