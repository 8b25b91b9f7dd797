import { expect, test } from 'vitest'
import { plannedAgreement } from './planned-agreement'

const AGREE = [
  [1, 0.5, 0],
  [0.5, 1, 0.5],
  [0, 0.5, 1],
] as const

/** Mean and variance of one item's mean pair agreement by going through everything `raters` annotators could say. */
function enumerate(raters: number, tieRate: number, correlation: number) {
  const shares = [(1 - tieRate) / 2, tieRate, (1 - tieRate) / 2]
  const follow = Math.sqrt(correlation)
  let [mean, square] = [0, 0]
  for (const own of [0, 1, 2])
    for (let code = 0; code < 3 ** raters; code++) {
      const said = Array.from({ length: raters }, (_, rater) => Math.floor(code / 3 ** rater) % 3)
      let probability = shares[own] as number
      for (const verdict of said)
        probability *= (1 - follow) * (shares[verdict] as number) + (verdict === own ? follow : 0)
      const pairs = said.flatMap((one, i) => said.slice(i + 1).map((other) => AGREE[one as 0][other as 0] as number))
      const score = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length
      mean += probability * score
      square += probability * score ** 2
    }
  return { mean, variance: square - mean ** 2 }
}

test.each([
  [2, 0.22, 0.45],
  [3, 0.22, 0.45],
  [5, 0.4, 0.1],
  [6, 0, 0.6],
  [4, 0.3, 0],
])('%i raters, %d ties, correlation %d: as enumeration has it', (raters, tieRate, correlation) => {
  const { mean, variance } = enumerate(raters, tieRate, correlation)
  const planned = plannedAgreement({ items: 50, raters, tieRate, correlation })
  expect(planned.expected).toBeCloseTo(mean, 12)
  expect(planned.halfWidth).toBeCloseTo(1.959963984540054 * Math.sqrt(variance / 50), 12)
})

test('annotators who only ever repeat the item’s verdict agree fully, with certainty', () => {
  expect(plannedAgreement({ items: 10, raters: 4, tieRate: 0.2, correlation: 1 })).toEqual({
    expected: expect.closeTo(1, 12),
    halfWidth: expect.closeTo(0, 7),
  })
})

test('one annotator agrees with nobody', () => {
  expect(() => plannedAgreement({ items: 10, raters: 1, tieRate: 0.2, correlation: 0.4 })).toThrow(RangeError)
})
