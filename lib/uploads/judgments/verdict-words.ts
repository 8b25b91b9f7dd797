import { show } from '../read/fields'
import { unparsed } from './parts'

const FIRST =
  /^(a[1-3]?|1|left|first|text ?1|(answer|response|model|option|output|system|generation|completion) ?(a|1|one))$/
const SECOND =
  /^(b[1-3]?|2|right|second|text ?2|(answer|response|model|option|output|system|generation|completion) ?(b|2|two))$/
const TIE =
  /^(c|tie|ties|tied|draw|same|the same|similar|equal|equally good|exactly the same( in quality)?|about the same|no preference|neither|both|both good|both are good)$/
const BOTH_BAD = /^(both bad|both are bad|tie bothbad|bothbad|equally bad|neither is good)$/

/** Words that say how much better one is, which three verdicts do not tell apart. */
const BESIDE = /\b(is|are|was|much|slightly|significantly|clearly|somewhat|a bit|better|preferred|wins|won)\b/g

/** What a word means that forms usually have for a verdict: A is what stands first; null for any other word. */
function meaningOf(word: string): 'A' | 'B' | 'TIE' | 'BOTH_BAD' | null {
  const plain = word
    .toLowerCase()
    .replaceAll(/[_\-.()]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (BOTH_BAD.test(plain)) return 'BOTH_BAD'
  if (TIE.test(plain)) return 'TIE'
  const bare = plain.replaceAll(BESIDE, '').replaceAll(/\s+/g, ' ').trim()
  if (FIRST.test(bare)) return 'A'
  return SECOND.test(bare) ? 'B' : null
}

/** Whether a value is a verdict in such words. */
export const isVerdict = (value: unknown): value is string => typeof value === 'string' && meaningOf(value) !== null

/** The code of a verdict in such words, and the words. @throws RecordProblem */
export function verdictIn(value: unknown, place: string): { choice: string; raw: string } {
  const choice = typeof value === 'string' ? meaningOf(value) : null
  if (choice === null) throw unparsed(place, typeof value === 'string' ? value : show(value))
  return { choice, raw: value as string }
}
