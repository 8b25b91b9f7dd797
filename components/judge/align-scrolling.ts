/**
 * Makes two panes scroll together, each as far through its own text as the other: the longer one moves faster.
 * @returns what ends it
 */
export function alignScrolling(one: HTMLElement, other: HTMLElement): () => void {
  /** Where a pane was put by us: the event that follows is not somebody scrolling. */
  const placed = new Map<HTMLElement, number>()
  const follow = (from: HTMLElement, to: HTMLElement) => () => {
    const top = Math.round(from.scrollTop)
    if (placed.get(from) === top) return
    placed.delete(from)
    const length = from.scrollHeight - from.clientHeight
    to.scrollTop = length > 0 ? (from.scrollTop / length) * (to.scrollHeight - to.clientHeight) : 0
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
