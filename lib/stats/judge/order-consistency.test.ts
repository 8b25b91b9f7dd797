import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import {
  differingOrdersTie,
  firstPositionScore,
  orderAveraged,
  orderConsistency,
  orderScore,
  sumOfSigns,
} from './order-consistency'
import { type OrderPair, orderKind, orderPairs } from './order-pairs'

const CHOICES = [1, 0.5, 0]
/** Rows: the first system's score when it was shown first; columns: when it was shown second. */
const table = <T>(of: (forward: number, backward: number) => T) =>
  CHOICES.map((one) => CHOICES.map((other) => of(one, other)))

test('the kind of each of the nine pairs of verdicts, and their score by three rules', () => {
  expect(table((forward, backward) => orderKind({ forward, backward }))).toEqual([
    ['consistent', 'oneTie', 'firstTwice'],
    ['oneTie', 'consistent', 'oneTie'],
    ['secondTwice', 'oneTie', 'consistent'],
  ])
  expect(table(orderAveraged)).toEqual([
    [1, 0.75, 0.5],
    [0.75, 0.5, 0.25],
    [0.5, 0.25, 0],
  ])
  expect(table(differingOrdersTie)).toEqual([
    [1, 0.5, 0.5],
    [0.5, 0.5, 0.5],
    [0.5, 0.5, 0],
  ])
  expect(table(sumOfSigns)).toEqual([
    [1, 1, 0.5],
    [1, 0.5, 0],
    [0.5, 0, 0],
  ])
})

test('the first verdict of either order makes the pair; later ones and items in one order are left out', () => {
  const verdict = (item: number, swapped: boolean, score: number) => ({ item, prompt: 10 * item, swapped, score })
  const pairs = orderPairs([
    verdict(1, true, 0),
    verdict(2, false, 1),
    verdict(1, true, 1),
    verdict(3, false, 0.5),
    verdict(1, false, 0.5),
    verdict(3, true, 0.5),
  ])
  expect(pairs).toEqual([
    { item: 1, prompt: 10, forward: 0.5, backward: 0 },
    { item: 3, prompt: 30, forward: 0.5, backward: 0.5 },
  ])
})

const somePairs = fc.array(
  fc.record({
    item: fc.nat(),
    prompt: fc.integer({ min: 0, max: 4 }),
    forward: fc.constantFrom(0, 0.5, 1),
    backward: fc.constantFrom(0, 0.5, 1),
  }),
  { minLength: 1, maxLength: 20 },
)

/** The same verdicts with the pair's systems named the other way round. */
function renamed(pairs: readonly OrderPair[]): OrderPair[] {
  return pairs.map(({ forward, backward, ...rest }) => ({ ...rest, forward: 1 - backward, backward: 1 - forward }))
}

test('four kinds make a whole; naming the systems the other way round changes none of them', () => {
  fc.assert(
    fc.property(somePairs, (pairs) => {
      const found = orderConsistency(pairs)
      const shares = (['consistent', 'firstTwice', 'secondTwice', 'oneTie'] as const).map((kind) => found[kind])
      expect(shares.reduce((sum, share) => sum + (share?.count ?? 0), 0)).toBe(pairs.length)
      expect(orderConsistency(renamed(pairs))).toEqual(found)
      const first = valueOrNull(firstPositionScore(pairs))
      expect(valueOrNull(firstPositionScore(renamed(pairs)))?.mean).toBeCloseTo(first?.mean ?? 0, 12)
      expect(first?.mean).toBeCloseTo(
        0.5 + ((found.firstTwice?.share ?? 0) - (found.secondTwice?.share ?? 0)) / 2 + tiesPull(pairs),
        12,
      )
      for (const rule of [orderAveraged, differingOrdersTie, sumOfSigns]) {
        const [one, other] = [orderScore(pairs, rule), orderScore(renamed(pairs), rule)].map(valueOrNull)
        expect((one?.mean ?? 0) + (other?.mean ?? 0)).toBeCloseTo(1, 12)
      }
    }),
  )
})

/** What verdicts beside a single tie add to the score of the first position. */
function tiesPull(pairs: readonly OrderPair[]): number {
  const pulls = pairs.map((pair) => (orderKind(pair) === 'oneTie' ? (pair.forward - pair.backward) / 2 : 0))
  return pulls.reduce((sum, pull) => sum + pull, 0) / pairs.length
}

test('a judge that always takes the first, one that never errs, and none', () => {
  const always = Array.from({ length: 6 }, (_, item) => ({ item, prompt: item, forward: 1, backward: 0 }))
  expect(orderConsistency(always)).toMatchObject({
    pairs: 6,
    firstTwice: { share: 1, clustered: null },
    consistent: { count: 0 },
  })
  expect(firstPositionScore(always)).toMatchObject({ value: { mean: 1, interval: null, n: 12 } })
  expect(orderScore(always, sumOfSigns)).toMatchObject({ value: { mean: 0.5 } })
  expect(orderConsistency([])).toEqual({
    consistent: null,
    firstTwice: null,
    secondTwice: null,
    oneTie: null,
    pairs: 0,
  })
  expect(firstPositionScore([])).toMatchObject({ defined: false })
  expect(orderScore([], orderAveraged)).toMatchObject({ defined: false })
})
