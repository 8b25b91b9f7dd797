import format from 'icu-minify/format'
import { expect, test } from 'vitest'
import { pickLanguage } from './languages'
import { wordsIn } from './messages'
import en from './messages/en.json'
import ko from './messages/ko.json'
import pagesEn from './messages/pages/en.json'
import pagesKo from './messages/pages/ko.json'
import ratingsEn from './messages/ratings/en.json'
import ratingsKo from './messages/ratings/ko.json'
import { pageTranslator } from './pages'

type Tree = { [key: string]: string | Tree }

/** Each message under its full name. */
function flat(tree: Tree, under = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[under + key, value] as [string, string]] : flat(value, `${under}${key}.`),
  )
}

/** The names of what a message is filled in with. */
function slots(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name ?? ''))].sort()
}

const ENGLISH = flat({ desk: en, pages: pagesEn, ratings: ratingsEn })
const KOREAN = flat({ desk: ko, pages: pagesKo, ratings: ratingsKo })

test('both languages have the same messages, none empty', () => {
  expect(KOREAN.map(([key]) => key)).toEqual(ENGLISH.map(([key]) => key))
  for (const [key, message] of [...ENGLISH, ...KOREAN]) expect(message.trim(), key).not.toBe('')
})

test.each(ENGLISH)('%s is filled in with the same in both languages', (key, message) => {
  const korean = Object.fromEntries(KOREAN)[key] ?? ''
  expect(slots(korean)).toEqual(slots(message))
  expect(/[가-힣]/.test(korean) || slots(korean).length > 0).toBe(true)
})

test('all messages compile, for ratings as many as for pairs', () => {
  const names = flat(en).map(([name]) => name)
  for (const language of ['en', 'ko'] as const)
    for (const protocol of ['COMPARISON', 'RATING'] as const)
      expect(namesOf(wordsIn(language, protocol))).toEqual(names)
})

test('where responses are rated one by one, nothing speaks of pairs or of two answers', () => {
  const paired = (tree: Tree) =>
    flat(tree).filter(([, message]) => /\b(pairs?|both)\b|(?<![가-힣])쌍|두 답변/i.test(message))
  const replaced = (tree: Tree) => new Set(flat(tree).map(([name]) => name))
  for (const [words, ratings] of [
    [en, ratingsEn],
    [ko, ratingsKo],
  ] as const) {
    expect(paired(words).length).toBeGreaterThan(15)
    expect(paired(words).filter(([name]) => !replaced(ratings).has(name) && name !== 'display.aligned')).toEqual([])
    expect(paired(ratings)).toEqual([])
    // What is put otherwise is there to be put otherwise.
    expect(flat(ratings).filter(([name]) => !replaced(words).has(name))).toEqual([])
  }
})

/** The full names of compiled messages. */
function namesOf(tree: object, under = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? namesOf(value, `${under}${key}.`)
      : [under + key],
  )
}

test('counts follow the language', () => {
  const formatters = {
    getDateTimeFormat: (...how: [string?]) => new Intl.DateTimeFormat(...how),
    getNumberFormat: (...how: [string?]) => new Intl.NumberFormat(...how),
    getPluralRules: (...how: [string?]) => new Intl.PluralRules(...how),
  }
  const verdicts = (language: 'en' | 'ko', count: number) =>
    format(wordsIn(language, 'COMPARISON').saved.verdicts, language, { count }, { formatters })
  expect(verdicts('en', 1)).toBe('1 verdict')
  expect(verdicts('en', 1200)).toBe('1,200 verdicts')
  expect(verdicts('ko', 2)).toBe('판정 2개')
  const judged = (language: 'en' | 'ko', count: number, protocol = 'COMPARISON') =>
    pageTranslator(language, 'home')('judged', { protocol, count })
  expect(judged('en', 1)).toBe('1 pair judged.')
  expect(judged('en', 2, 'RATING')).toBe('2 responses rated.')
  expect(judged('ko', 1200)).toBe('쌍 1,200개를 판정하셨습니다.')
  const spent = (language: 'en' | 'ko', hours: number, minutes: number) =>
    pageTranslator(language, 'home')('spent', { hours, minutes })
  expect(spent('en', 0, 1)).toBe('1 minute of work so far.')
  expect(spent('en', 2, 5)).toBe('2 h 5 min of work so far.')
  expect(spent('ko', 2, 5)).toBe('지금까지 2시간 5분 작업하셨습니다.')
})

test.each([
  ['ko', null, 'ko'],
  ['en', 'ko-KR', 'en'],
  [undefined, 'ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
  [undefined, 'de-DE,de;q=0.9,en;q=0.8,ko;q=0.7', 'en'],
  [undefined, 'en;q=0.1,ko;q=0.9', 'ko'],
  [undefined, 'fr', 'en'],
  [undefined, null, 'en'],
  ['constructor', 'ko', 'ko'],
])('the cookie %s and the browser’s %s give %s', (chosen, asked, language) => {
  expect(pickLanguage(chosen, asked)).toBe(language)
})
