import type { NameHit, NameWord } from './kinds'
import { type Candidate, pickHits } from './pick-hits'
import { findEnglish } from './self/english'
import { findKorean } from './self/korean'
import { findTerms, indexTerms, labelOf } from './terms'
import { withoutLinks } from './without-links'
import type { Work } from './work'

/**
 * Makes what finds words in texts, whole words only, in any case and spelling: `GPT-4` finds “gpt 4” and “ＧＰＴ４”, also
 * where Markdown's emphasis or links part it. What a text says twice is found twice; of words that overlap the longest is
 * found, and of a phrase and a name in it the name. With `phrases`, what a text says of its speaker's maker in words that
 * are on no list is found, too.
 */
export function makeScanner(
  words: readonly NameWord[],
  { phrases = false }: { phrases?: boolean } = {},
): (text: string, work?: Work) => NameHit[] {
  const byFirst = indexTerms(words)
  const find = (text: string, work: Work): Candidate[] => {
    const hits = findTerms(text, byFirst, work)
    return phrases ? [...hits, ...phrasesIn(text, hits, work)] : hits
  }
  return (text, work = { steps: 0 }) => {
    const hits = find(text, work)
    // Names in addresses are found in the text as it was written, names across the edges of links without them.
    const view = withoutLinks(text, work)
    if (view) for (const hit of find(view.text, work)) hits.push({ ...hit, ...view.place(hit.start, hit.end) })
    return hits.length === 0 ? hits : pickHits(hits)
  }
}

/** Words of 200 characters can be decided about: a longer phrase ends behind the last word that fits. */
const LONGEST_PHRASE = 160

function fitted(phrase: string): string {
  return phrase.length <= LONGEST_PHRASE
    ? phrase
    : phrase.slice(0, LONGEST_PHRASE).replace(/[^\p{L}\p{N}]+[\p{L}\p{N}]*$/u, '')
}

/** What the text says of its speaker that no list of words holds, as “a model made by Northlake”. */
function phrasesIn(text: string, hits: readonly NameHit[], work: Work): Candidate[] {
  const own = hits.filter(({ kind }) => kind === 'SYSTEM').sort((a, b) => a.start - b.start)
  return [...findEnglish(text, own, work), ...findKorean(text, own, work)].map(({ start, end, isMaker }) => {
    const phrase = fitted(text.slice(start, end))
    return { ...{ start, isMaker, kind: 'PHRASE' }, end: start + phrase.length, word: labelOf(phrase) }
  })
}
