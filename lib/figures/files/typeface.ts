import { readFileSync } from 'node:fs'
import path from 'node:path'
import { create, type Font } from 'fontkit'
import { findSystemFont } from './system-fonts'

export type Weight = 400 | 600

/** A font and, where it is one of ours, the file that a PDF embeds. */
export type Face = { font: Font; file: string | null }

const FOLDER = 'node_modules/@fontsource/source-sans-3/files'
const SUBSETS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese', 'greek-ext', 'cyrillic-ext']
const loaded = new Map<string, Face>()

/** A subset of the typeface of all figures. */
export function ownFace(subset: string, weight: Weight): Face {
  const name = `source-sans-3-${subset}-${weight}-normal.woff`
  const known = loaded.get(name)
  if (known) return known
  const file = path.join(process.cwd(), FOLDER, name)
  const face = { font: create(readFileSync(file)) as Font, file }
  loaded.set(name, face)
  return face
}

/** The face that has a letter: ours, or else one that is installed on this machine; null where there is none. */
export function faceFor(codePoint: number, weight: Weight): Face | null {
  const subset = SUBSETS.find((name) => ownFace(name, weight).font.hasGlyphForCodePoint(codePoint))
  if (subset !== undefined) return ownFace(subset, weight)
  const font = findSystemFont(codePoint, weight)
  return font && { font, file: null }
}
