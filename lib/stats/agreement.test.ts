import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { exactMatch, linearWeights, tieDiscounted } from './agreement-weights'
import { chanceCorrectedAgreement } from './chance-corrected-agreement'
import { pooledMean } from './clustered-mean'
import { cohenKappa, crossTable } from './cohen-kappa'
import { congerKappa } from './conger-kappa'
import { valueOrNull } from './estimate'
import { fleissKappa } from './fleiss-kappa'
import { annotatorAgainstGroup, groupAgreement } from './group-agreement'
import { krippendorffAlpha } from './krippendorff-alpha'
import { pairAgreement } from './pair-agreement'
import { agreementWithPlurality, pluralityOf } from './plurality-agreement'
import { countCategories, keepAnnotators, type RatedItem } from './ratings'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

const ANNOTATORS = 5

/** Items judged by some of five annotators. */
const someItems = fc
  .array(fc.array(fc.option(fc.integer({ min: 0, max: 2 })), { minLength: ANNOTATORS, maxLength: ANNOTATORS }), {
    minLength: 3,
    maxLength: 25,
  })
  .map((rows) =>
    rows.map((row) => row.flatMap((category, annotator) => (category === null ? [] : [{ annotator, category }]))),
  )

/** Every coefficient that knows no annotator by name. */
function coefficients(items: readonly RatedItem[]): Record<string, number | null> {
  const counts = countCategories(items)
  const tda = pairAgreement(items)
  return {
    pooled: tda.defined ? tda.value.pooled : null,
    itemMean: tda.defined ? tda.value.itemMean : null,
    annotatorPairMean: tda.defined ? tda.value.annotatorPairMean : null,
    nominal: valueOrNull(krippendorffAlpha(counts)),
    ordinal: valueOrNull(krippendorffAlpha(counts, 'ordinal')),
    ac1: valueOrNull(chanceCorrectedAgreement(counts, 'gwet'))?.coefficient ?? null,
    fleiss: valueOrNull(chanceCorrectedAgreement(counts, 'fleiss', linearWeights(3)))?.coefficient ?? null,
    conger: valueOrNull(congerKappa(items)),
  }
}

function expectSame(one: Record<string, number | null>, other: Record<string, number | null>): void {
  for (const [name, value] of Object.entries(one)) {
    if (value === null) expect(other[name], name).toBeNull()
    else expect(other[name], name).toBeCloseTo(value, 10)
  }
}

function recode(items: readonly RatedItem[], change: (rating: RatedItem[number]) => RatedItem[number]): RatedItem[] {
  return items.map((item) => item.map(change))
}

test('renaming the annotators, and the order of the items, changes no coefficient', () => {
  fc.assert(
    fc.property(someItems, fc.integer({ min: 1, max: ANNOTATORS - 1 }), (items, shift) => {
      const renamed = recode(items, ({ annotator, category }) => ({
        annotator: (annotator + shift) % ANNOTATORS,
        category,
      }))
      expectSame(coefficients(items), coefficients(renamed.reverse()))
    }),
  )
})

test('swapping the two systems in every verdict changes no coefficient', () => {
  fc.assert(
    fc.property(someItems, (items) => {
      const swapped = recode(items, ({ annotator, category }) => ({ annotator, category: 2 - category }))
      expectSame(coefficients(items), coefficients(swapped))
    }),
  )
})

test('seeing every item twice changes no coefficient but alpha, which corrects for the number of ratings', () => {
  fc.assert(
    fc.property(someItems, (items) => {
      const { nominal: _n, ordinal: _o, ...once } = coefficients(items)
      const { nominal: _n2, ordinal: _o2, ...twice } = coefficients([...items, ...items])
      expectSame(once, twice)
    }),
  )
})

test('tie-discounted accuracy is one less half the distance, and no less than exact agreement', () => {
  expect([0, 1, 2].map((a) => [0, 1, 2].map((b) => tieDiscounted(a, b)))).toEqual([
    [1, 0.5, 0],
    [0.5, 1, 0.5],
    [0, 0.5, 1],
  ])
  fc.assert(
    fc.property(someItems, (items) => {
      const [tda, exact] = [pairAgreement(items), pairAgreement(items, exactMatch)]
      if (tda.defined && exact.defined) expect(tda.value.pooled).toBeGreaterThanOrEqual(exact.value.pooled)
      expect(tda.defined).toBe(exact.defined)
    }),
  )
})

test('the cells of the group table make up the pooled agreement, and leave-one-out counts each pair twice', () => {
  fc.assert(
    fc.property(someItems, (items) => {
      const groupOf = [0, 0, 1, 1, 1]
      const cells = (
        [
          [0, 0],
          [0, 1],
          [1, 1],
        ] as const
      ).flatMap((cell) => groupAgreement(items, groupOf, cell))
      const all = pairAgreement(items)
      expect(valueOrNull(pooledMean(cells)) ?? null).toEqual(all.defined ? expect.closeTo(all.value.pooled, 10) : null)
      const one = [0, 1, 2, 3, 4].flatMap((annotator) =>
        [0, 1].flatMap((group) => annotatorAgainstGroup(items, groupOf, { annotator, group })),
      )
      expect(one.reduce((sum, { n }) => sum + n, 0)).toBe(2 * (all.defined ? all.value.pairs : 0))
    }),
  )
})

test('with two annotators who judged everything, Conger is Cohen', () => {
  const pair = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), { minLength: 5 })
  fc.assert(
    fc.property(pair, (rows) => {
      const items = rows.map(([a, b]) => [
        { annotator: 0, category: a },
        { annotator: 1, category: b },
      ])
      const [conger, cohen] = [congerKappa(items), cohenKappa(crossTable(items, 0, 1))]
      if (cohen.defined && conger.defined) expect(conger.value).toBeCloseTo(cohen.value.kappa, 10)
    }),
  )
})

test('perfect agreement is 1, and one category alone leaves kappa and alpha undefined but not AC1', () => {
  const agreed = countCategories(
    [0, 1, 2, 0].map((category) => [0, 1, 2].map((annotator) => ({ annotator, category }))),
  )
  expect(krippendorffAlpha(agreed)).toEqual({ defined: true, value: 1 })
  expect(fleissKappa(agreed)).toMatchObject({ defined: true, value: { kappa: 1 } })
  const ties = countCategories([1, 1, 1].map((category) => [0, 1].map((annotator) => ({ annotator, category }))))
  expect(krippendorffAlpha(ties)).toMatchObject({ defined: false, reason: expect.any(String) })
  expect(fleissKappa(ties)).toMatchObject({ defined: false })
  expect(chanceCorrectedAgreement(ties, 'fleiss')).toMatchObject({ defined: false })
  expect(chanceCorrectedAgreement(ties, 'gwet')).toMatchObject({ defined: true, value: { coefficient: 1 } })
  expect(
    cohenKappa([
      [0, 0, 0],
      [0, 9, 0],
      [0, 0, 0],
    ]),
  ).toMatchObject({ defined: false })
})

test('a lone annotator agrees with nobody: nothing is defined', () => {
  const items: RatedItem[] = [[{ annotator: 0, category: 2 }], [{ annotator: 0, category: 1 }]]
  for (const value of Object.values(coefficients(items))) expect(value).toBeNull()
  expect(agreementWithPlurality(items, 0)).toMatchObject({ defined: false })
  expect(keepAnnotators(items, (annotator) => annotator === 1)).toEqual([])
})

test('two equally frequent verdicts make a tie', () => {
  expect(
    pluralityOf([
      { annotator: 0, category: 2 },
      { annotator: 1, category: 2 },
      { annotator: 2, category: 0 },
    ]),
  ).toBe(2)
  expect(
    pluralityOf([
      { annotator: 0, category: 2 },
      { annotator: 1, category: 0 },
    ]),
  ).toBe(1)
})

test('an annotator with two ratings on one item, and a category that is none, are refused', () => {
  const repeated = [
    [
      { annotator: 0, category: 0 },
      { annotator: 0, category: 2 },
    ],
  ]
  expect(() => pairAgreement(repeated)).toThrow(RangeError)
  expect(() => countCategories([[{ annotator: 0, category: 3 }]])).toThrow(RangeError)
})
