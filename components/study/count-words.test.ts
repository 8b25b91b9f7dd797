import { expect, test } from 'vitest'
import { defined, notDefined } from '@/lib/stats/estimate'
import { answerWords, itemWords, judgmentWords, planWords, rowWords } from './count-words'
import { costWords } from './opening-facts'

const items = { regular: 8, check: 2, gold: 1, practice: 1 }
const counts = {
  ...{ items, wanted: 33, done: 32, practice: 3, setAside: 1, practiceSetAside: 0, noVerdict: 0 },
  ...{ questions: 2, answers: 72, replaced: 2 },
  judgments: { regular: 14, repeats: 5, check: 4, gold: 2, excluded: 7 },
}

test('what a number is made of stands beside it', () => {
  expect(itemWords(items)).toBe('12 items: 8 regular items, 2 check items, 1 gold item, and 1 practice item')
  expect(itemWords({ regular: 8, check: 0, gold: 0, practice: 0 })).toBe('8 items')
  expect(judgmentWords(counts)).toBe(
    '32 judgments are in: 14 on regular items, 5 planned repeats, 4 of check items, 2 of gold items, and 7 by annotators who are excluded.',
  )
  expect(answerWords(counts)).toBe(
    '72 answers on record: of 32 judgments that are in and 3 practice items, each with 2 questions, and 2 answers replaced later.',
  )
  expect(rowWords(counts)).toBe(`73 rows. ${answerWords(counts)} Besides, 1 item that people could not judge.`)
  expect(rowWords({ ...counts, noVerdict: 3 })).toBe(
    `76 rows. ${answerWords(counts)} Besides, 1 item that people could not judge and 3 slots of models that gave no verdict.`,
  )
})

test('where all is regular, nothing is added', () => {
  const plain = { regular: 1, repeats: 0, check: 0, gold: 0, excluded: 0 }
  expect(judgmentWords({ ...counts, done: 1, judgments: plain })).toBe('1 judgment is in.')
  expect(answerWords({ ...counts, done: 1, answers: 1, replaced: 0, practice: 0, questions: 1 })).toBe(
    '1 answer on record: of 1 judgment that is in.',
  )
})

test('an opening says what it writes, and what everybody who joins adds', () => {
  expect(planWords({ items, judgments: 18, joiner: { shared: 2, check: 2, gold: 1, practice: 1 } })).toBe(
    '12 items: 8 regular items, 2 check items, 1 gold item, and 1 practice item. 18 judgments are wanted at once. Each annotator who joins adds 5 judgments (2 of the shared set, 2 check items, and 1 gold item) and 1 practice item, which is not counted.',
  )
})

test('an opening says what it costs: hours and money, at least where nobody says how many join', () => {
  const costs = { judgments: 1200, hours: 12.34, cost: defined(185.1), isOpen: false, models: 0 }
  expect(costWords({ costs, currency: 'USD', people: 6 })).toBe(
    '1,200 judgments by 6 people, about 12.3 hours in all, about $185.',
  )
  const open = { ...costs, cost: notDefined('No pay.'), isOpen: true, models: 40 }
  expect(costWords({ costs: open, currency: 'USD', people: null })).toBe(
    '1,200 judgments, at least 12.3 hours in all. The design names no pay. Models are asked for 40 more judgments, within their budgets, once you start them.',
  )
})
