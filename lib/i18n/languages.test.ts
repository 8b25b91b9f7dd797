import { expect, test } from 'vitest'
import { directionOf, LANGUAGE_CODES, localeOf, pickLanguage } from './languages'

test.each([
  ['ko', null, 'ko'],
  ['en', 'ko-KR', 'en'],
  [undefined, 'ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
  [undefined, 'it-IT,it;q=0.9,en;q=0.8,ko;q=0.7', 'en'],
  [undefined, 'en;q=0.1,ko;q=0.9', 'ko'],
  [undefined, 'de-AT', 'de'],
  [undefined, 'it', 'en'],
  [undefined, null, 'en'],
  ['constructor', 'ko', 'ko'],
  [undefined, 'constructor', 'en'],
])('the cookie %s and the browser’s %s give %s', (chosen, asked, language) => {
  expect(pickLanguage(chosen, asked)).toBe(language)
})

test('lines of Arabic begin on the right, those of others on the left', () => {
  expect(LANGUAGE_CODES.filter((language) => directionOf(language) === 'rtl')).toEqual(
    LANGUAGE_CODES.filter((language) => new Set<string>(['ar']).has(language)),
  )
})

test('every language is one that Intl knows, with the figures that stand on keys', () => {
  for (const language of LANGUAGE_CODES) {
    expect(Intl.NumberFormat.supportedLocalesOf(language)).toHaveLength(1)
    expect(new Intl.NumberFormat(localeOf(language)).format(47)).toBe('47')
  }
})
