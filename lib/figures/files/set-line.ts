import { type Face, faceFor, latinFace, type Weight } from './typeface'
import { type Directed, visualOrder } from './visual-order'

/** A piece of a line as it is drawn: its outlines from its own beginning, and the words where the typeface is ours. */
export type Mark = { d: string; x: number; y: number; text: { words: string; file: string; size: number } | null }

/** A line of text that starts at (0, 0) on its baseline, and how wide it runs. */
export type SetLine = { marks: Mark[]; width: number }

/** Signs of figures that the typeface lacks, in a square of one em: circles, triangle; and what stands for a letter. */
const SHAPES: Record<string, { d: string; width: number }> = {
  '●': { d: 'M.08-.33a.25.25 0 1 0 .5 0a.25.25 0 1 0-.5 0Z', width: 0.66 },
  '○': {
    d: 'M.08-.33a.25.25 0 1 0 .5 0a.25.25 0 1 0-.5 0ZM.14-.33a.19.19 0 1 1 .38 0a.19.19 0 1 1-.38 0Z',
    width: 0.66,
  },
  '▽': { d: 'M.05-.56H.65L.35-.06ZM.16-.5L.35-.18L.54-.5Z', width: 0.7 },
}
const BOX = { d: 'M.06-.66H.54L.54 0H.06ZM.11-.61L.11-.05L.49-.05L.49-.61Z', width: 0.6 }

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'
const PLAIN = '0123456789−'

/**
 * Sets a line of text: it looks the same everywhere, whatever fonts its reader has. A letter that no font of this
 * machine has leaves a box.
 */
export function setLine(text: string, size: number, weight: Weight): SetLine {
  const line: SetLine = { marks: [], width: 0 }
  for (const part of visualOrder(text)) for (const run of runsOf(part, weight)) setRun(line, run, size, weight)
  return line
}

/** All but the byte order mark, which counts as a space and is not seen. */
const SPACE = /(?!\ufeff)\s/gu
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u

type Run = { text: string; face: Face | null }

/** Stretches of text that one font holds, ours where it can; a sign that none holds stands alone. */
function runsOf({ text, isRightToLeft }: Directed, weight: Weight): Run[] {
  const runs: Run[] = []
  for (const character of text.replace(SPACE, ' ')) {
    const code = character.codePointAt(0) as number
    const last = runs.at(-1)
    const goesOn = last?.face?.font.hasGlyphForCodePoint(code)
    // Our typeface is of letters that nothing joins; in other fonts these signs choose the form of the letters beside them.
    if (UNSEEN.test(character) && (!goesOn || last?.face?.file)) continue
    if (last && goesOn && !RAISED.includes(character) && (last.face?.file || character === ' ')) last.text += character
    else {
      const isOurs = character in SHAPES || RAISED.includes(character)
      const face = isOurs ? null : faceFor(code, weight)
      if (last && face && last.face?.font === face.font) last.text += character
      else runs.push({ text: character, face })
    }
  }
  return isRightToLeft ? runs.reverse() : runs
}

function setRun(line: SetLine, { text, face }: Run, size: number, weight: Weight): void {
  const raised = RAISED.indexOf(text)
  if (face) add(line, face, text, size, 0)
  else if (raised >= 0) add(line, latinFace(weight), PLAIN[raised] as string, 0.65 * size, -0.35 * size)
  else {
    const shape = SHAPES[text] ?? BOX
    line.marks.push({ d: scalePath(shape.d, size), x: line.width, y: 0, text: null })
    line.width += shape.width * size
  }
}

function add(line: SetLine, { font, file }: Face, words: string, size: number, y: number): void {
  const { glyphs, positions } = font.layout(words)
  const scale = size / font.unitsPerEm
  let at = 0
  const parts = glyphs.map((glyph, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index] as (typeof positions)[number]
    const outline = glyph.path.scale(scale, -scale).translate(at + xOffset * scale, -yOffset * scale)
    at += xAdvance * scale
    return outline.toSVG()
  })
  line.marks.push({ d: parts.join(''), x: line.width, y, text: file === null ? null : { words, file, size } })
  line.width += at
}

/** A path of numbers alone and relative arcs, made larger. */
function scalePath(d: string, size: number): string {
  return d.replace(/([a-zA-Z])([^a-zA-Z]*)/g, (_, command: string, rest: string) => {
    const numbers = rest.match(/-?\d*\.?\d+/g)?.map(Number) ?? []
    const scaled = numbers.map((value, index) => (command === 'a' && index >= 2 && index <= 4 ? value : value * size))
    return `${command}${scaled.join(' ')}`
  })
}
