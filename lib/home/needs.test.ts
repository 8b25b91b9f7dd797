import { expect, test } from 'vitest'
import { needsOf, type Running } from './needs'

const study = (about: Partial<Running>): Running => ({
  ...{ studyId: 's', title: 'Study', status: 'OPEN', wanted: 10, done: 4, annotators: 2 },
  ...{ stopped: [], ready: [], finished: [], known: [] },
  ...about,
})

const kinds = (...studies: Partial<Running>[]) => needsOf(studies.map(study)).map(({ kind }) => kind)

test('a study that goes on needs nothing', () => {
  expect(kinds({})).toEqual([])
})

test.each([
  ['is full', { done: 10 }, 'full'],
  ['has nobody in it', { annotators: 0 }, 'nobody'],
  ['is paused', { status: 'PAUSED' as const }, 'paused'],
  ['has a model that stopped', { stopped: ['M1'] }, 'stopped'],
  ['has a model to be started', { ready: ['M1'] }, 'ready'],
  ['has a model that is done', { finished: ['M1'] }, 'finished'],
])('a study that %s says so once', (_, about, kind) => {
  expect(kinds(about)).toEqual([kind])
})

test('who misses known verdicts is named by the rule of all other pages, and nobody else', () => {
  const known = [
    { code: 'C01', judged: 4, failed: 1 },
    { code: 'C02', judged: 4, failed: 2 },
    { code: 'C03', judged: 9, failed: 2 },
  ]
  expect(needsOf([study({ known })])).toMatchObject([{ kind: 'checks', codes: ['C02'] }])
})

test('the most pressing comes first, whichever study it is of', () => {
  expect(kinds({ status: 'PAUSED', annotators: 0 }, { stopped: ['M1'] }, { done: 10 })).toEqual([
    ...(['stopped', 'full', 'nobody', 'paused'] as const),
  ])
})

test('a study in which nothing is wanted is not full', () => {
  expect(kinds({ wanted: 0, done: 0 })).toEqual([])
})
