import { expect, test } from 'vitest'
import { signTest } from '../sign-test'
import { majorityTable } from './majority-table'

test('prompts are counted by what most said of either system, even votes left out', () => {
  const one = [
    [0, 3],
    [1, 2],
    [2, 0],
    [3, 1],
    [1, 1],
    [0, 0],
    [0, 1],
  ]
  const other = [
    [1, 4],
    [2, 1],
    [0, 1],
    [1, 0],
    [0, 2],
    [0, 1],
    [2, 2],
  ]
  expect(majorityTable(one, other)).toEqual({ both: 1, firstOnly: 1, secondOnly: 1, neither: 1, even: 2, p: 1 })
})

test('the p-value is the sign test’s of prompts that tell the systems apart', () => {
  const better = Array.from({ length: 8 }, () => [0, 1])
  const worse = Array.from({ length: 8 }, () => [1, 0])
  expect(majorityTable(better, worse)).toMatchObject({ firstOnly: 8, p: signTest(8, 0).exact })
  expect(majorityTable(worse, better)).toMatchObject({ secondOnly: 8, p: signTest(8, 0).exact })
  expect(majorityTable(better, better)).toMatchObject({ both: 8, p: 1 })
})

test('only two options, and the same prompts', () => {
  expect(() => majorityTable([[1, 0, 0]], [[1, 0, 0]])).toThrow('two options')
  expect(() => majorityTable([[1, 0]], [])).toThrow(RangeError)
  expect(majorityTable([], [])).toEqual({ both: 0, firstOnly: 0, secondOnly: 0, neither: 0, even: 0, p: 1 })
})
