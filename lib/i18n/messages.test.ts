import format from 'icu-minify/format'
import { describe, expect, test } from 'vitest'
import { catalogueOf } from './catalogue'
import { LANGUAGE_CODES, type Language, localeOf } from './languages'
import { wordsIn } from './messages'
import en from './messages/staff/en.json'
import ko from './messages/staff/ko.json'
import { pageTranslator } from './pages'
import type { Tree } from './tree'

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

/** What a message says itself: what it is filled in with, and how its choices are written, taken out. */
function said(message: string): string {
  return message
    .replaceAll(/\{\w+(, number)?\}/g, ' ')
    .replaceAll(/\{\w+, (plural|select),|(=\d+|zero|one|two|few|many|other|[A-Z]{3,}) \{|[{}#]/g, ' ')
}

const ENGLISH = flat(catalogueOf('en'))
const TRANSLATED = LANGUAGE_CODES.filter((language) => language !== 'en')

/** Letters that a language is written in. Of those in Latin letters, words that only English has tell that it is not. */
const SCRIPTS: Partial<Record<string, RegExp>> = {
  ...{ ko: /[가-힣]/, ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u },
  ...{ 'zh-Hans': /\p{Script=Han}/u, ar: /\p{Script=Arabic}/u },
}
const ENGLISH_WORDS = /\b(the|you|your|this|that|with|have|been|which|from|are|were|and|they)\b/i
/** What is called the same in these languages, or is a name. */
const SAME = new Set([
  ...[
    'Pause',
    'Offline',
    'Start',
    'Name',
    'Tablet',
    'Normal',
    'Admin',
    'Question',
    'Questions',
    'Code',
    'Instructions',
  ],
  ...['Assistant', '{count, plural, one {# verdict} other {# verdicts}}'],
])

describe.each(TRANSLATED)('%s', (language) => {
  const messages = flat(catalogueOf(language))

  test('has the messages that English has, none empty, each filled in with the same', () => {
    expect(messages.map(([key]) => key)).toEqual(ENGLISH.map(([key]) => key))
    for (const [key, message] of messages) {
      expect(message.trim(), key).not.toBe('')
      expect(slots(message), key).toEqual(slots(Object.fromEntries(ENGLISH)[key] ?? ''))
    }
  })

  test('leaves nothing in English but names', () => {
    const script = SCRIPTS[language]
    const untouched = messages.filter(([key, message]) => {
      const words = said(message)
      if (!/\p{L}/u.test(words)) return false
      if (script) return !script.test(words)
      return ENGLISH_WORDS.test(words) || (message === Object.fromEntries(ENGLISH)[key] && !SAME.has(message))
    })
    expect(untouched).toEqual([])
  })

  test('has a form for each count, as many as the language has', () => {
    const rules = new Intl.PluralRules(language)
    const forms = new Set(Array.from({ length: 200 }, (_, nth) => rules.select(nth + 1)))
    const english = Object.fromEntries(ENGLISH)
    const counted = messages.filter(([key]) => /\bone \{/.test(english[key] ?? ''))
    expect(counted.length).toBeGreaterThan(15)
    const missing = counted.flatMap(([key, message]) =>
      [...forms].filter((form) => !message.includes(`${form} {`)).map((form) => `${key}: ${form}`),
    )
    expect(missing).toEqual([])
  })
})

test('what those read who run studies is in English and Korean, the same in both', () => {
  expect(flat(ko).map(([key]) => key)).toEqual(flat(en).map(([key]) => key))
  for (const [key, message] of flat(ko)) expect(message.trim(), key).not.toBe('')
})

test('all messages compile, for ratings as many as for pairs', () => {
  const names = flat(catalogueOf('en').desk).map(([name]) => name)
  for (const language of LANGUAGE_CODES)
    for (const protocol of ['COMPARISON', 'RATING'] as const)
      expect(namesOf(wordsIn(language, protocol))).toEqual(names)
})

/** How a language speaks of pairs, and of two answers. */
const PAIRED: Record<Language, RegExp> = {
  en: /\b(pairs?|both)\b/i,
  de: /\b(Paar\w*|beide\w*)\b/i,
  es: /\b(par(es)?|ambas)\b/i,
  fr: /\b(paires?|les deux)\b/i,
  ja: /組|両方/,
  ko: /(?<![가-힣])쌍|두 답변/,
  'zh-Hans': /一对|几对|# 对|两个/,
  ar: /زوج|أزواج|كلت/,
}

test.each(LANGUAGE_CODES)('in %s, where responses are rated one by one, nothing speaks of pairs', (language) => {
  const { desk, ratings } = catalogueOf(language)
  const paired = (tree: Tree) => flat(tree).filter(([, message]) => PAIRED[language].test(message))
  const replaced = (tree: Tree) => new Set(flat(tree).map(([name]) => name))
  expect(paired(desk).length).toBeGreaterThan(15)
  // What scrolls both together is not offered there.
  expect(paired(desk).filter(([name]) => !replaced(ratings).has(name) && name !== 'display.aligned')).toEqual([])
  expect(paired(ratings)).toEqual([])
  // What is put otherwise is there to be put otherwise.
  expect(flat(ratings).filter(([name]) => !replaced(desk).has(name))).toEqual([])
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
  const verdicts = (language: Language, count: number) =>
    format(wordsIn(language, 'COMPARISON').saved.verdicts, localeOf(language), { count }, { formatters })
  expect(verdicts('en', 1)).toBe('1 verdict')
  expect(verdicts('en', 1200)).toBe('1,200 verdicts')
  expect(verdicts('de', 1200)).toBe('1.200 Urteile')
  expect(verdicts('ko', 2)).toBe('판정 2개')
  const judged = (language: Language, count: number, protocol = 'COMPARISON') =>
    pageTranslator(language, 'home')('judged', { protocol, count })
  expect(judged('en', 1)).toBe('1 pair judged.')
  expect(judged('en', 2, 'RATING')).toBe('2 responses rated.')
  expect(judged('ko', 1200)).toBe('쌍 1,200개를 판정하셨습니다.')
  const spent = (language: Language, hours: number, minutes: number) =>
    pageTranslator(language, 'home')('spent', { hours, minutes })
  expect(spent('en', 0, 1)).toBe('1 minute of work so far.')
  expect(spent('en', 2, 5)).toBe('2 h 5 min of work so far.')
  expect(spent('ko', 2, 5)).toBe('지금까지 2시간 5분 작업하셨습니다.')
})
