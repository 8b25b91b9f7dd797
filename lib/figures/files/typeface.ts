import { readFileSync } from 'node:fs'
import path from 'node:path'
import { create, type Font } from 'fontkit'
import { findSystemFont } from './system-fonts'

export type Weight = 400 | 600

/** A font and, where it is one of ours, the file that a PDF embeds. */
export type Face = { font: Font; file: string | null }

const FOLDER = 'node_modules/@fontsource'
const SANS = 'source-sans-3'
const LATIN = `${SANS}-latin`

/** The typeface of all figures by its subsets, and the one of its makers for Korean, each with its folder. */
const SUBSETS: Record<string, string> = {
  [LATIN]: SANS,
  [`${SANS}-latin-ext`]: SANS,
  [`${SANS}-greek`]: SANS,
  [`${SANS}-cyrillic`]: SANS,
  [`${SANS}-vietnamese`]: SANS,
  [`${SANS}-greek-ext`]: SANS,
  [`${SANS}-cyrillic-ext`]: SANS,
  'noto-sans-kr-korean': 'noto-sans-kr',
}
const loaded = new Map<string, Face>()

/** The typeface of all figures, with the letters of English. */
export function latinFace(weight: Weight): Face {
  return ownFace(LATIN, weight)
}

function ownFace(subset: string, weight: Weight): Face {
  const name = `${subset}-${weight}-normal.woff`
  const known = loaded.get(name)
  if (known) return known
  const file = path.join(process.cwd(), FOLDER, SUBSETS[subset] ?? SANS, 'files', name)
  const face = { font: create(readFileSync(file)) as Font, file }
  loaded.set(name, face)
  return face
}

/** The face that has a letter: ours, or else one that is installed on this machine; null where there is none. */
export function faceFor(codePoint: number, weight: Weight): Face | null {
  const subset = Object.keys(SUBSETS).find((name) => ownFace(name, weight).font.hasGlyphForCodePoint(codePoint))
  if (subset !== undefined) return ownFace(subset, weight)
  const font = findSystemFont(codePoint, weight)
  return font && { font, file: null }
}
