import type { NameHit } from './kinds'

/** What is asked of a text: each word once, where it stands first; or one word, where it stands and how often. */
export type Asked = { text: string; word?: string; most?: number }

export type Summary = { hits: NameHit[]; count: number }

/** Few hits for many: what leaves a thread is small, however often a text says a name. */
export function summarise(hits: readonly NameHit[], { word, most = Number.POSITIVE_INFINITY }: Asked): Summary {
  if (word !== undefined) {
    const its = hits.filter((hit) => hit.word === word)
    return { hits: its.slice(0, most), count: its.length }
  }
  const firsts = new Map<string, NameHit>()
  for (const hit of hits) if (!firsts.has(hit.word)) firsts.set(hit.word, hit)
  return { hits: [...firsts.values()], count: hits.length }
}
