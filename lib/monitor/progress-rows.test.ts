import { expect, test } from 'vitest'
import { addUp, layOutProgress } from './progress-rows'
import type { ProgressCell } from './read-progress'

const cell = (row: ProgressCell['row'], groupId: string | null, done: number, wanted: number, pair?: number) => ({
  ...{ row, groupId, done, wanted, pair: pair ?? null },
})
const pairs = [
  { position: 0, a: 'LIMA', b: 'Bard' },
  { position: 1, a: 'LIMA', b: 'Claude' },
]
const crowd = { id: 'c', name: 'Crowd' }
const authors = { id: 'a', name: 'Authors' }

test('of one group, its own slots and anybody’s are one column', () => {
  const cells = [cell('PAIR', null, 5, 9, 0), cell('PAIR', null, 2, 9, 1), cell('SHARED', 'c', 1, 4)]
  const table = layOutProgress(cells, { focal: 'LIMA', rated: [], pairs, groups: [crowd] })
  expect(table.columns).toEqual(['Crowd'])
  expect(table.rows.map(({ label, cells: [only] }) => [label, only?.done, only?.wanted])).toEqual([
    ['Bard', 5, 9],
    ['Claude', 2, 9],
    ['Shared set', 1, 4],
  ])
  expect(addUp(table.total)).toEqual({ done: 8, wanted: 22 })
})

test('of several groups, each has a column, and anybody’s slots have one', () => {
  const cells = [cell('PAIR', null, 1, 3, 0), cell('PAIR', 'a', 2, 3, 0), cell('PRACTICE', 'a', 1, 1)]
  const table = layOutProgress(cells, { focal: null, rated: [], pairs: pairs.slice(0, 1), groups: [crowd, authors] })
  expect(table.columns).toEqual(['Anybody', 'Authors'])
  expect(table.rows).toEqual([
    {
      key: 'pair 0',
      label: 'LIMA – Bard',
      cells: [
        { done: 1, wanted: 3 },
        { done: 2, wanted: 3 },
      ],
    },
  ])
  expect(table.practice?.cells).toEqual([null, { done: 1, wanted: 1 }])
  expect(addUp(table.total)).toEqual({ done: 3, wanted: 6 })
})

test('of a rating study each system has a row', () => {
  const cells = [cell('PAIR', null, 5, 9, 0), cell('PAIR', null, 2, 9, 2), cell('GOLD', 'c', 1, 4)]
  const rated = ['Heron', 'Quill', 'Alder'].map((name, position) => ({ position, name }))
  const table = layOutProgress(cells, { focal: null, pairs: [], rated, groups: [crowd] })
  expect(table.rows.map(({ label, cells: [only] }) => [label, only?.done])).toEqual([
    ['Heron', 5],
    ['Quill', undefined],
    ['Alder', 2],
    ['Gold items', 1],
  ])
})
