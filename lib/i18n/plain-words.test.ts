import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import en from './messages/en.json'
import pages from './messages/pages/en.json'
import ratings from './messages/ratings/en.json'
import { GIVEN_UP, NOT_TO_USE, sentencesOf } from './plain-words'

type Tree = { [key: string]: string | Tree }

const textsOf = (tree: Tree): string[] =>
  Object.values(tree).flatMap((each) => (typeof each === 'string' ? [each] : textsOf(each)))

const MESSAGES = textsOf({ desk: en, pages, ratings })
const root = path.resolve(import.meta.dirname, '../..')

test('sentences are counted with their choices taken apart', () => {
  expect(sentencesOf('{n, plural, one {# pair judged.} other {# pairs judged.}} You are {code}.')).toEqual([
    ['1', 'pair', 'judged.'],
    ['You', 'are', 'N.'],
    ['1', 'pairs', 'judged.'],
    ['You', 'are', 'N.'],
  ])
  expect(sentencesOf('{p, select, A {{n, plural, other {# of one}}} other {two}} left')).toEqual([
    ['1', 'of', 'one', 'left'],
    ['two', 'left'],
  ])
})

test('a sentence of the messages has fewer than twelve words on average, and none is endless', () => {
  const lengths = MESSAGES.flatMap(sentencesOf).map((words) => words.length)
  expect(lengths.length).toBeGreaterThan(400)
  expect(lengths.reduce((sum, each) => sum + each, 0) / lengths.length).toBeLessThan(12)
  expect(MESSAGES.filter((message) => sentencesOf(message).some((words) => words.length > 30))).toEqual([])
})

test('no message has a word that is not to be used', () => {
  const found = NOT_TO_USE.flatMap((word) => {
    const whole = new RegExp(`(?<![\\p{L}])${word.replaceAll('.', '\\.')}(?![\\p{L}])`, 'iu')
    return MESSAGES.filter((message) => whole.test(message)).map((message) => `${word}: ${message}`)
  })
  expect(found).toEqual([])
})

test('names that were given up stand on no page and in no figure', () => {
  const sources = ['app', 'components', 'lib/figures', 'lib/audit', 'lib/studies'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
      .map((file) => path.join(folder, file)),
  )
  expect(sources.length).toBeGreaterThan(300)
  const found = sources.filter((file) => {
    const text = readFileSync(path.join(root, file), 'utf8')
    return GIVEN_UP.some((name) => text.includes(name))
  })
  expect(found).toEqual([])
})
