import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import { pairedSuperiority, superiority } from './superiority'

// scipy 1.17.1, x = [0,0,1,1,1,2,2,3,3,3], y = [0,0,0,1,1,1,1,2,3]: mannwhitneyu(x, y, use_continuity=False,
// method='asymptotic'), brunnermunzel(y, x)
const X = [2, 3, 2, 3]
const Y = [3, 4, 1, 1]

test('superiority and its two tests are those of scipy', () => {
  const found = valueOrNull(superiority(X, Y))
  expect(found?.superiority).toBeCloseTo(0.65, 12)
  expect(found?.mannWhitneyP).toBeCloseTo(0.25074593896494946, 9)
  expect(found?.brunnerMunzel?.p).toBeCloseTo(0.2530808964401605, 9)
  expect(0.15 / (found?.brunnerMunzel?.se ?? 0)).toBeCloseTo(1.1832700625694503, 9)
  // Not cut: the interval is about the estimate on both sides.
  const [lower = 0, upper = 0] = found?.brunnerMunzel?.interval ?? []
  expect((lower + upper) / 2).toBeCloseTo(0.65, 12)
})

const some = fc.array(fc.nat({ max: 5 }), { minLength: 4, maxLength: 4 })

test('it is the share of pairs, half where equal; the other way round it is the rest, and tests stay', () => {
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [found, turned] = [valueOrNull(superiority(one, other)), valueOrNull(superiority(other, one))]
      if (!found || !turned) {
        expect([found, turned]).toEqual([null, null])
        return
      }
      let [above, pairs] = [0, 0]
      one.forEach((n, k) => {
        other.forEach((m, l) => {
          pairs += n * m
          above += n * m * (k > l ? 1 : k === l ? 0.5 : 0)
        })
      })
      expect(found.superiority).toBeCloseTo(above / pairs, 12)
      expect(turned.superiority).toBeCloseTo(1 - found.superiority, 12)
      expect(turned.mannWhitneyP ?? -1).toBeCloseTo(found.mannWhitneyP ?? -1, 9)
      expect(turned.brunnerMunzel?.p ?? -1).toBeCloseTo(found.brunnerMunzel?.p ?? -1, 9)
    }),
  )
})

test('options that nobody chose change nothing', () => {
  const spread = (counts: readonly number[]) => counts.flatMap((count) => [0, count])
  expect(superiority(spread(X), spread(Y))).toEqual(superiority(X, Y))
})

test('with one rating a prompt of either, the paired one is the mean of wins, ties and losses', () => {
  const rows = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]
  const found = pairedSuperiority(
    [rows[2], rows[1], rows[0], rows[2]] as number[][],
    [rows[0], rows[1], rows[2], rows[1]] as number[][],
  )
  expect(found).toMatchObject({ value: { mean: 0.625, clusters: 4, p: expect.any(Number) } })
  expect(pairedSuperiority([[1, 0]], [[0, 0]])).toMatchObject({ defined: false })
  expect(() => pairedSuperiority([[1, 0]], [])).toThrow(RangeError)
})

test('without ratings, with one each, and where all are equal', () => {
  expect(superiority([0, 0], [1, 0])).toEqual({ defined: false, reason: 'One of the two systems has no rating.' })
  expect(superiority([0, 1], [1, 0])).toMatchObject({ value: { superiority: 1, brunnerMunzel: null } })
  expect(superiority([0, 4], [0, 2])).toEqual({
    defined: true,
    value: { superiority: 0.5, mannWhitneyP: null, brunnerMunzel: null },
  })
  // Apart: each placement is the same, so the variance is none.
  expect(superiority([0, 4], [3, 0])).toMatchObject({
    value: { superiority: 1, brunnerMunzel: null, mannWhitneyP: expect.any(Number) },
  })
  expect(() => superiority([1, Number.NaN], [1, 0])).toThrow(RangeError)
})
