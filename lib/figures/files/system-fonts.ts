import { readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { create, type Font } from 'fontkit'

/** Where Linux, macOS and Windows keep fonts. */
const FOLDERS = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  path.join(homedir(), '.local/share/fonts'),
  '/Library/Fonts',
  '/System/Library/Fonts',
  'C:\\Windows\\Fonts',
]

let files: string[] | undefined
const opened = new Map<string, Font[]>()
const found = new Map<string, Font | null>()

/** A font of this machine with an outline for a letter that the typeface of figures lacks: Chinese, Hebrew, Arabic. */
export function findSystemFont(codePoint: number, weight: number): Font | null {
  // Letters of one script come from one font as long as it has them.
  const known = [...found].find(([key, font]) => key.startsWith(`${weight} `) && font && hasOutline(font, codePoint))
  if (known) return known[1]
  const key = `${weight} ${codePoint}`
  if (!found.has(key)) found.set(key, search(codePoint, weight))
  return found.get(key) ?? null
}

function search(codePoint: number, weight: number): Font | null {
  files ??= FOLDERS.flatMap(listFonts)
  for (const file of files.toSorted((one, other) => rank(one, weight) - rank(other, weight))) {
    const font = open(file).find((each) => hasOutline(each, codePoint))
    if (font) return font
    opened.delete(file)
  }
  return null
}

function listFonts(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ttf|otf|ttc)$/i.test(name))
      .map((name) => path.join(folder, name))
  } catch {
    // Most of the folders are another system's.
    return []
  }
}

/** Upright sans of the right weight first. */
function rank(file: string, weight: number): number {
  const name = path.basename(file)
  const isBold = /bold|semibold|-6|-7/i.test(name)
  return (
    (/sans/i.test(name) ? 0 : 2) +
    (isBold === weight >= 600 ? 0 : 1) +
    (/italic|oblique|mono|condensed|narrow|black|thin|light/i.test(name) ? 4 : 0)
  )
}

function open(file: string): Font[] {
  const known = opened.get(file)
  if (known) return known
  const fonts = read(file)
  opened.set(file, fonts)
  return fonts
}

function read(file: string): Font[] {
  try {
    const font = create(readFileSync(file))
    return 'fonts' in font ? font.fonts : [font]
  } catch {
    // Not a font that can be read: another may have the letter.
    return []
  }
}

/** Whether it draws the letter: fonts of pictures have a glyph without an outline, broken ones cannot be read where it is. */
function hasOutline(font: Font, codePoint: number): boolean {
  try {
    if (!font.hasGlyphForCodePoint(codePoint)) return false
    return font.layout(String.fromCodePoint(codePoint)).glyphs.every(({ path }) => path.toSVG() !== '')
  } catch {
    return false
  }
}
