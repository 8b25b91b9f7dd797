import { expect, test } from 'vitest'
import { firstWords } from './first-words'
import { type KeyPress, keyNames, letterOf, optionForKey } from './keys'

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
  expect(optionForKey(press(key), 3)).toBe(index)
})

test('graded scales have digits only', () => {
  expect(['1', '7', '8', 'a', 'ArrowLeft'].map((key) => optionForKey(press(key), 7))).toEqual([0, 6, null, null, null])
})

test.each(['repeat', 'ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)('%s judges nothing', (flag) => {
  expect(optionForKey(press('1', { [flag]: true }), 3)).toBeNull()
})

test('other keyboards: French digits, Korean letters', () => {
  expect(optionForKey(press('&', { code: 'Digit1' }), 3)).toBe(0)
  expect(optionForKey(press('1', { code: 'Digit1', shiftKey: true }), 3)).toBe(0)
  expect(optionForKey(press('!', { code: 'Digit1', shiftKey: true }), 3)).toBeNull()
  expect(optionForKey(press('ㅁ', { code: 'KeyA' }), 3)).toBe(0)
  expect(letterOf(press('?', { code: 'Slash' }))).toBe('?')
})

test('no option is presented with keys it does not have', () => {
  expect([0, 1, 2].map((index) => keyNames(index, 3))).toEqual(['1 A ArrowLeft', '2 N ArrowDown', '3 B ArrowRight'])
  expect([0, 8, 9].map((index) => keyNames(index, 10))).toEqual(['1', '9', ''])
})

test('the first words of rendered HTML are plain text', () => {
  expect(firstWords('<p dir="auto">a &#x3C; b &#x26; <strong>c</strong><br>\nd</p>')).toBe('a < b & c d')
  expect(firstWords(`<p>${'x'.repeat(500)}</p>`)).toHaveLength(200)
})
