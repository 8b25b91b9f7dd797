import { lettersOf, lex, type Tokens } from './lex'
import { withoutLinks } from './without-links'

/** Where a word comes from, the most telling first: a system of the study, the admins' list, or the built-in ones. */
export const NAME_KINDS = ['SYSTEM', 'LISTED', 'MODEL', 'MAKER', 'PHRASE'] as const
export type NameKind = (typeof NAME_KINDS)[number]

/**
 * A word to look for. `opens`: a phrase such as “developed by”, of which the next words are a part. `loose`: whatever
 * signs stand between its parts.
 */
export type NameWord = { word: string; kind: NameKind; opens?: boolean; loose?: boolean }

/** A word that was found, and where in the text. */
export type NameHit = { word: string; kind: NameKind; start: number; end: number }

const NONE: readonly Term[] = []

type Term = NameWord & { tokens: number[]; letters: string }

/** What may stand between the parts of a name: GPT-4, GPT 4, GPT4. */
const BETWEEN = /^[\s\p{Pd}_.'’·*~`\\\p{Default_Ignorable_Code_Point}]{0,6}$/u
const ANY_SIGNS = /^[^\p{L}\p{N}]{0,12}$/u
/** A version that is glued to a name, as in GPT-4o or llama2.5. */
const VERSION = /^(?:[-.]?v?\d{1,3}(?:\.\d{1,2})?[a-z]{0,2}|[a-z](?<=\d[a-z]))(?![\p{L}\p{N}])/iu
const NEXT_WORDS = /^[ \t*_~`"“'’]*[^\s.,;:!?()[\]"”*_~`]+(?:[ \t]+[^\s.,;:!?()[\]"”*_~`]+){0,3}/u

/**
 * Makes what finds words in texts, whole words only, in any case and spelling: `GPT-4` finds “gpt 4” and “ＧＰＴ４”, also
 * where Markdown's emphasis or links part it. What a text says twice is found twice; of words that overlap the longest is found, and of a phrase and a name in it the name.
 */
export function makeScanner(words: readonly NameWord[]): (text: string) => NameHit[] {
  const byFirst = indexTerms(words)
  return (text) => {
    const hits = findAll(text, byFirst)
    // Names in addresses are found in the text as it was written, names across the edges of links without them.
    const view = withoutLinks(text)
    if (view) for (const hit of findAll(view.text, byFirst)) hits.push({ ...hit, ...view.place(hit.start, hit.end) })
    return hits.length === 0 ? hits : pickHits(hits)
  }
}

function findAll(text: string, byFirst: ReadonlyMap<number, Term[]>): NameHit[] {
  const { words: tokens, seams } = lex(text)
  const hits = findIn(text, tokens, byFirst)
  if (seams) hits.push(...findIn(text, seams, byFirst))
  return hits
}

function findIn(text: string, tokens: Tokens, byFirst: ReadonlyMap<number, Term[]>): NameHit[] {
  const hits: NameHit[] = []
  for (let at = 0; at < tokens.hashes.length; at++)
    for (const term of byFirst.get(tokens.hashes[at] as number) ?? NONE) {
      const hit = matchAt(text, tokens, at, term)
      if (!hit) continue
      hits.push(hit)
      break
    }
  return hits
}

function indexTerms(words: readonly NameWord[]): ReadonlyMap<number, Term[]> {
  const byFirst = new Map<number, Term[]>()
  const seen = new Set<string>()
  const ranked = [...words].sort((a, b) => NAME_KINDS.indexOf(a.kind) - NAME_KINDS.indexOf(b.kind))
  for (const each of ranked) {
    const tokens = lex(each.word).words.hashes
    const letters = lettersOf(each.word)
    const [first] = tokens
    if (first === undefined || seen.has(tokens.join())) continue
    seen.add(tokens.join())
    byFirst.set(first, [...(byFirst.get(first) ?? []), { ...each, tokens, letters }])
  }
  for (const terms of byFirst.values()) terms.sort((a, b) => b.letters.length - a.letters.length)
  return byFirst
}

function matchAt(text: string, { hashes, starts, ends }: Tokens, at: number, term: Term): NameHit | null {
  const { word, kind } = term
  for (let part = 1; part < term.tokens.length; part++) {
    if (hashes[at + part] !== term.tokens[part]) return null
    const between = text.slice(ends[at + part - 1], starts[at + part])
    if (!(term.loose ? ANY_SIGNS : BETWEEN).test(between)) return null
  }
  const start = starts[at] as number
  const last = ends[at + term.tokens.length - 1] as number
  // Hashes may agree by chance.
  if (lettersOf(text.slice(start, last)) !== term.letters) return null
  if (!term.opens) return { word, kind, start, end: last + glued(text, last) }
  const end = last + (NEXT_WORDS.exec(text.slice(last, last + 80))?.[0].length ?? 0)
  return { word: labelOf(text.slice(start, end)), kind, start, end }
}

function glued(text: string, end: number): number {
  const rest = text.slice(end, end + 12)
  const version =
    VERSION.exec(rest)?.[0] ?? /^[a-z]{1,2}(?![\p{L}\p{N}])/iu.exec(/\d$/.test(text[end - 1] ?? '') ? rest : '')?.[0]
  return version?.length ?? 0
}

function labelOf(text: string): string {
  return text
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** Of words that overlap the first and longest, then the phrases that hold none of them. */
function pickHits(hits: readonly NameHit[]): NameHit[] {
  const inOrder = hits.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const names = apart(inOrder.filter(({ kind }) => kind !== 'PHRASE'))
  const phrases: NameHit[][] = []
  for (const hit of inOrder.filter(({ kind }) => kind === 'PHRASE')) {
    const run = phrases.at(-1)
    if (run?.some(({ end }) => hit.start < end)) run.push(hit)
    else phrases.push([hit])
  }
  // “As an AI | AI developed by OpenAI” is one thing to say.
  const alone = phrases.filter(
    (run) => !names.some((name) => run.some((hit) => name.start < hit.end && hit.start < name.end)),
  )
  const longest = alone.map((run) => run.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0] as NameHit)
  return [...names, ...longest].sort((a, b) => a.start - b.start)
}

function apart(hits: readonly NameHit[]): NameHit[] {
  let free = 0
  return hits.filter(({ start, end }) => {
    if (start < free) return false
    free = end
    return true
  })
}
