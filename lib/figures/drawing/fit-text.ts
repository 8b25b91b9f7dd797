import { visible } from '@/lib/visible'

const NARROWEST = 0.32

/** Widths in em of a common bold sans, on the wide side: the browser's font is not known where figures are drawn. */
function widthOf(character: string): number {
  if (/[\p{Mn}\p{Cf}]/u.test(character)) return 0
  if (
    /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Nd}\p{P}\p{Z}+=<>|%●○]/u.test(
      character,
    )
  )
    return 1
  if (/[ilj.,:;'|!]/.test(character)) return NARROWEST
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
  const isolates = kept.lastIndexOf('\u2068') > kept.lastIndexOf('\u2069')
  return `${kept.trimEnd()}…${isolates ? '\u2069' : ''}`
}

/** The name with as much of its middle left out as must be: settings, by which names differ, stand at the end. */
export function fitName(name: string, width: number, size = 14): string {
  if (textWidth(name, size) <= width) return name
  return isolatedAs(name, (characters) => {
    for (let kept = Math.min(characters.length - 1, mostThatFit(width, size)); kept > 2; kept--) {
      const [head, tail] = [characters.slice(0, Math.ceil(0.6 * kept)), characters.slice(-Math.floor(0.4 * kept))]
      const text = `${head.join('').trimEnd()}…${tail.join('').trimStart()}`
      if (textWidth(text, size) <= width) return text
    }
    return '…'
  })
}

/** No more characters than this are as narrow: of a name of any length, so many at most are tried. */
function mostThatFit(width: number, size: number): number {
  return Math.ceil(width / (NARROWEST * size))
}

/** A name in one line, or in two of much the same length, that fit the width. */
export function nameLines(name: string, width: number): string[] {
  if (textWidth(name) <= width) return [name]
  const words = name.replace(/[\u2068\u2069]/g, '').split(' ')
  const breaks = words
    .slice(1, 1 + mostThatFit(width, 14))
    .map((_, k) => [words.slice(0, k + 1).join(' '), words.slice(k + 1).join(' ')] as const)
  const wider = (lines: readonly string[]) => Math.max(...lines.map((line) => textWidth(line)))
  const even = breaks.filter((lines) => wider(lines) <= width).toSorted((one, other) => wider(one) - wider(other))
  const best = even[0] ?? breaks.findLast(([first]) => textWidth(first) <= width)
  if (!best) return [fitName(name, width)]
  return best.map((line) =>
    fitName(
      isolatedAs(name, () => line),
      width,
    ),
  )
}

/** Two names that stand against each other, in one line. */
export function pairLine([first, second]: readonly [string, string], width: number, size = 14): string {
  const room = width - textWidth(' v ', size)
  const [one, other] = [textWidth(first, size), textWidth(second, size)]
  const half = room / 2
  return [fitName(first, Math.max(half, room - other), size), fitName(second, Math.max(half, room - one), size)].join(
    ' v ',
  )
}

/** The same in one line or two, each name in its own where both do not fit beside each other. */
export function pairLines([first, second]: readonly [string, string], width: number): string[] {
  const line = `${first} v ${second}`
  if (textWidth(line) <= width) return [line]
  return [fitName(first, width), `v ${fitName(second, width - textWidth('v '))}`]
}

/** What is made of a name’s characters, set apart as the name was. */
function isolatedAs(name: string, make: (characters: string[]) => string): string {
  const bare = name.replace(/[\u2068\u2069]/g, '')
  const made = make(Array.from(bare))
  return bare === name ? made : `\u2068${made}\u2069`
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

/**
 * A name from outside as it may stand in a figure: without what XML cannot hold or what reorders the text around it,
 * and set apart when it runs from right to left.
 */
export function printable(name: string): string {
  const clean = visible(name)
  return RIGHT_TO_LEFT.test(clean) ? `\u2068${clean}\u2069` : clean
}
