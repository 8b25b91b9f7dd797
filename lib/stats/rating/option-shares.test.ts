import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import { meanScore } from './mean-score'
import { countOptions, indicator, poolOptions, totalScores } from './option-counts'
import { optionShares } from './option-shares'

/** Eight prompts (one without ratings), three options with scores that are not equally far apart. */
const COUNTS = [
  [1, 2, 0],
  [0, 1, 2],
  [0, 0, 3],
  [2, 1, 0],
  [0, 3, 0],
  [1, 0, 1],
  [0, 0, 0],
  [0, 2, 1],
]
const SCORES = [0, 1, 3]

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9))

// statsmodels 0.15.0: proportion_confint(count, 20, method='wilson'); OLS(y, 1).fit(cov_type='cluster') with s.e. times
// sqrt(7/6) and t(6), y the indicator of an option
test('shares have the intervals of statsmodels, independent and by prompt', () => {
  const shares = valueOrNull(optionShares(COUNTS)) ?? []
  expect(shares.map(({ count }) => count)).toEqual([4, 9, 7])
  expect(shares.map(({ share }) => share)).toEqual([0.2, 0.45, 0.35])
  expect(shares.map(({ interval }) => interval)).toEqual(
    [
      [0.080657662579798, 0.4160174322518936],
      [0.2581978582556242, 0.6579146575496577],
      [0.18119182410108203, 0.5671457233147638],
    ].map(close),
  )
  expect(shares.map(({ clustered }) => clustered)).toEqual(
    [
      [-0.061640371457648835, 0.46164037145764886],
      [0.1145149402530749, 0.7854850597469252],
      [-0.026216841589104867, 0.7262168415891048],
    ].map(close),
  )
})

// The same with y the score; and scipy.stats.t.interval(.95, 19, mean, sd / sqrt(20))
test('the mean score has both intervals', () => {
  expect(meanScore(COUNTS, SCORES)).toEqual({
    defined: true,
    value: {
      mean: 1.5,
      se: expect.closeTo(0.37221185723545486, 12),
      interval: close([0.5892303953938827, 2.4107696046061173]),
      independent: close([0.9420897976118039, 2.057910202388196]),
      clusters: 7,
      n: 20,
    },
  })
})

const someCounts = fc.array(fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 3 }), {
  minLength: 1,
  maxLength: 9,
})

test('shares add up to 1, and the mean is that of the scores they weigh', () => {
  fc.assert(
    fc.property(someCounts, (counts) => {
      const [shares, mean] = [optionShares(counts), meanScore(counts, SCORES)]
      expect(shares.defined).toBe(mean.defined)
      if (!shares.defined || !mean.defined) return
      expect(shares.value.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
      expect(shares.value.reduce((sum, { share }, k) => sum + share * (SCORES[k] as number), 0)).toBeCloseTo(
        mean.value.mean,
        12,
      )
    }),
  )
})

test('the order of the prompts changes nothing, a copy of each narrows the intervals, scores may be shifted', () => {
  fc.assert(
    fc.property(someCounts, (counts) => {
      const one = valueOrNull(meanScore(counts, SCORES))
      const turned = valueOrNull(meanScore([...counts].reverse(), SCORES))
      const twice = valueOrNull(meanScore([...counts, ...counts], SCORES))
      const shifted = valueOrNull(meanScore(counts, [7, 8, 10]))
      if (!one || !turned || !twice || !shifted) return
      expect(turned.mean).toBeCloseTo(one.mean, 12)
      expect(shifted.mean).toBeCloseTo(one.mean + 7, 10)
      expect(twice.mean).toBeCloseTo(one.mean, 12)
      if (one.se === null) return
      expect(twice.se as number).toBeLessThan(one.se)
      expect(turned.se as number).toBeCloseTo(one.se, 10)
      expect(shifted.se as number).toBeCloseTo(one.se, 8)
    }),
  )
})

test('nothing, one rating, one prompt and one option: estimates stand, intervals do not', () => {
  expect(optionShares([])).toEqual({ defined: false, reason: 'There is no rating.' })
  expect(meanScore([[0, 0]], [0, 1])).toEqual({ defined: false, reason: 'There is no rating.' })
  expect(meanScore([[0, 1]], [0, 1])).toMatchObject({ value: { mean: 1, se: null, interval: null, independent: null } })
  const onePrompt = valueOrNull(meanScore([[1, 1]], [0, 1]))
  expect(onePrompt).toMatchObject({ interval: null, independent: [expect.any(Number), expect.any(Number)] })
  expect(
    meanScore(
      [
        [0, 3],
        [0, 2],
      ],
      [0, 1],
    ),
  ).toMatchObject({ value: { mean: 1, interval: null, independent: null } })
  expect(
    valueOrNull(
      optionShares([
        [0, 3],
        [0, 2],
      ]),
    )?.map(({ clustered }) => clustered),
  ).toEqual([null, null])
})

test('ratings are counted by prompt, and what cannot be is refused', () => {
  const size = { prompts: 2, options: 3 }
  const counts = countOptions(
    [
      { prompt: 1, option: 2 },
      { prompt: 1, option: 2 },
      { prompt: 0, option: 0 },
    ],
    size,
  )
  expect(counts).toEqual([
    [1, 0, 0],
    [0, 0, 2],
  ])
  expect(poolOptions(counts)).toEqual([1, 0, 2])
  expect(totalScores(counts, indicator(2, 3))).toEqual([
    { n: 1, total: 0 },
    { n: 2, total: 2 },
  ])
  expect(() => countOptions([{ prompt: 2, option: 0 }], size)).toThrow('below 2')
  expect(() => countOptions([{ prompt: 0, option: 3 }], size)).toThrow(RangeError)
  expect(() => optionShares([[1, -1]])).toThrow(RangeError)
  expect(() => optionShares([[1, Number.NaN]])).toThrow(RangeError)
  expect(() => meanScore([[1, 1]], [0, Number.NaN])).toThrow('Option 1 has no finite score')
  expect(() => meanScore([[1, 1]], [0])).toThrow(RangeError)
})
