import { expect, test } from 'vitest'
import { setLine } from '@/lib/figures/files/set-line'
import { wrapLines } from './wrap-lines'

const style = { size: 10, weight: 600 } as const

test.each([
  [
    'a caption',
    'Share of verdicts that prefer LIMA 65B, neither, or the other; n = 300 prompts a row, one verdict each.',
  ],
  ['a word without an end', `a${'0123456789abcdef'.repeat(30)} and more`],
  ['letters of other scripts', 'κ = 4.7 × 10⁻¹², ▽ published, “Łódź”, система, Σ'],
  ['nothing', ''],
])('of %s no line is wider than its measure, and nothing is lost', (_, text) => {
  for (const width of [60, 200, 560]) {
    const lines = wrapLines(text, width, style)
    for (const line of lines) expect(setLine(line, style.size, style.weight).width).toBeLessThan(width + 0.02)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  }
})
