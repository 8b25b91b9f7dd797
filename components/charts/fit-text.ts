/** Widths in em of a common bold sans, on the wide side: the browser's font is not known where figures are drawn. */
function widthOf(character: string): number {
  if (/[\p{Mn}\p{Cf}]/u.test(character)) return 0
  if (
    /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Nd}\p{P}\p{Z}+=<>|%●○]/u.test(
      character,
    )
  )
    return 1
  if (/[ilj.,:;'|!]/.test(character)) return 0.32
  if (/[ ()[\]ftr-]/.test(character)) return 0.38
  if (/[mwMW@%—]/.test(character)) return 0.9
  return /\p{Lu}/u.test(character) ? 0.73 : 0.58
}

/** An upper estimate of a line's width in pixels. */
export function textWidth(text: string, size = 14): number {
  return Array.from(text).reduce((sum, character) => sum + widthOf(character), 0) * size
}

/** The text, or as much of its beginning as fits the width, with an ellipsis. */
export function fitText(text: string, width: number, size = 14): string {
  if (textWidth(text, size) <= width) return text
  let kept = ''
  let used = textWidth('…', size) + 0.5 * size
  for (const character of Array.from(text)) {
    used += widthOf(character) * size
    if (used > width) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** The text in lines that fit the width; a longer word stands alone. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    // Plain sentences run narrower than the bold estimate.
    if (line !== undefined && 0.85 * textWidth(`${line} ${word}`, size) <= width)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu

/**
 * A name from outside as it may stand in a figure: without what XML cannot hold or what reorders the text around it,
 * and set apart when it runs from right to left.
 */
export function printable(name: string): string {
  const clean = name.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim()
  return RIGHT_TO_LEFT.test(clean) ? `\u2068${clean}\u2069` : clean
}
