import type { DeskOption } from '@/lib/judgments/schema'

/** From what width of the window on the anchors of a scale stand in its buttons; `none`: there is never room. */
export type Room = 'sm' | 'spread' | 'tools' | 'none'

/** Letters of a label that fits a fifth of a phone's width. */
const SHORT = 3
/** Letters of an anchor that a button has room for. */
const FITS = 120

/** In how many columns the options of a scale stand: on phones, on small screens, and where two answers had room. */
export function columnsOf(options: readonly DeskOption[]): { phone: number; middle: number; wide: number } {
  const count = options.length
  const half = Math.ceil(count / 2)
  const isShort = options.every(({ label }) => label.length <= SHORT)
  return {
    phone: isShort ? (count > 5 ? half : count) : onPhone(count),
    middle: isShort ? count : count > 4 ? half : count,
    wide: count > 7 && !isShort ? half : count,
  }
}

/** Words need more room than figures: beside each other they would be slivers. */
function onPhone(count: number): number {
  if (count <= 3) return count
  return count === 5 || count === 6 ? 3 : 2
}

/** @param isRow whether the options stand under a turn, where they have the width of its text */
export function anchorsFit(options: readonly DeskOption[], isRow: boolean): Room {
  if (options.length > 6 || options.some(({ anchor }) => anchor.length > FITS)) return 'none'
  if (options.length <= 3) return isRow ? 'sm' : 'spread'
  return isRow ? 'none' : 'tools'
}
