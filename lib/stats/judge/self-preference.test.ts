import { expect, test } from 'vitest'
import { selfPreference } from './self-preference'

test('the judge’s score less people’s, over items that both judged', () => {
  const items = [
    { prompt: 0, judge: 1, human: { n: 2, total: 1 } },
    { prompt: 0, judge: 0.75, human: { n: 1, total: 0.5 } },
    { prompt: 1, judge: 0.5, human: { n: 4, total: 3 } },
    { prompt: 2, judge: 1, human: { n: 0, total: 0 } },
  ]
  expect(selfPreference(items)).toMatchObject({
    defined: true,
    value: {
      judge: 0.75,
      human: expect.closeTo(1.75 / 3, 12),
      difference: { mean: expect.closeTo(0.5 / 3, 12), clusters: 2, n: 3 },
    },
  })
})

test('a judge who says what people say differs by nothing, and without people nothing is defined', () => {
  const same = [0, 1, 2].map((prompt) => ({ prompt, judge: 0.5, human: { n: 2, total: 1 } }))
  expect(selfPreference(same)).toMatchObject({ value: { difference: { mean: 0, interval: null } } })
  expect(selfPreference([])).toMatchObject({ defined: false, reason: expect.stringMatching(/\.$/) })
  expect(selfPreference([{ prompt: 0, judge: 1, human: { n: 0, total: 0 } }])).toMatchObject({ defined: false })
})
