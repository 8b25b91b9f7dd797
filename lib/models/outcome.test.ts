import { expect, test } from 'vitest'
import { readAnswer } from './outcome'
import { buildRequest } from './request'

const { offered } = buildRequest(
  {
    ...{ framing: '', instructions: '', prompt: [], left: [{ role: 'assistant', content: 'One.' }], right: null },
    criteria: [
      {
        ...{ id: 'c', question: 'How?', unit: 'RESPONSE' },
        options: [
          { code: 'BAD', label: 'Bad', anchor: '' },
          { code: 'GOOD', label: 'Good', anchor: '' },
        ],
      },
    ],
  },
  { reason: 'FIRST', answer: 'TEXT' },
  '0'.repeat(32),
)

test.each([
  ['ANSWERED', 'Fine.\nVerdict: B', 'stop'],
  ['ANSWERED', 'I’m sorry to say so.\nVerdict: A', 'stop'],
  ['UNPARSED', 'It depends.', 'stop'],
  ['UNPARSED', '', 'stop'],
  ['UNPARSED', 'Verdict: A\nVerdict: B', 'stop'],
  ['REFUSED', 'I’m sorry, but I cannot rate this.', 'stop'],
  ['REFUSED', 'I can’t help with that.', 'content-filter'],
  ['FILTERED', '', 'content-filter'],
  ['FILTERED', 'The first answ', 'content-filter'],
  ['TRUNCATED', 'Both are', 'length'],
  ['TRUNCATED', 'Verdict: B', 'length'],
  ['TRUNCATED', '', 'length'],
] as const)('%s: %j, ended by %s', (outcome, text, finishReason) => {
  const read = readAnswer({ text, finishReason }, offered)
  expect(read.outcome).toBe(outcome)
  expect(read.answers === null).toBe(outcome !== 'ANSWERED')
  expect(read.why === null).toBe(outcome === 'ANSWERED')
})
