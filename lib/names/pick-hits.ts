import type { NameHit } from './kinds'
import type { Span } from './self/words'

/** A hit, and whether it is a phrase that ends in a maker's name. */
export type Candidate = NameHit & { isMaker?: boolean }

/**
 * Of words that overlap the first and longest, then the phrases that hold none of them. “As an AI | AI developed by OpenAI”
 * is one thing to say: of it the name is left, and what names another maker.
 */
export function pickHits(hits: readonly Candidate[]): NameHit[] {
  const inOrder = hits.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const names = apart(inOrder.filter(({ kind }) => kind !== 'PHRASE'))
  const phrases = inOrder.filter(({ kind }) => kind === 'PHRASE')
  const alone = runsOf(phrases).flatMap((run) => {
    if (!run.some((hit) => overlapsAny(names, hit))) return [longest(run)]
    return runsOf(run.filter((hit) => hit.isMaker && !overlapsAny(names, hit))).map(longest)
  })
  return [...names, ...alone]
    .sort((a, b) => a.start - b.start)
    .map(({ word, kind, start, end }) => ({ word, kind, start, end }))
}

function apart(hits: readonly Candidate[]): Candidate[] {
  let free = 0
  return hits.filter(({ start, end }) => {
    if (start < free) return false
    free = end
    return true
  })
}

/** Hits in order as groups, each of which overlaps none of another. */
function runsOf(hits: readonly Candidate[]): Candidate[][] {
  const runs: Candidate[][] = []
  let end = 0
  for (const hit of hits) {
    if (hit.start < end) runs.at(-1)?.push(hit)
    else runs.push([hit])
    end = Math.max(end, hit.end)
  }
  return runs
}

function longest(run: readonly Candidate[]): Candidate {
  return run.reduce((best, hit) => (hit.end - hit.start > best.end - best.start ? hit : best))
}

/** Whether one of `names`, which are in order and apart, reaches into a stretch. */
function overlapsAny(names: readonly Span[], { start, end }: Span): boolean {
  let [low, high] = [0, names.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((names[middle] as Span).end <= start) low = middle + 1
    else high = middle
  }
  return (names[low]?.start ?? Number.POSITIVE_INFINITY) < end
}
