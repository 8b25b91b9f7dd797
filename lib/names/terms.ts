import { HANGUL, isNounBefore } from './hangul'
import { NAME_KINDS, type NameHit, type NameWord } from './kinds'
import { lettersOf, lex, type Tokens } from './lex'
import type { Work } from './work'

const NONE: readonly Term[] = []

/** `joined`: which parts are written on to the one before without a space, as Korean syllables are. */
type Term = NameWord & {
  tokens: number[]
  letters: string
  joined: boolean[]
  hangul: { first: boolean; last: boolean }
}

/** How a word is written on: which of its parts without a space, and whether it begins and ends in Korean. */
function spacing(word: string, starts: readonly number[], ends: readonly number[]): Pick<Term, 'joined' | 'hangul'> {
  const isHangul = starts.map((start) => HANGUL.test(word[start] ?? ''))
  const joined = starts.map(
    (start, k) => k > 0 && isHangul[k] === true && isHangul[k - 1] === true && (ends[k - 1] as number) >= start,
  )
  return { joined, hangul: { first: isHangul[0] === true, last: isHangul.at(-1) === true } }
}

/** What may stand between the parts of a name: GPT-4, GPT 4, GPT4. */
const BETWEEN = /^[\s\p{Pd}_.'’·*~`\\\p{Default_Ignorable_Code_Point}]{0,6}$/u
const ANY_SIGNS = /^[^\p{L}\p{N}]{0,12}$/u
/** A version that is glued to a name, as in GPT-4o or llama2.5. */
const VERSION = /^(?:[-.]?v?\d{1,3}(?:\.\d{1,2})?[a-z]{0,2}|[a-z](?<=\d[a-z]))(?![\p{L}\p{N}])/iu
/** “I was trained by my aunt” tells of a person. What “a team at …” made is found where the name is. */
const NO_MAKER =
  /^[\s*_~`"“”'’]*(?:my|your|his|her|our|their|its|some|this|these|that|a|an|the|hand|one|someone|nature)(?![\p{L}\p{N}])/iu
const NEXT_WORDS = /^[ \t*_~`"“'’]*[^\s.,;:!?()[\]"”*_~`]+(?:[ \t]+[^\s.,;:!?()[\]"”*_~`]+){0,3}/u

/** Where the words of an index stand in a text. */
export function findTerms(text: string, byFirst: ReadonlyMap<number, Term[]>, work: Work): NameHit[] {
  const { words: tokens, seams } = lex(text)
  work.steps += seams ? 2 * text.length : text.length
  const hits = findIn(text, tokens, byFirst, work)
  return seams ? hits.concat(findIn(text, seams, byFirst, work)) : hits
}

function findIn(text: string, tokens: Tokens, byFirst: ReadonlyMap<number, Term[]>, work: Work): NameHit[] {
  const hits: NameHit[] = []
  for (let at = 0; at < tokens.hashes.length; at++)
    for (const term of byFirst.get(tokens.hashes[at] as number) ?? NONE) {
      const hit = matchAt(text, tokens, at, term, work)
      if (!hit) continue
      hits.push(hit)
      break
    }
  return hits
}

/** Words to look for, by the hash of their first part; of those that begin alike the longest first. */
export function indexTerms(words: readonly NameWord[]): ReadonlyMap<number, Term[]> {
  const byFirst = new Map<number, Term[]>()
  const seen = new Set<string>()
  const ranked = [...words].sort((a, b) => NAME_KINDS.indexOf(a.kind) - NAME_KINDS.indexOf(b.kind))
  for (const each of ranked) {
    const { hashes: tokens, starts, ends } = lex(each.word).words
    const letters = lettersOf(each.word)
    const [first] = tokens
    if (first === undefined || seen.has(tokens.join())) continue
    seen.add(tokens.join())
    byFirst.set(first, [
      ...(byFirst.get(first) ?? []),
      { ...each, tokens, letters, ...spacing(each.word, starts, ends) },
    ])
  }
  for (const terms of byFirst.values()) terms.sort((a, b) => b.letters.length - a.letters.length)
  return byFirst
}

/**
 * Whether a Korean name stands as a word: at the beginning of one, and before nothing but particles, which are written on
 * to it. “드라마” holds no “라마”, nor “카카오나무” Kakao; a syllable is whole or not there.
 */
function isWordOfItsOwn(text: string, { starts, ends }: Omit<Tokens, 'hashes'>, at: number, term: Term): boolean {
  const { first, last } = term.hangul
  if (
    first &&
    (starts[at - 1] === starts[at] ||
      (ends[at - 1] === starts[at] && HANGUL.test(text[(starts[at] as number) - 1] ?? '')))
  )
    return false
  const next = at + term.tokens.length
  if (!last) return true
  return starts[next] !== starts[next - 1] && isNounBefore(text.slice(ends[next - 1], (ends[next - 1] as number) + 24))
}

function matchAt(text: string, { hashes, starts, ends }: Tokens, at: number, term: Term, work: Work): NameHit | null {
  const { word, kind } = term
  for (let part = 1; part < term.tokens.length; part++) {
    work.steps++
    if (hashes[at + part] !== term.tokens[part]) return null
    const between = text.slice(ends[at + part - 1], starts[at + part])
    if (!(term.loose ? ANY_SIGNS : BETWEEN).test(between) || (term.joined[part] && /\s/.test(between))) return null
  }
  const start = starts[at] as number
  const last = ends[at + term.tokens.length - 1] as number
  if (!isWordOfItsOwn(text, { starts, ends }, at, term)) return null
  work.steps += last - start
  // Hashes may agree by chance.
  if (lettersOf(text.slice(start, last)) !== term.letters) return null
  if (!term.opens) return { word, kind, start, end: last + glued(text, last) }
  const next = NEXT_WORDS.exec(text.slice(last, last + 80))?.[0]
  if (next !== undefined && NO_MAKER.test(next)) return null
  const end = last + (next?.length ?? 0)
  return { word: labelOf(text.slice(start, end)), kind, start, end }
}

function glued(text: string, end: number): number {
  const rest = text.slice(end, end + 12)
  const version =
    VERSION.exec(rest)?.[0] ?? /^[a-z]{1,2}(?![\p{L}\p{N}])/iu.exec(/\d$/.test(text[end - 1] ?? '') ? rest : '')?.[0]
  return version?.length ?? 0
}

/** A stretch of a text as it is listed: without emphasis, in small letters. */
export function labelOf(text: string): string {
  return text
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
