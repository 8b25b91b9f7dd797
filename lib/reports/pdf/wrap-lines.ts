import { setLine } from '@/lib/figures/files/set-line'
import type { Weight } from '@/lib/figures/files/typeface'
import { visible } from '@/lib/visible'

type Style = { size: number; weight?: Weight }

/** A sum of widths may miss the width of the whole by its last digits. */
const ROUNDING = 0.01

/** A text in lines that fit a width as they are set; a word that is wider is broken, never cut. */
export function wrapLines(text: string, width: number, style: Style): string[] {
  const space = textWidth(' ', style)
  const lines: string[] = []
  let used = 0
  for (const word of visible(text)
    .split(' ')
    .flatMap((each) => breakWord(each, width, style))) {
    const wide = textWidth(word, style)
    if (lines.length > 0 && used + space + wide <= width + ROUNDING) {
      lines[lines.length - 1] += ` ${word}`
      used += space + wide
    } else {
      lines.push(word)
      used = wide
    }
  }
  return lines
}

/** How wide the widest word is: what a column needs at least. */
export function widestWord(text: string, style: Style): number {
  return Math.max(
    0,
    ...visible(text)
      .split(' ')
      .map((word) => textWidth(word, style)),
  )
}

/** Widths in em, by weight and letter: setting a line draws each of its letters, which is too slow to try lines with. */
const widths = new Map<string, number>()

/** How wide a text runs at most: letters that stand closer together make it narrower. */
export function textWidth(text: string, { size, weight = 400 }: Style): number {
  let sum = 0
  for (const letter of text) {
    const key = `${weight}${letter}`
    const known = widths.get(key) ?? setLine(letter, 1, weight).width
    widths.set(key, known)
    sum += known
  }
  return sum * size
}

function breakWord(word: string, width: number, style: Style): string[] {
  if (textWidth(word, style) <= width + ROUNDING) return [word]
  const parts = ['']
  let used = 0
  for (const letter of word) {
    const wide = textWidth(letter, style)
    if (used > 0 && used + wide > width) {
      parts.push('')
      used = 0
    }
    parts[parts.length - 1] += letter
    used += wide
  }
  return parts
}
