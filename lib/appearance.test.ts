import { expect, test } from 'vitest'
import { attributesOf, readAppearance, TEXT_SIZES, THEMES, writeAppearance } from './appearance'

test('every choice is read as it was written', () => {
  for (const theme of THEMES)
    for (const textSize of TEXT_SIZES)
      expect(readAppearance(writeAppearance({ theme, textSize }))).toEqual({ theme, textSize })
})

test.each([undefined, '', 'dark', 'dark.', '.large', 'dark"><script>.huge', 'DARK.LARGE', 'x.'.repeat(5000)])(
  '%s is read as far as it is known, and never stands in a page',
  (value) => {
    const { theme, textSize } = readAppearance(value)
    expect(THEMES).toContain(theme)
    expect(TEXT_SIZES).toContain(textSize)
  },
)

test('the usual look needs no attribute', () => {
  expect(attributesOf({ theme: 'system', textSize: 'normal' })).toEqual({})
  expect(attributesOf({ theme: 'dark', textSize: 'larger' })).toEqual({
    ...{ 'data-theme': 'dark', style: { fontSize: '130%' } },
  })
})
