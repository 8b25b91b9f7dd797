import { expect, test } from 'vitest'
import { latexTable } from './latex'
import { outlineLine } from './outline-line'
import { renderPdf, renderPng } from './render-figure'

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -16 132 72" width="132" height="72" font-size="14" fill="#1c1b18">
  <rect x="0" y="0" width="40" height="20" fill="#1f5fa6"/><line x1="0" y1="30" x2="100" y2="30" stroke="#000000"/>
  <text x="50" y="18" text-anchor="middle"><tspan font-weight="600">53%</tspan><tspan dx="4">p = 4.7 × 10⁻⁷ ●○▽</tspan></text></svg>`

test('a PNG has twice the size in pixels', () => {
  const png = renderPng(SVG)
  const view = new DataView(png.buffer, png.byteOffset)
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([264, 144])
})

test('a PDF is one page of the figure’s size, without fonts to be missing', async () => {
  const pdf = Buffer.from(await renderPdf(SVG, 'Figure')).toString('latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toContain('/MediaBox [0 0 132 72]')
  expect(pdf).not.toContain('/FontFile')
})

test('letters of any subset, raised digits and the signs of figures have outlines; the rest is told', () => {
  for (const text of ['Wins', 'Ελλ', 'Жук', 'Ł', '⁻⁷', '●', '○', '▽']) {
    const { d, width, missing } = outlineLine(text, 14, 400)
    expect(d).toMatch(/^M/)
    expect(d).not.toContain('NaN')
    expect(width).toBeGreaterThan(0)
    expect(missing).toBe('')
  }
  expect(outlineLine('很', 14, 600).missing).toBe('很')
})

test('a LaTeX table escapes what names may hold', () => {
  const columns = [{ head: 'A & B', align: 'l' }] as const
  const table = latexTable({ columns, rows: [['50% of \\_x{'], ['4.7 × 10⁻¹² − κ']], caption: 'p_1 ▽', label: 'tab:x' })
  expect(table).toContain('A \\& B \\\\')
  expect(table).toContain('50\\% of \\textbackslash{}\\_x\\{ \\\\')
  expect(table).toContain('4.7 $\\times$ 10$^{-12}$ $-$ $\\kappa$ \\\\')
  expect(table).toContain('\\caption{p\\_1 $\\triangledown$}')
})
