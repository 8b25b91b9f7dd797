import { expect, test } from 'vitest'
import { splitThinking } from './split-thinking'

test.each([
  ['A', 'A', null],
  ['<think>Both are short.</think>\n\nA', 'A', 'Both are short.'],
  ['  <think>\n</think>B', 'B', null],
  ['Both are short.\n</think>\nB', 'B', 'Both are short.'],
  ['<think>It never ends', '', 'It never ends'],
  ['The mark <think> opens and </think> closes it.\nA', 'The mark <think> opens and </think> closes it.\nA', null],
])('%j', (written, text, thought) => {
  expect(splitThinking(written)).toEqual({ text, thought })
})
