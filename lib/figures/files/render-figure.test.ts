import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { renderPdf, renderPng } from './render-figure'
import { setLine } from './set-line'
import { visualOrder } from './visual-order'

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -16 132 72" width="132" height="72" font-size="14" fill="#1c1b18">
  <rect x="0" y="0" width="40" height="20" fill="#1f5fa6"/><line x1="0" y1="30" x2="100" y2="30" stroke="#000000"/>
  <text x="50" y="18" text-anchor="middle"><tspan font-weight="600">53%</tspan><tspan dx="4">p = 4.7 × 10⁻⁷ ●○▽</tspan></text></svg>`

test('a PNG has twice the size in pixels', async () => {
  const png = await renderPng(SVG)
  const view = new DataView(png.buffer, png.byteOffset)
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([264, 144])
})

test('a PDF is one page of the figure’s size, with the fonts of its text in it', async () => {
  const pdf = Buffer.from(await renderPdf(SVG, 'Figure')).toString('latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toContain('/MediaBox [0 0 132 72]')
  expect(pdf.match(/\/FontName \/\w+\+SourceSans3-(Regular|SemiBold)/g)).toHaveLength(2)
  expect(pdf.match(/\/FontFile2/g)).toHaveLength(2)
})

test('Korean is embedded, so that it looks the same on a machine without a font of it', async () => {
  const pdf = Buffer.from(await renderPdf(SVG.replace('53%', '답변 A'), 'Figure')).toString('latin1')
  expect(pdf).toMatch(/\/FontName \/\w+\+NotoSansKR/)
})

/** A drawing so high. */
const tall = (height: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 ${height}" font-size="14"><rect x="0" y="0" width="9" height="${height}"/><text x="20" y="${height - 20}">The last line</text></svg>`

test('a PDF page is no longer than the format allows, with all that is on it', async () => {
  const pdf = Buffer.from(await renderPdf(tall(28_800), 'Tall')).toString('latin1')
  expect(pdf).toContain('/MediaBox [0 0 20 14400]')
  const [, drawn = ''] = /stream\r?\n(.*?)\r?\nendstream/s.exec(pdf) ?? []
  expect(inflateSync(Buffer.from(drawn, 'latin1')).toString('latin1')).toContain('\n0.5 0 0 0.5 0 0 cm\n')
})

test('a PNG that would be too large has fewer pixels, or is refused', async () => {
  const png = await renderPng(tall(20_000))
  const view = new DataView(png.buffer, png.byteOffset)
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([64, 32_000])
  await expect(renderPng(tall(32_001))).rejects.toThrow('too large for a PNG')
})

test('letters of any subset, raised digits and the signs of figures are drawn; what no font has leaves a box', () => {
  const drawn = (text: string) => {
    const { marks, width } = setLine(text, 14, 400)
    expect(marks).toHaveLength(1)
    expect(marks[0]?.d).toMatch(/^M/)
    expect(marks[0]?.d).not.toContain('NaN')
    expect(width).toBeGreaterThan(0)
    return marks[0]
  }
  for (const text of ['Wins', 'Ελλ', 'Жук', 'Ł', '답변']) expect(drawn(text)?.text?.words).toBe(text)
  expect(drawn('⁻')?.text?.words).toBe('−')
  const box = drawn('\u{10fffd}')?.d
  for (const text of ['●', '○', '▽']) expect(drawn(text)?.d).not.toBe(box)
  expect(drawn('\u{10fffe}')?.d).toBe(box)
})

test('names that run from right to left stand in the order in which they are read, and isolates leave no mark', () => {
  const order = (line: string) => visualOrder(line).map(({ text }) => text)
  expect(order('\u2068אבג (דה) 1.5\u2069 wins')).toEqual(['1.5', 'אבג )דה( ', ' wins'])
  expect(order('X 2; אבג דה; n = 3')).toEqual(['X 2; ', 'אבג דה', '; n = 3'])
  expect(order('plain, 50%')).toEqual(['plain, 50%'])
  expect(setLine('\u2068a\u2069', 14, 400).width).toBe(setLine('a', 14, 400).width)
})
