import { lettersOf } from './lex'
import type { NameWord } from './scan'

const FEWEST_LETTERS = 3

/**
 * What a system may be called in a text: by its whole name, by what stands before its settings, and by that without
 * sizes and versions: “LIMA 65B, T=0.7” is also “LIMA 65B” and “LIMA”. Names of one or two letters are looked for by
 * nobody: they are in every text.
 */
export function ownNames(systems: readonly string[]): NameWord[] {
  const words = systems.flatMap((name) => {
    const head = name.split(/[,;:(@]/)[0] ?? name
    const bare = head.replace(/[\s\p{Pd}_]*(?<=[\s\p{Pd}_\p{L}])v?\d[\p{L}\p{N}.]*[\s\p{Pd}_]*$/u, '')
    return [name, head, bare].map((word) => word.trim())
  })
  return [...new Set(words)]
    .filter((word) => lettersOf(word).replace(/\d/g, '').length > 0 && lengthOf(word) >= FEWEST_LETTERS)
    .map((word) => ({ word, kind: 'SYSTEM' }))
}

/** A syllable or ideograph says as much as two letters. */
function lengthOf(word: string): number {
  return [...word].reduce(
    (sum, char) => sum + (/[\p{sc=Han}\p{sc=Hangul}]/u.test(char) ? 2 : /[\p{L}\p{N}]/u.test(char) ? 1 : 0),
    0,
  )
}
