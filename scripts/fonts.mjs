import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const target = path.join(root, 'app/styles/generated')
const SOURCE = createRequire(import.meta.url).resolve(
  '@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2',
)
const FAMILY = 'STIX Two Math'

/** What most formulas need: Latin and Greek letters upright and italic, operators, arrows, delimiters. */
const USUAL = [
  ...[
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x2c6, 0x2dd],
    [0x300, 0x315],
    [0x391, 0x3f6],
    [0x2010, 0x2063],
    [0x20d0, 0x20ef],
  ],
  ...[[0x2102], [0x210d, 0x210f], [0x2112], [0x2115], [0x211a, 0x211d], [0x2124], [0x2190, 0x22ff], [0x2308, 0x230b]],
  ...[
    [0x23b0, 0x23b1],
    [0x23d0, 0x23e1],
    [0x25a0, 0x25ff],
    [0x27e8, 0x27ef],
    [0x27f5, 0x27fc],
    [0x2a00, 0x2a06],
  ],
  ...[
    [0x2a7d, 0x2a7e],
    [0x1d434, 0x1d467],
    [0x1d6a4, 0x1d6a5],
    [0x1d6e2, 0x1d71b],
  ],
]

/** The font's characters in two parts: the usual ones, and all others. @param {Buffer} font */
async function partsOf(font) {
  const { create } = await import('fontkit')
  const characters = /** @type {{ characterSet: number[] }} */ (/** @type {unknown} */ (create(font))).characterSet
  const isUsual = (/** @type {number} */ code) =>
    USUAL.some(([first = 0, last = first]) => code >= first && code <= last)
  return { usual: characters.filter(isUsual), rare: characters.filter((code) => !isUsual(code)) }
}

/**
 * Writes the font of mathematics, so that all see a formula alike whatever their system has. Two files: a browser fetches
 * the second one for letters that few formulas have, and neither where there is no formula. Only after a change.
 */
export async function makeFonts() {
  const stamp = path.join(target, '.made-from')
  const font = await readFile(SOURCE)
  const digest = createHash('sha256')
    .update(font)
    .update(await readFile(import.meta.filename))
    .digest('hex')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return
  const { default: subsetFont } = await import('subset-font')
  await mkdir(target, { recursive: true })
  let css = ''
  for (const [name, codes] of Object.entries(await partsOf(font))) {
    const part = await subsetFont(font, String.fromCodePoint(...codes), { targetFormat: 'woff2' })
    await writeFile(path.join(target, `math-${name}.woff2`), part)
    css += faceOf(`./math-${name}.woff2`, codes)
  }
  await writeFile(path.join(target, 'math-font.css'), css)
  await writeFile(stamp, digest)
}

/** @param {string} url @param {readonly number[]} codes */
function faceOf(url, codes) {
  const range = rangesOf(codes)
    .map(([first, last]) => `U+${first.toString(16)}${last > first ? `-${last.toString(16)}` : ''}`)
    .join()
  return `@font-face {
  font-family: "${FAMILY}";
  font-display: swap;
  src: url("${url}") format("woff2");
  unicode-range: ${range};
}
`
}

/** @param {readonly number[]} codes */
function rangesOf(codes) {
  /** @type {[number, number][]} */
  const ranges = []
  for (const code of [...codes].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && code === last[1] + 1) last[1] = code
    else ranges.push([code, code])
  }
  return ranges
}
