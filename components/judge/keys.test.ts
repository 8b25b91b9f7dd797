import { expect, test } from 'vitest'
import { firstWords } from './first-words'
import { type KeyPress, keyNames, letterOf, optionForKey } from './keys'

const SIDES = { count: 3, haveSides: true }
const GRADES = (count: number) => ({ count, haveSides: false })

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
})

test.each([
  ['1', 0],
  ['2', 1],
  ['3', 2],
  ['a', 0],
  ['A', 0],
  ['n', 1],
  ['b', 2],
  ['ArrowLeft', 0],
  ['ArrowDown', 1],
  ['ArrowRight', 2],
  ['4', null],
  ['0', null],
  [' ', null],
  ['Enter', null],
  ['ArrowUp', null],
  ['q', null],
])('of three options, %s is %s', (key, index) => {
  expect(optionForKey(press(key), SIDES)).toBe(index)
})

test('graded scales have digits only', () => {
  const seven = { count: 7, haveSides: true }
  expect(['1', '7', '8', 'a', 'ArrowLeft'].map((key) => optionForKey(press(key), seven))).toEqual([
    ...[0, 6, null, null, null],
  ])
})

test('what rates one response knows no sides, and 0 is the tenth option', () => {
  const of = (count: number) => (key: string) => optionForKey(press(key), GRADES(count))
  expect(['1', '3', 'a', 'n', 'b', 'ArrowLeft', '0'].map(of(3))).toEqual([0, 2, null, null, null, null, null])
  expect(['1', '9', '0'].map(of(10))).toEqual([0, 8, 9])
  expect(of(9)('0')).toBeNull()
  expect(optionForKey(press('à', { code: 'Digit0' }), GRADES(10))).toBe(9)
})

test.each(['repeat', 'ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)('%s judges nothing', (flag) => {
  expect(optionForKey(press('1', { [flag]: true }), SIDES)).toBeNull()
})

test('other keyboards: French digits, Korean letters', () => {
  expect(optionForKey(press('&', { code: 'Digit1' }), SIDES)).toBe(0)
  expect(optionForKey(press('1', { code: 'Digit1', shiftKey: true }), SIDES)).toBe(0)
  expect(optionForKey(press('!', { code: 'Digit1', shiftKey: true }), SIDES)).toBeNull()
  expect(optionForKey(press('ㅁ', { code: 'KeyA' }), SIDES)).toBe(0)
  expect(letterOf(press('?', { code: 'Slash' }))).toBe('?')
})

test('no option is presented with keys it does not have', () => {
  expect([0, 1, 2].map((index) => keyNames(index, SIDES))).toEqual(['1 A ArrowLeft', '2 N ArrowDown', '3 B ArrowRight'])
  expect([0, 2].map((index) => keyNames(index, GRADES(3)))).toEqual(['1', '3'])
  expect([0, 8, 9, 10].map((index) => keyNames(index, GRADES(11)))).toEqual(['1', '9', '0', ''])
})

test('the first words of rendered HTML are plain text', () => {
  expect(firstWords('<p dir="auto">a &#x3C; b &#x26; <strong>c</strong><br>\nd</p>')).toBe('a < b & c d')
  expect(firstWords(`<p>${'x'.repeat(500)}</p>`)).toHaveLength(200)
})
