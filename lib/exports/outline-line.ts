import { readFileSync } from 'node:fs'
import path from 'node:path'
import { create, type Font } from 'fontkit'

export type Weight = 400 | 600

const FOLDER = 'node_modules/@fontsource/source-sans-3/files'
const SUBSETS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese', 'greek-ext', 'cyrillic-ext']
const loaded = new Map<string, Font>()

function font(subset: string, weight: Weight): Font {
  const name = `source-sans-3-${subset}-${weight}-normal.woff`
  const known = loaded.get(name) ?? create(readFileSync(path.join(process.cwd(), FOLDER, name)))
  loaded.set(name, known)
  return known
}

/** Outlines of text that starts at (0, 0) on its baseline, and how wide it runs. */
export type Outlined = { d: string; width: number; missing: string }

/** Signs of figures that the typeface lacks, in a square of one em: circles, triangle, arrow. */
const SHAPES: Record<string, { d: string; width: number }> = {
  '●': { d: 'M.08-.33a.25.25 0 1 0 .5 0a.25.25 0 1 0-.5 0Z', width: 0.66 },
  '○': {
    d: 'M.08-.33a.25.25 0 1 0 .5 0a.25.25 0 1 0-.5 0ZM.14-.33a.19.19 0 1 1 .38 0a.19.19 0 1 1-.38 0Z',
    width: 0.66,
  },
  '▽': { d: 'M.05-.56H.65L.35-.06ZM.16-.5L.35-.18L.54-.5Z', width: 0.7 },
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'
const PLAIN = '0123456789−'

/** The outlines of a line of text: a file with them looks the same everywhere, whatever fonts are installed. */
export function outlineLine(text: string, size: number, weight: Weight): Outlined {
  const parts: string[] = []
  let [x, missing] = [0, '']
  for (const run of runsOf(text, weight)) {
    const shape = SHAPES[run.text]
    const raised = RAISED.includes(run.text) && !run.font
    if (shape) {
      parts.push(scalePath(shape.d, size, x, 0))
      x += shape.width * size
    } else if (raised) {
      const plain = PLAIN[RAISED.indexOf(run.text)] as string
      x += draw(parts, font('latin', weight), plain, 0.65 * size, x, -0.35 * size)
    } else if (run.font) x += draw(parts, run.font, run.text, size, x, 0)
    else {
      missing += run.text
      x += 0.6 * size
    }
  }
  return { d: parts.join(''), width: x, missing }
}

/** Stretches of text that one subset of the typeface holds; a sign that none holds stands alone. */
function runsOf(text: string, weight: Weight): { text: string; font: Font | null }[] {
  const runs: { text: string; font: Font | null }[] = []
  for (const character of text) {
    const code = character.codePointAt(0) as number
    const last = runs.at(-1)
    if (last?.font?.hasGlyphForCodePoint(code)) {
      last.text += character
      continue
    }
    const subset = SUBSETS.find((name) => font(name, weight).hasGlyphForCodePoint(code))
    runs.push({ text: character, font: subset ? font(subset, weight) : null })
  }
  return runs
}

/** @returns how far the text runs */
function draw(parts: string[], face: Font, text: string, size: number, x: number, y: number): number {
  const { glyphs, positions } = face.layout(text)
  const scale = size / face.unitsPerEm
  let at = x
  glyphs.forEach((glyph, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index] as (typeof positions)[number]
    const path = glyph.path.scale(scale, -scale).translate(at + xOffset * scale, y - yOffset * scale)
    parts.push(path.toSVG())
    at += xAdvance * scale
  })
  return at - x
}

/** A path of numbers alone and relative arcs, made larger and moved: absolute where its commands are capitals. */
function scalePath(d: string, size: number, x: number, y: number): string {
  return d.replace(/([a-zA-Z])([^a-zA-Z]*)/g, (_, command: string, rest: string) => {
    const numbers = rest.match(/-?\d*\.?\d+/g)?.map(Number) ?? []
    const moved = numbers.map((value, index) => {
      if (command === 'a') return index >= 2 && index <= 4 ? value : value * size
      if (command === 'H') return value * size + x
      return value * size + (index % 2 === 0 ? x : y)
    })
    return `${command}${moved.join(' ')}`
  })
}
