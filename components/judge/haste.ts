import type { Haste } from '@/lib/engine/schema'

/** What was asked about a verdict, and whether it was given all the same. */
export type Asked = { asked?: Haste; hasty?: boolean }

/** What an annotator has seen of a pair so far. */
export type Look = {
  /** Milliseconds there before it could be seen: it stood covered. */
  covered: number
  /** The answers, or the turns as they came, that were in view to their end. */
  ended: ReadonlySet<number>
  asked: Haste | null
}

export const FRESH: Look = { covered: 0, ended: new Set(), asked: null }

type Rule = { minSeconds: number; readToEnd: boolean }

/** What there is to be seen to its end: how many answers, or turns that come one after the other. */
export type Ends = { count: number /** Which of the turns came last, from 0. */; now: number }

/** What is hasty about a verdict given now; null when nothing is. */
export function hasteOf(
  { minSeconds, readToEnd }: Rule,
  { count }: Ends,
  { covered, ended }: Look,
  activeMs: number,
): Haste | null {
  const isShort = activeMs - covered < minSeconds * 1000
  const isUnread = readToEnd && ended.size < count
  return isShort ? (isUnread ? 'BOTH' : 'TIME') : isUnread ? 'END' : null
}

/** What goes with a verdict given now. */
export function askedOf({ asked }: Look, haste: Haste | null): Asked {
  return asked ? { asked, hasty: haste !== null } : {}
}

/** Which of a pair's answers are in view to their end, by place. What fits on the screen is. */
export function endsInView(main: Element): number[] {
  const bar = document.getElementById('verdict')?.getBoundingClientRect().top ?? window.innerHeight
  return [...main.querySelectorAll('[data-answer]')].flatMap((leaf, place) => {
    const end = [...leaf.children].at(-1)?.getBoundingClientRect()
    // Nothing is seen of what stands covered or out of sight.
    if (!end || leaf.closest('[inert]') || leaf.clientHeight === 0) return []
    const foot = leaf.scrollHeight > leaf.clientHeight + 1 ? leaf.getBoundingClientRect().bottom : bar
    return end.bottom <= Math.min(foot, bar, window.innerHeight) + 4 ? [place] : []
  })
}
