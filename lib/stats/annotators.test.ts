import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test } from 'vitest'
import { summariseAnnotator } from './annotator-summary'
import { dawidSkene } from './dawid-skene'
import { mace } from './mace'
import type { RatedItem } from './ratings'

function source(seed: number) {
  const generator = xoroshiro128plus(seed)
  return (bound: number) => uniformInt(generator, 0, bound - 1)
}

/** Six annotators on 200 items: four are right 85 % of the time, one always says 0, one answers at random. */
function someItems(seed: number): { items: RatedItem[]; truth: number[] } {
  const below = source(seed)
  const truth = Array.from({ length: 200 }, () => below(3))
  const items = truth.map((category) =>
    Array.from({ length: 6 }, (_, annotator) => ({
      annotator,
      category: annotator === 4 ? 0 : annotator === 5 || below(100) >= 85 ? below(3) : category,
    })),
  )
  return { items, truth }
}

function argmax(values: readonly number[]): number {
  return values.indexOf(Math.max(...values))
}

test('Dawid and Skene find the truth and who does not look for it', () => {
  const { items, truth } = someItems(1)
  const fit = dawidSkene(items, 6)
  if (!fit.defined) throw new Error(fit.reason)
  const right = fit.value.posterior.filter((item, i) => argmax(item) === truth[i]).length
  expect(right).toBeGreaterThan(190)
  expect(Math.min(...fit.value.accuracy.slice(0, 4).map(Number))).toBeGreaterThan(0.8)
  expect(Math.max(...fit.value.accuracy.slice(4).map(Number))).toBeLessThan(0.45)
  for (const table of fit.value.confusion) expect(table[1]?.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
})

test('MACE gives low competence to habit and chance, and says that it is sure', () => {
  const { items, truth } = someItems(2)
  const fit = mace(items, 6, source(5))
  if (!fit.defined || !fit.value.competence.defined) throw new Error('identified')
  const competence = fit.value.competence.value
  expect(Math.min(...competence.slice(0, 4))).toBeGreaterThan(0.7)
  expect(Math.max(...competence.slice(4))).toBeLessThan(0.15)
  expect(fit.value.posterior.filter((item, i) => argmax(item) === truth[i]).length).toBeGreaterThan(190)
})

test('renaming the annotators renames their accuracies', () => {
  const { items } = someItems(3)
  const renamed = items.map((item) => item.map(({ annotator, category }) => ({ annotator: 5 - annotator, category })))
  const [one, other] = [dawidSkene(items, 6), dawidSkene(renamed, 6)]
  if (!one.defined || !other.defined) throw new Error('both are defined')
  expect([...other.value.accuracy].reverse().map(Number)).toEqual(
    one.value.accuracy.map((value) => expect.closeTo(Number(value), 6)),
  )
})

test('where annotators share too little, MACE gives no competence and says why', () => {
  const items = Array.from({ length: 18 }, (_, i) => [{ annotator: Math.floor(i / 6), category: i % 3 }])
  expect(mace(items, 3, source(1))).toMatchObject({
    defined: true,
    value: { competence: { defined: false, reason: expect.stringContaining('too few') } },
  })
})

test('nothing judged leaves nothing to say', () => {
  expect(dawidSkene([], 2)).toMatchObject({ defined: false })
  expect(mace([[]], 2, source(1))).toMatchObject({ defined: false })
  expect(summariseAnnotator([])).toEqual({ judgments: 0, ties: null, first: null, seconds: null })
})

test('an annotator without ratings has no accuracy', () => {
  const fit = dawidSkene([[{ annotator: 0, category: 1 }], [{ annotator: 0, category: 2 }]], 2)
  expect(fit.defined && fit.value.accuracy[1]).toBeNull()
})

test('an annotator is summed up by ties, side and time', () => {
  const own = [
    { score: 1, seconds: 10 },
    { score: 1, seconds: 30 },
    { score: 0, seconds: null },
    { score: 0.5, seconds: 14 },
  ]
  expect(summariseAnnotator(own)).toMatchObject({
    judgments: 4,
    seconds: 14,
    ties: { share: 0.25 },
    first: { count: 2 },
  })
})
