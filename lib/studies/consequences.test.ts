import { expect, test } from 'vitest'
import { blankDesign } from '@/lib/designs/blank-design'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { plannedAgreement } from '@/lib/stats/planned-agreement'
import { signTestPower } from '@/lib/stats/sign-test-power'
import { consequences } from './consequences'
import { evenVerdicts } from './consequences-precision'
import { unreadable } from './consequences-warnings'

const id = (n: number) => `7f0c7a52-3c5b-4a2e-9f3f-0a4d3b1c2d3${n}`
const counts = { prompts: 300, taken: 0 }

/** LIMA's design: five baselines, k = 1, 22 % ties, a correlation of 0.45 between two judgments of an item. */
function design(change: Partial<ComparisonDesign> = {}): ComparisonDesign {
  const planning = { seconds: 45, hourlyPay: 12, currency: 'GBP', tieRate: 0.22, correlation: 0.45 }
  return {
    ...blankDesign(),
    comparisons: { pairing: 'FOCAL', focalSystemId: id(0), baselineIds: [1, 2, 3, 4, 5].map(id) },
    planning,
    ...change,
  }
}

const crowd = { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 24 }
const authors = { name: 'Authors', codePrefix: 'A', overlap: 1, judgesShared: false, places: 4 }
const value = <T>(estimate: { defined: true; value: T } | { defined: false; reason: string }): T => {
  if (!estimate.defined) throw new Error(estimate.reason)
  return estimate.value
}

test('items, judgments by kind, hours and cost of a full design', () => {
  const known = (['GOLD', 'GOLD', 'PRACTICE'] as const).map((kind, n) => ({
    ...{ kind, promptId: id(n), systemAId: id(0), systemBId: id(1), expected: 'A', feedback: '' },
  }))
  const { plan, hours, cost, hoursEach } = consequences(
    design({
      ...{ overlap: 2, groups: [crowd, authors], sharedItems: 50, repeatShare: 0.1, identicalChecks: 6, known },
    }),
    { prompts: 300, taken: 3 },
  )
  const items = 300 * 5 - 3
  expect(plan).toMatchObject({ items, sharedItems: 50, perItem: 3, open: [], annotators: { value: 28 } })
  const byKind = Object.fromEntries(Object.entries(plan.byKind).map(([kind, count]) => [kind, value(count)]))
  expect(byKind).toEqual({
    // Shared items are in no pool but that of the authors, who do not judge the shared set.
    regular: 2 * (items - 50) + items,
    shared: 50 * 24,
    repeats: 2 * Math.round((items - 50) * 0.1) + Math.round(items * 0.1),
    checks: 6 * 28,
    gold: 2 * 28,
    practice: 28,
  })
  const judgments = Object.values(byKind).reduce((sum, n) => sum + n, 0)
  expect(plan.known + plan.practice).toBe(judgments)
  expect(hours).toBeCloseTo((judgments * 45) / 3600, 9)
  expect(value(cost)).toBeCloseTo(((judgments * 45) / 3600) * 12, 9)
  expect(value(hoursEach)).toBeCloseTo((judgments * 45) / 3600 / 28, 9)
})

test('what depends on unknown places is said to be unknown, and the rest counted', () => {
  const silent = { ...crowd, places: null }
  const { plan, interval, agreement, hoursEach } = consequences(
    design({ overlap: 3, groups: [silent], sharedItems: 50, identicalChecks: 5 }),
    counts,
  )
  expect(plan.open).toEqual(['shared', 'checks'])
  expect(plan.byKind.shared).toEqual({ defined: false, reason: 'Say how many places Crowd has.' })
  expect(plan.known).toBe(1450 * 3)
  expect([agreement.defined, hoursEach.defined]).toEqual([false, false])
  // 290 items a comparison instead of 300.
  expect(value(interval)).toBeCloseTo(1.968206 * Math.sqrt((0.39 * 0.61 * 1.9) / 870), 5)
})

test.each([
  [1, 300, 1],
  [3, 900, 1.9],
  [5, 1500, 2.8],
])('interval with k = %i: %i judgments, design effect %d', (overlap, judgments, effect) => {
  const { interval, evidence } = consequences(design({ overlap }), counts)
  expect(value(evidence)).toMatchObject({ judgments, designEffect: expect.closeTo(effect, 12) })
  // t(0.975; 299) by numerical integration of the density.
  expect(value(interval)).toBeCloseTo(1.96793 * Math.sqrt((0.39 * 0.61 * effect) / judgments), 6)
})

test('unequal numbers of judgments per item weigh as in the mean of all judgments', () => {
  const { evidence } = consequences(design({ groups: [crowd], sharedItems: 50, overlap: 3 }), counts)
  // A comparison has 290 items with 3 judgments and, of 50 shared ones, 10 with 24.
  const variance = (290 * 3 * (1 + 2 * 0.45) + 10 * 24 * (1 + 23 * 0.45)) / (290 * 3 + 10 * 24) ** 2
  expect(1 / value(evidence).effective).toBeCloseTo(variance, 12)
})

test('the design effect is that of annotators who follow an item’s own verdict with probability √ρ', () => {
  const [win, ties, rho] = [0.39, 0.22, 0.45]
  const shares = [win, ties, win]
  // Mean and variance of the share of wins among three judgments of one item, over everything that can be said.
  let [mean, square] = [0, 0]
  for (const own of [0, 1, 2])
    for (let code = 0; code < 27; code++) {
      const said = [code % 3, Math.floor(code / 3) % 3, Math.floor(code / 9)]
      const follow = Math.sqrt(rho)
      const chance = said.reduce(
        (product, verdict) => product * ((1 - follow) * (shares[verdict] as number) + (verdict === own ? follow : 0)),
        shares[own] as number,
      )
      const wins = said.filter((verdict) => verdict === 0).length / 3
      mean += chance * wins
      square += chance * wins ** 2
    }
  const { interval } = consequences(design({ overlap: 3 }), counts)
  expect(value(interval)).toBeCloseTo(1.9679297 * Math.sqrt((square - mean ** 2) / 300), 7)
})

test('the difference found with 80 % power agrees with the exact power of the sign test', () => {
  const { detectable, evidence } = consequences(design({ overlap: 3 }), counts)
  const split = value(detectable)
  const power = (at: number) =>
    signTestPower({ win: 0.78 * at, loss: 0.78 * (1 - at) }, Math.floor(value(evidence).effective))
  expect(power(split)).toBeGreaterThanOrEqual(0.8)
  expect(power(split - 0.001)).toBeLessThan(0.8)
})

test('every curve starts at the test’s size and rises; the design’s own is marked', () => {
  const { curves } = consequences(design({ overlap: 3 }), counts)
  expect(curves.map(({ perItem, isDesign }) => [perItem, isDesign])).toEqual([
    [1, false],
    [3, true],
    [5, false],
  ])
  for (const { points } of curves) {
    expect(points[0]?.at).toBe(0.5)
    expect(points[0]?.power).toBeLessThanOrEqual(0.05)
    const powers = points.map(({ power }) => power)
    expect(powers).toEqual([...powers].sort((a, b) => a - b))
  }
})

test('other designs: fewer and more judgments per item, and as many judgments of new prompts', () => {
  const { others } = consequences(design({ overlap: 3 }), counts)
  expect(others.map(({ prompts, perItem, isDesign, judgments }) => [prompts, perItem, isDesign, judgments])).toEqual([
    [300, 1, false, 1500],
    [300, 3, true, 4500],
    [300, 5, false, 7500],
    [900, 1, false, 4500],
  ])
  const [, now, , fresh] = others
  expect(value(fresh?.interval as never)).toBeLessThan(value(now?.interval as never))
  expect(value(fresh?.detectable as never)).toBeLessThan(value(now?.detectable as never))
})

test('groups that keep judgments for themselves bound what can be compared', () => {
  const { others } = consequences(design({ overlap: 1, groups: [{ ...authors, overlap: 2 }] }), counts)
  expect(others.map(({ perItem }) => perItem)).toEqual([3, 5])
})

test('agreement is that of the annotators of the shared set', () => {
  const { agreement } = consequences(design({ groups: [crowd, authors], sharedItems: 50 }), counts)
  expect(value(agreement)).toEqual(
    plannedAgreement({ items: 50, raters: 24, ...evenVerdicts(0.22), correlation: 0.45 }),
  )
})

test('sides differ by at most one within an item', () => {
  expect(consequences(design({ overlap: 3 }), counts).sides).toEqual({ more: 2, fewer: 1 })
  expect(consequences(design({ overlap: 4 }), counts).sides).toEqual({ more: 2, fewer: 2 })
})

test('a handful of prompts finds nothing, and says so', () => {
  const { detectable, curves } = consequences(design(), { prompts: 5, taken: 0 })
  expect(detectable).toMatchObject({ defined: false, reason: expect.stringContaining('Too few') })
  expect(curves[0]?.points.at(-1)?.at).toBe(1)
})

test('nothing chosen yet is not zero evidence but none', () => {
  const blank = design({ comparisons: { pairing: 'FOCAL', focalSystemId: '', baselineIds: [] } })
  const { interval, others, curves } = consequences(blank, counts)
  expect(interval).toEqual({ defined: false, reason: 'Choose the systems to compare.' })
  expect([others, curves]).toEqual([[], []])
})

test('a pair that is half chosen does not count yet', () => {
  const pairs = [
    { a: id(1), b: id(2) },
    { a: id(1), b: '' },
  ]
  expect(consequences(design({ comparisons: { pairing: 'LISTED', pairs } }), counts).plan.items).toBe(300)
})

test('a design that cannot be filled is warned about', () => {
  const few = { ...crowd, places: 2 }
  expect(consequences(design({ overlap: 3, groups: [few], cap: 100 }), counts).warnings).toEqual([
    'At most 100 judgments from each of 2 annotators make 200, fewer than the design asks for.',
    '3 judgments of each item need 3 annotators; there are 2 places.',
  ])
  expect(consequences(design({ overlap: 3, groups: [crowd] }), counts).warnings).toEqual([])
})

test('a half-typed number is named', () => {
  expect(unreadable(design())).toEqual([])
  expect(unreadable(design({ overlap: Number.NaN, repeatShare: Number.NaN }))).toEqual([
    'judgments per item',
    'repeats',
  ])
})

test('where everybody judges everything, few annotators are no trouble', () => {
  const few = { ...crowd, places: 2 }
  const { warnings, plan } = consequences(design({ overlap: 3, groups: [few], sharedItems: 1000 }), {
    prompts: 20,
    taken: 0,
  })
  expect([plan.known, warnings]).toEqual([200, []])
})
