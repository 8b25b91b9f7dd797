import { expect, test } from 'vitest'
import { exactMatch, tieDiscounted } from './agreement-weights'
import { plannedAgreement } from './planned-agreement'

const AGREE = [
  [1, 0.5, 0],
  [0.5, 1, 0.5],
  [0, 0.5, 1],
]

const tied = (tieRate: number) => [(1 - tieRate) / 2, tieRate, (1 - tieRate) / 2]

/** Mean and variance of one item's mean pair agreement by going through everything `raters` annotators could say. */
function enumerate(raters: number, shares: number[], correlation: number, agree = AGREE) {
  const q = shares.length
  const follow = Math.sqrt(correlation)
  let [mean, square] = [0, 0]
  for (const own of shares.keys())
    for (let code = 0; code < q ** raters; code++) {
      const said = Array.from({ length: raters }, (_, rater) => Math.floor(code / q ** rater) % q)
      let probability = shares[own] as number
      for (const verdict of said)
        probability *= (1 - follow) * (shares[verdict] as number) + (verdict === own ? follow : 0)
      const pairs = said.flatMap((one, i) => said.slice(i + 1).map((other) => agree[one]?.[other] as number))
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
  const { mean, variance } = enumerate(raters, tied(tieRate), correlation)
  const planned = plannedAgreement({ items: 50, raters, shares: tied(tieRate), similarity: tieDiscounted, correlation })
  expect(planned.expected).toBeCloseTo(mean, 12)
  expect(planned.halfWidth).toBeCloseTo(1.959963984540054 * Math.sqrt(variance / 50), 12)
})

test.each([
  [2, [0.5, 0.5], 0.3],
  [4, [0.12, 0.38, 0.5], 0.45],
  [3, [0.25, 0.25, 0.25, 0.25], 0.6],
])('%i raters who give options with shares %j, correlation %d: exact agreement as enumeration has it', (...of) => {
  const [raters, shares, correlation] = of
  const same = shares.map((_, one) => shares.map((__, other) => (one === other ? 1 : 0)))
  const { mean, variance } = enumerate(raters, shares, correlation, same)
  const planned = plannedAgreement({ items: 50, raters, shares, similarity: exactMatch, correlation })
  expect(planned.expected).toBeCloseTo(mean, 12)
  expect(planned.halfWidth).toBeCloseTo(1.959963984540054 * Math.sqrt(variance / 50), 12)
})

const PLAN = { items: 10, shares: tied(0.2), similarity: tieDiscounted }

test('annotators who only ever repeat the item’s verdict agree fully, with certainty', () => {
  expect(plannedAgreement({ ...PLAN, raters: 4, correlation: 1 })).toEqual({
    expected: expect.closeTo(1, 12),
    halfWidth: expect.closeTo(0, 7),
  })
})

test('one annotator agrees with nobody', () => {
  expect(() => plannedAgreement({ ...PLAN, raters: 1, correlation: 0.4 })).toThrow(RangeError)
})
