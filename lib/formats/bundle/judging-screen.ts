import { wrapLines } from '@/lib/reports/pdf/wrap-lines'

/** What of a design stands on the screen on which it is judged. */
export type ScreenFacts = {
  framing: string
  criteria: readonly { question: string; options: readonly string[] }[]
}

type Direction = 'ltr' | 'rtl'

/** What the drawing says itself, in a language of the desk. */
export type ScreenWords = {
  note: string
  prompt: string
  /** What stands over each response. */
  panes: readonly string[]
  direction: Direction
}

const [WIDTH, MARGIN, GAP] = [1280, 40, 24]
const INNER = WIDTH - 2 * MARGIN
const PANE_HEIGHT = 260
const INK = '#1c1b18'
const QUIET = '#6b675e'
const RULE = '#cfc9bc'

/** Marks, from above; `y` is where the next one begins. */
type Drawing = { marks: string[]; y: number }

/**
 * The judging screen drawn from the design: the framing, where the responses stand, each question with its options and their keys. Texts
 * of a study are in none; it is a drawing, and says so.
 */
export function judgingScreen(
  { framing, criteria }: ScreenFacts,
  { note, prompt, panes, direction }: ScreenWords,
): string {
  const drawing: Drawing = { marks: [], y: MARGIN }
  write(drawing, note, { direction, size: 13, colour: QUIET })
  drawing.y += 12
  if (framing !== '') write(drawing, framing, { size: 17 })
  drawing.y += 8
  box(drawing, { x: MARGIN, width: INNER, height: 64, label: prompt, direction })
  drawing.y += 64 + GAP
  drawPanes(drawing, panes, direction)
  for (const criterion of criteria) drawQuestion(drawing, criterion)
  const height = Math.ceil(drawing.y + MARGIN)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="'Source Sans 3', 'Noto Sans', sans-serif">
<title>${escaped(note)}</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${drawing.marks.join('\n')}
</svg>
`
}

function drawPanes(drawing: Drawing, heads: readonly string[], direction: Direction): void {
  const width = (INNER - GAP * (heads.length - 1)) / heads.length
  for (const [nth, label] of heads.entries())
    box(drawing, { x: MARGIN + nth * (width + GAP), width, height: PANE_HEIGHT, label, direction })
  drawing.y += PANE_HEIGHT + GAP
}

function drawQuestion(drawing: Drawing, { question, options }: ScreenFacts['criteria'][number]): void {
  write(drawing, question, { size: 19, weight: 600 })
  drawing.y += 6
  const inRow = Math.min(options.length, 5)
  const width = (INNER - 12 * (inRow - 1)) / inRow
  for (let first = 0; first < options.length; first += inRow) {
    const row = options.slice(first, first + inRow).map((label) => wrapLines(label, width - 56, { size: 16 }))
    const height = 26 + 21 * Math.max(...row.map((lines) => lines.length))
    for (const [nth, lines] of row.entries())
      button(drawing, { x: MARGIN + nth * (width + 12), width, height, lines, key: String((first + nth + 1) % 10) })
    drawing.y += height + 12
  }
  drawing.y += GAP
}

type Button = { x: number; width: number; height: number; lines: readonly string[]; key: string }

function button({ marks, y }: Drawing, { x, width, height, lines, key }: Button): void {
  marks.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="none" stroke="${INK}"/>`)
  marks.push(text(key, { x: x + 14, y: y + 29, size: 13, colour: QUIET }))
  for (const [nth, line] of lines.entries()) marks.push(text(line, { x: x + 40, y: y + 29 + 21 * nth, size: 16 }))
}

type Box = { x: number; width: number; height: number; label: string; direction: Direction }

/** Where a text stood. */
function box({ marks, y }: Drawing, { x, width, height, label, direction }: Box): void {
  marks.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${RULE}"/>`)
  marks.push(text(label, { x: x + 16, y: y + 28, size: 16, colour: QUIET, weight: 600, direction }))
}

type Style = { size: number; weight?: 400 | 600; colour?: string; direction?: Direction }

function write(drawing: Drawing, words: string, style: Style): void {
  for (const paragraph of words.split('\n'))
    for (const line of wrapLines(paragraph, INNER, style)) {
      drawing.marks.push(text(line, { x: MARGIN, y: drawing.y + style.size, ...style }))
      drawing.y += 1.4 * style.size
    }
}

/** What reads from the right ends, and so stands, where the others begin. */
function text(
  words: string,
  { x, y, size, weight = 400, colour = INK, direction = 'ltr' }: Style & { x: number; y: number },
): string {
  const reads = direction === 'rtl' ? ' direction="rtl" text-anchor="end"' : ''
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}"${reads}>${escaped(words)}</text>`
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
