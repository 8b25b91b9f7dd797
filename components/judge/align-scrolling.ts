/**
 * Makes two panes scroll together, turn by turn: a turn of a conversation comes to the top in both at once, and within
 * one each pane is as far through as the other.
 * @returns what ends it
 */
export function alignScrolling(one: HTMLElement, other: HTMLElement): () => void {
  /** Where a pane was put by us: the event that follows is not somebody scrolling. */
  const placed = new Map<HTMLElement, number>()
  const follow = (from: HTMLElement, to: HTMLElement) => () => {
    const top = Math.round(from.scrollTop)
    if (placed.get(from) === top) return
    placed.delete(from)
    to.scrollTop = counterpart(from.scrollTop, stopsOf(from), stopsOf(to))
    placed.set(to, Math.round(to.scrollTop))
  }
  const [fromOne, fromOther] = [follow(one, other), follow(other, one)]
  one.addEventListener('scroll', fromOne, { passive: true })
  other.addEventListener('scroll', fromOther, { passive: true })
  return () => {
    one.removeEventListener('scroll', fromOne)
    other.removeEventListener('scroll', fromOther)
  }
}

/** Where a pane stands at its beginning, with each further turn on top, and at its end. */
function stopsOf(pane: HTMLElement): number[] {
  const tops = [...pane.querySelectorAll('[data-turn]')].map((turn) => turn.getBoundingClientRect().top)
  const first = tops[0] ?? 0
  return [...tops.map((top) => top - first), pane.scrollHeight - pane.clientHeight]
}

/**
 * The place in the other pane that belongs to one in this. A turn too near the end to come to the top counts as the end.
 * @param from stops of this pane, in order, the end last @param to stops of the other, as many or not
 */
export function counterpart(place: number, from: readonly number[], to: readonly number[]): number {
  const shared = Math.min(from.length, to.length) - 1
  const [ownEnd, otherEnd] = [from.at(-1) ?? 0, to.at(-1) ?? 0]
  const stops = Array.from({ length: shared }, (_, i) => [from[i] ?? 0, to[i] ?? 0] as const)
  const before = stops.findLast(([own, their]) => own <= place && own < ownEnd && their < otherEnd) ?? [0, 0]
  const after = stops.find(([own, their]) => own > place && own < ownEnd && their < otherEnd) ?? [ownEnd, otherEnd]
  const length = after[0] - before[0]
  return length > 0 ? before[1] + ((place - before[0]) / length) * (after[1] - before[1]) : 0
}
