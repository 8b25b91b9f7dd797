/**
 * One item that one judge saw in both display orders. Both scores are of the pair's first system (1, ½, 0): `forward`
 * when it was shown first, `backward` when it was shown second.
 */
export type OrderPair = { item: number; prompt: number; forward: number; backward: number }

/** A verdict of a judge on an item; `score` is of the pair's first system, `swapped` says that it was shown second. */
export type OrderedVerdict = { item: number; prompt: number; swapped: boolean; score: number }

/**
 * The items with a verdict in either order, in order of first appearance; further verdicts of the same order are left
 * out, see `retestAgreement` for them.
 *
 * @param verdicts of one judge, in the order they were given
 * @throws RangeError on a score other than 0, ½ and 1
 */
export function orderPairs(verdicts: Iterable<OrderedVerdict>): OrderPair[] {
  const items = new Map<number, { prompt: number; forward: number | null; backward: number | null }>()
  for (const { item, prompt, swapped, score } of verdicts) {
    checkScore(score)
    let known = items.get(item)
    if (!known) {
      known = { prompt, forward: null, backward: null }
      items.set(item, known)
    }
    known[swapped ? 'backward' : 'forward'] ??= score
  }
  return [...items].flatMap(([item, { prompt, forward, backward }]) =>
    forward === null || backward === null ? [] : [{ item, prompt, forward, backward }],
  )
}

/**
 * Refuses what is no score of a verdict.
 *
 * @throws RangeError on a score other than 0, ½ and 1
 */
export function checkScore(score: number): void {
  if (score !== 0 && score !== 0.5 && score !== 1) throw new RangeError(`A verdict scores 0, ½ or 1, got ${score}`)
}

/**
 * What the two verdicts of an order pair have in common: the same canonical verdict (two ties included), what was shown
 * first chosen both times, what was shown second both times, or a tie exactly once.
 */
export type OrderKind = 'consistent' | 'firstTwice' | 'secondTwice' | 'oneTie'

/** The kind of one order pair. */
export function orderKind({ forward, backward }: Pick<OrderPair, 'forward' | 'backward'>): OrderKind {
  if (forward === backward) return 'consistent'
  if (forward === 0.5 || backward === 0.5) return 'oneTie'
  return forward === 1 ? 'firstTwice' : 'secondTwice'
}
