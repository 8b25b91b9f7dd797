import type { LatexTable } from './files/latex'

/** `page` takes its colours from the page it stands on, light or dark; `print` brings its own, and its notes. */
export type FigureLook = { look: 'page' | 'print'; width: 'wide' | 'narrow' }

/** What a figure shows: one drawing, its numbers, its words. */
export type FigureContent = {
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

/** A figure as the page and every file of it show it: by its name in addresses and file names, under its title. */
export type Figure = FigureContent & { name: string; title: string }
