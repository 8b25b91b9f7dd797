import { expect, test } from 'vitest'
import { blankRating } from '@/lib/designs/blank-design'
import type { RatingDesign } from '@/lib/designs/schema'
import { SCALES } from '@/lib/protocols/rating/scales'
import { exactMatch } from '@/lib/stats/agreement-weights'
import type { Estimate } from '@/lib/stats/estimate'
import { plannedAgreement } from '@/lib/stats/planned-agreement'
import { plannedRatings } from '@/lib/stats/rating/planned-ratings'
import { wilsonInterval } from '@/lib/stats/wilson'
import { ratingConsequences } from './consequences-ratings'
import { unreadable } from './consequences-warnings'

const id = (n: number) => `7f0c7a52-3c5b-4a2e-9f3f-0a4d3b1c2d3${n}`
const counts = { prompts: 50, taken: 0 }
const answered = {
  [id(0)]: { name: 'Heron 13B', samples: 5, turns: 1 },
  [id(1)]: { name: 'Quill', samples: 1, turns: 1 },
}

/** LIMA's figure 3 for two systems: 50 prompts, k = 1, three grades. */
function design(change: Partial<RatingDesign> = {}): RatingDesign {
  const planning = { seconds: 30, hourlyPay: 12, currency: 'GBP', tieRate: 0.22, correlation: 0.45 }
  return { ...blankRating(), rated: { systemIds: [id(0), id(1)], samples: 1 }, planning, ...change }
}

const value = <T>(estimate: Estimate<T>): T => {
  if (!estimate.defined) throw new Error(estimate.reason)
  return estimate.value
}
const given = (change: Partial<RatingDesign> = {}, known: Parameters<typeof ratingConsequences>[2] = answered) =>
  ratingConsequences(design(change), counts, known)
const perTurn = { criteria: [{ question: 'Is it safe?', unit: 'TURN' as const, options: [...SCALES.SAFETY.options] }] }

test('items, judgments, hours and cost are those of each response of each system', () => {
  const groups = [{ name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 4 }]
  const known = [{ kind: 'GOLD' as const, promptId: id(5), systemId: id(0), expected: 'PASS', feedback: '' }]
  const rated = { systemIds: [id(0), id(1)], samples: 3 }
  const { plan, hours, cost } = ratingConsequences(
    design({ rated, overlap: 2, groups, sharedItems: 10, known, repeatShare: 0.1 }),
    { prompts: 50, taken: 1 },
    answered,
  )
  expect(plan).toMatchObject({ perPrompt: 6, items: 299, sharedItems: 10, perItem: 2, open: [] })
  const kinds = Object.fromEntries(Object.entries(plan.byKind).map(([kind, count]) => [kind, value(count)]))
  expect(kinds).toEqual({ regular: 578, shared: 40, repeats: 58, checks: 0, gold: 4, practice: 0 })
  expect(hours).toBeCloseTo((680 * 30) / 3600, 9)
  expect(value(cost)).toBeCloseTo(((680 * 30) / 3600) * 12, 9)
})

test('one rating of each of 50 prompts: Wilson’s interval, the mean’s and the difference of the plan', () => {
  const { share, mean, detectable, spread, evidence } = given()
  const [lower, upper] = wilsonInterval(25, 50)
  expect(value(share)).toBeCloseTo((upper - lower) / 2, 12)
  const shares = [1 / 3, 1 / 3, 1 / 3]
  const plan = { prompts: 50, perPrompt: 1, shares, scores: [0, 1, 2], sameResponse: 0.45, samePrompt: 0 }
  expect(value(mean)).toBeCloseTo(plannedRatings(plan).meanHalfWidth, 12)
  expect(value(detectable)).toBeCloseTo(plannedRatings(plan).detectable, 12)
  expect(spread).toBeCloseTo(Math.sqrt(2 / 3), 12)
  expect(value(evidence)).toMatchObject({ items: 50, judgments: 50, perItem: 1, designEffect: 1 })
})

test.each([
  ['of one response', { overlap: 3 }, 3],
  ['of samples', { rated: { systemIds: [id(0), id(1)], samples: 3 } }, 3],
  ['of turns', perTurn, 4],
])('more ratings %s say less than those of other prompts', (_, change, k) => {
  const turns = { [id(0)]: { name: 'a', samples: 5, turns: 3 }, [id(1)]: { name: 'b', samples: 5, turns: 5 } }
  const { evidence, share } = given(change, turns)
  expect(value(evidence)).toMatchObject({ items: 50, judgments: 50 * k, designEffect: 1 + (k - 1) * 0.45 })
  expect(value(share)).toBeLessThan(value(given().share))
  expect(value(share)).toBeGreaterThan(value(given().share) / Math.sqrt(k))
})

test('other designs: as many ratings of new prompts tell most', () => {
  const { others, mean } = given({ overlap: 3 })
  expect(others.map(({ prompts, perItem, isDesign, judgments }) => [prompts, perItem, isDesign, judgments])).toEqual([
    [50, 1, false, 100],
    [50, 3, true, 300],
    [50, 5, false, 500],
    [150, 1, false, 300],
  ])
  expect(others.find(({ isDesign }) => isDesign)?.mean).toEqual(mean)
  for (const which of ['share', 'mean', 'detectable'] as const)
    expect(value(others[3]?.[which] as never)).toBeLessThan(value(others[1]?.[which] as never))
})

test('every curve starts at the size of the test, rises, and passes 80 % where a difference is found', () => {
  const { curves, detectable } = given({ overlap: 3 })
  expect(curves.map(({ perItem, isDesign }) => [perItem, isDesign])).toEqual([
    [1, false],
    [3, true],
    [5, false],
  ])
  for (const { points } of curves) {
    expect(points[0]).toEqual({ at: 0, power: expect.closeTo(0.05, 12) })
    const powers = points.map(({ power }) => power)
    expect(powers).toEqual([...powers].sort((a, b) => a - b))
  }
  const own = curves[1]?.points ?? []
  expect(own.at(-1)?.at).toBeCloseTo(2 * value(detectable), 12)
  expect(own[(own.length - 1) / 2]?.power).toBeCloseTo(0.8, 4)
})

test('of a few prompts no difference that the scale has is found, which is said', () => {
  const { detectable, curves } = ratingConsequences(design(), { prompts: 3, taken: 0 }, answered)
  expect(detectable).toEqual({ defined: false, reason: 'Too few ratings to find any difference with 80% power.' })
  expect(curves[0]?.points.at(-1)?.at).toBe(2)
})

test('exact agreement is that of the annotators of the shared set', () => {
  const groups = [{ name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 4 }]
  const shares = [1 / 3, 1 / 3, 1 / 3]
  const plan = { items: 10, raters: 4, shares, similarity: exactMatch, correlation: 0.45 }
  expect(value(given({ groups, sharedItems: 10 }).agreement)).toEqual(plannedAgreement(plan))
  expect(given().agreement).toEqual({ defined: false, reason: 'There is no shared set.' })
})

test('what a design cannot tell is said, and what keeps it from opening', () => {
  const one = given({ rated: { systemIds: [id(1)], samples: 5 } })
  expect(one.detectable).toEqual({ defined: false, reason: 'A difference needs two systems.' })
  expect(one.warnings).toEqual([
    'Quill has one response to a prompt; the design rates 5.',
    'One system is rated: its shares and means stand for themselves, and there is no difference to find.',
  ])
  expect(given(perTurn).warnings).toEqual([
    '“Is it safe?” is asked of each turn, and the responses have one: a rating of the turn is one of the whole.',
  ])
  const few = ratingConsequences(design(), { prompts: 6, taken: 0 }, answered)
  expect(few.warnings).toEqual(['With fewer than 10 prompts a system, intervals are rough.'])
  const single = ratingConsequences(design(), { prompts: 1, taken: 0 }, answered)
  expect([single.mean.defined, single.detectable.defined]).toEqual([false, false])
  expect(given().warnings).toEqual([])
})

test('nothing chosen yet is not zero evidence but none, and a half-typed number is named', () => {
  const { share, mean, detectable, others } = given({ rated: { systemIds: [], samples: 1 } })
  for (const estimate of [share, mean])
    expect(estimate).toEqual({ defined: false, reason: 'Choose the systems to rate.' })
  expect([detectable.defined, others]).toEqual([false, []])
  expect(unreadable(design())).toEqual([])
  const [criterion] = design().criteria
  const typed = {
    rated: { systemIds: [], samples: Number.NaN },
    criteria: [{ ...criterion, options: [{ score: Number.NaN }] }],
  }
  expect(unreadable(design(typed as never))).toEqual(['responses of a system to a prompt', 'scores'])
})
