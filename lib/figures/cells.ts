import type { LatexTable } from './files/latex'

/** Words for a cell that has no number. */
export const NONE = '–'

/** The heads of a LaTeX table: the first `names` of them are words, the others numbers. */
export function tableHeads(names: number, heads: readonly string[]): LatexTable['columns'] {
  return heads.map((head, index) => ({ head, align: index < names ? 'l' : 'r' }))
}

/** A number with true minus sign. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** Limits as they are printed beside a number. */
export function limits(interval: readonly [number, number] | null, print: (limit: number) => string): string {
  return interval ? `${print(interval[0])} to ${print(interval[1])}` : ''
}

/** A number with its limits in brackets. */
export function withLimits(text: string, range: string): string {
  return range ? `${text} (${range})` : text
}
