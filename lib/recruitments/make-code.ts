import { randomInt } from 'node:crypto'
import { ENDING_KINDS, type Ending } from './platforms'

/** Letters and digits that nobody takes for one another. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A code for each ending, all different: eight letters that cannot be guessed from each other. */
export function makeCodes(): Record<Ending, string> {
  const codes = new Set<string>()
  while (codes.size < ENDING_KINDS.length)
    codes.add(Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join(''))
  const made = [...codes]
  return Object.fromEntries(ENDING_KINDS.map((ending, nth) => [ending, made[nth]])) as Record<Ending, string>
}
