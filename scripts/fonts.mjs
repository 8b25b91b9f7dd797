import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const target = path.join(root, 'app/styles/generated')
const { resolve } = createRequire(import.meta.url)
const MATH = resolve('@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2')

/** @typedef {readonly (readonly number[])[]} Ranges first and last character of each, or the one */

/** What most formulas need: Latin and Greek letters upright and italic, operators, arrows, delimiters. @type {Ranges} */
const FORMULAS = [
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

/** Parts of the text fonts: what nearly every text is made of, and what most others in Latin letters need besides. */
const PARTS = {
  usual: [
    ...[[0x20, 0x7e], [0xa0], [0xa9], [0xab], [0xb0], [0xb7], [0xbb], [0xd7]],
    ...[[0x2013, 0x2014], [0x2018, 0x2019], [0x201c, 0x201d], [0x2022], [0x2026], [0x2212]],
  ],
  accented: [
    [0xa1, 0xa8],
    [0xbf, 0xd6],
    [0xd8, 0xff],
    [0x152, 0x153],
  ],
}

/** No text of ours is lighter, or bolder. */
const WEIGHTS = { min: 400, max: 700 }
const SERIF = { family: 'Source Serif 4 Variable', axes: { wght: WEIGHTS, opsz: { min: 14, max: 36 } } }
/** The serif at the size of answers alone: most of its bytes tell how its shapes change between a note and a heading. */
const READING = { family: 'Source Serif 4 Reading', axes: { wght: WEIGHTS, opsz: 17 } }
const SANS = { family: 'Source Sans 3 Variable', axes: { wght: WEIGHTS } }
const MONO = { family: 'Source Code Pro Variable', axes: { wght: WEIGHTS } }
const SERIF_FILE = 'source-serif-4/files/source-serif-4-latin-opsz'

/** Fonts of which pages load small parts, with the file of `@fontsource-variable` that it is made from. */
const TEXTS = [
  { ...SERIF, name: 'serif', style: 'normal', file: `${SERIF_FILE}-normal` },
  { ...SERIF, name: 'serif-italic', style: 'italic', file: `${SERIF_FILE}-italic` },
  { ...READING, name: 'reading', style: 'normal', file: `${SERIF_FILE}-normal` },
  { ...READING, name: 'reading-italic', style: 'italic', file: `${SERIF_FILE}-italic` },
  { ...SANS, name: 'sans', style: 'normal', file: 'source-sans-3/files/source-sans-3-latin-wght-normal' },
  { ...MONO, name: 'mono', style: 'normal', file: 'source-code-pro/files/source-code-pro-latin-wght-normal' },
].map(({ file, ...rest }) => ({ ...rest, source: resolve(`@fontsource-variable/${file}.woff2`) }))

/**
 * Writes the parts of fonts that pages load: of the texts' the usual characters, of mathematics' the usual ones and the
 * others. A browser fetches a part for the characters it has, so that a page costs what its texts need. Only after a change.
 */
export async function makeFonts() {
  const stamp = path.join(target, '.made-from')
  const files = [import.meta.filename, MATH, ...TEXTS.map(({ source }) => source)]
  const hash = createHash('sha256')
  for (const file of files) hash.update(await readFile(file))
  const digest = hash.digest('hex')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return
  await mkdir(target, { recursive: true })
  await writeFile(path.join(target, 'fonts.css'), [...(await makeTexts()), ...(await makeMath())].join(''))
  await writeFile(stamp, digest)
}

/**
 * A face under the family of a whole font stands after it with the same style and weights: a browser takes the characters
 * that are in it from here and all others from there.
 */
async function makeTexts() {
  const faces = TEXTS.flatMap((font) => Object.entries(PARTS).map(([part, ranges]) => ({ ...font, part, ranges })))
  return Promise.all(
    faces.map(async ({ name, part, ranges, family, style, axes, source }) => {
      const [file, codes] = [`${name}-${part}.woff2`, codesOf(ranges)]
      await writePart(file, source, codes, { variationAxes: axes, keepFeatures: FEATURES })
      return faceOf(file, codes, { family, style, weights: '200 900' })
    }),
  )
}

/** So that all see a formula alike whatever their system has. */
async function makeMath() {
  const { create } = await import('fontkit')
  const font = /** @type {{ characterSet: number[] }} */ (/** @type {unknown} */ (create(await readFile(MATH))))
  const usual = new Set(codesOf(FORMULAS))
  const parts = Object.entries({
    usual: font.characterSet.filter((code) => usual.has(code)),
    rare: font.characterSet.filter((code) => !usual.has(code)),
  })
  return Promise.all(
    parts.map(async ([part, codes]) => {
      const name = `math-${part}.woff2`
      await writePart(name, MATH, codes)
      return faceOf(name, codes, { family: 'STIX Two Math', style: 'normal', weights: '400' })
    }),
  )
}

/** What our styles and a browser by itself ask of a font; old-style figures, swashes and the like are not among it. */
const FEATURES = ['ccmp', 'kern', 'liga', 'clig', 'locl', 'mark', 'mkmk', 'calt', 'rlig', 'lnum', 'tnum']

/**
 * @typedef {{ variationAxes: Record<string, number | { min: number, max: number }>, keepFeatures: string[] }} Options
 * @param {string} file @param {string} source @param {number[]} codes @param {Options} [options]
 */
async function writePart(file, source, codes, options) {
  const { default: subsetFont } = await import('subset-font')
  const text = String.fromCodePoint(...codes)
  const part = await subsetFont(await readFile(source), text, { ...options, targetFormat: 'woff2' })
  await writeFile(path.join(target, file), part)
}

/** @param {string} file @param {readonly number[]} codes @param {Record<'family' | 'style' | 'weights', string>} face */
function faceOf(file, codes, { family, style, weights }) {
  const range = rangesOf(codes)
    .map(([first, last]) => `U+${first.toString(16)}${last > first ? `-${last.toString(16)}` : ''}`)
    .join()
  return `@font-face {
  font-family: "${family}";
  font-style: ${style};
  font-display: swap;
  font-weight: ${weights};
  src: url("./${file}") format("woff2");
  unicode-range: ${range};
}
`
}

/** @param {Ranges} ranges @returns {number[]} */
function codesOf(ranges) {
  return ranges.flatMap(([first = 0, last = first]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
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
