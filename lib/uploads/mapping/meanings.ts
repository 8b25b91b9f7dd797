import { SCALES, type Scale } from '@/lib/protocols/comparison/scales'

/**
 * What a verdict of a file can mean: one of the two systems, by what the row calls it or by where it stood, on scales with
 * grades with their points; a tie; both are bad; or no verdict, which is left out and counted.
 */
export const MEANINGS = [
  ...['A', 'B', 'FIRST', 'SECOND', 'TIE', 'BOTH_BAD', 'NONE'],
  ...['A1', 'A2', 'A3', 'B1', 'B2', 'B3', 'FIRST1', 'FIRST2', 'FIRST3', 'SECOND1', 'SECOND2', 'SECOND3'],
] as const

type Side = 'A' | 'B' | 'FIRST' | 'SECOND'
export type Meaning = 'TIE' | 'BOTH_BAD' | 'NONE' | Side | `${Side}${1 | 2 | 3}`

/** Whether a meaning goes by where a response stood. */
export function isBySide(meaning: string): boolean {
  return meaning.startsWith('FIRST') || meaning.startsWith('SECOND')
}

/** The code that a meaning stands for, A being the row's first system; null where the side is needed and not known. */
export function codeFor(meaning: Exclude<Meaning, 'NONE'>, leftIsA: boolean | null): string | null {
  if (!isBySide(meaning)) return meaning
  if (leftIsA === null) return null
  const isFirst = meaning.startsWith('FIRST')
  return `${isFirst === leftIsA ? 'A' : 'B'}${meaning.slice(isFirst ? 5 : 6)}`
}

/** The meanings that a scale has options for, the best for A before those for B. */
export function meaningsOf(scale: Scale): Meaning[] {
  const codes: readonly string[] = SCALES[scale].options.map(({ code }) => code)
  return (MEANINGS as readonly Meaning[]).filter(
    (meaning) => meaning === 'NONE' || codes.includes(codeFor(meaning, true) ?? ''),
  )
}
