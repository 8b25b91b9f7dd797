import type { Language } from '@/lib/i18n/languages'
import { wrapLines } from '@/lib/reports/pdf/wrap-lines'

/** What of a design stands on the screen on which it is judged. */
export type ScreenFacts = {
  framing: string
  criteria: readonly { question: string; options: readonly string[] }[]
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
 *
 * @param panes what stands over each response
 */
export function judgingScreen(
  { framing, criteria }: ScreenFacts,
  { language, panes }: { language: Language; panes: readonly string[] },
): string {
  const drawing: Drawing = { marks: [], y: MARGIN }
  write(drawing, NOTE[language], { size: 13, colour: QUIET })
  drawing.y += 12
  if (framing !== '') write(drawing, framing, { size: 17 })
  drawing.y += 8
  box(drawing, MARGIN, INNER, 64, PROMPT[language])
  drawing.y += 64 + GAP
  drawPanes(drawing, panes)
  for (const criterion of criteria) drawQuestion(drawing, criterion)
  const height = Math.ceil(drawing.y + MARGIN)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="'Source Sans 3', 'Noto Sans', sans-serif">
<title>${escaped(NOTE[language])}</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${drawing.marks.join('\n')}
</svg>
`
}

const NOTE: Readonly<Record<Language, string>> = {
  en: 'The judging screen, drawn from the design: not a photograph. Texts of prompts and responses stood where it says so.',
  ko: '설계로부터 그린 판정 화면입니다. 실제 화면을 찍은 것이 아니며, 프롬프트와 응답은 표시된 자리에 있었습니다.',
}
const PROMPT: Readonly<Record<Language, string>> = { en: 'The prompt', ko: '프롬프트' }

function drawPanes(drawing: Drawing, heads: readonly string[]): void {
  const width = (INNER - GAP * (heads.length - 1)) / heads.length
  for (const [nth, head] of heads.entries()) box(drawing, MARGIN + nth * (width + GAP), width, PANE_HEIGHT, head)
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

/** Where a text stood. */
function box({ marks, y }: Drawing, x: number, width: number, height: number, label: string): void {
  marks.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${RULE}"/>`)
  marks.push(text(label, { x: x + 16, y: y + 28, size: 16, colour: QUIET, weight: 600 }))
}

type Style = { size: number; weight?: 400 | 600; colour?: string }

function write(drawing: Drawing, words: string, style: Style): void {
  for (const paragraph of words.split('\n'))
    for (const line of wrapLines(paragraph, INNER, style)) {
      drawing.marks.push(text(line, { x: MARGIN, y: drawing.y + style.size, ...style }))
      drawing.y += 1.4 * style.size
    }
}

function text(words: string, { x, y, size, weight = 400, colour = INK }: Style & { x: number; y: number }): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(words)}</text>`
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
