import { expect, test } from 'vitest'
import { rng } from '@/lib/rng'
import { bootstrapAlpha } from './bootstrap-alpha'
import { bootstrapItems } from './bootstrap-items'
import { krippendorffAlpha } from './krippendorff-alpha'
import { countCategories, type RatedItem } from './ratings'

/** Prompts of one to three items, each judged by up to four. */
function drawClusters(): RatedItem[][] {
  const { below } = rng(9, 'clusters')
  return Array.from({ length: 60 }, () =>
    Array.from({ length: 1 + below(3) }, () =>
      Array.from({ length: below(5) }, (_, annotator) => ({ annotator, category: below(3) })),
    ),
  )
}

test.each(['nominal', 'ordinal'] as const)('the same values as from lists of items, %s', (level) => {
  const clusters = drawClusters()
  const counts = clusters.map((items) => countCategories(items))
  const [fast] = bootstrapAlpha(counts, [level], rng(4, 'draw').below, 300)
  const listed = bootstrapItems(
    clusters,
    (items) => krippendorffAlpha(countCategories(items), level),
    rng(4, 'draw').below,
    300,
  )
  if (!fast?.defined || !listed.defined) throw new Error('both are defined')
  expect(fast.value.se).toBeCloseTo(listed.value.se, 12)
  expect(fast.value.interval).toEqual(listed.value.interval.map((limit) => expect.closeTo(limit, 12)))
})

test('draws once a prompt and round, whatever its items', () => {
  let draws = 0
  const { below } = rng(4, 'draw')
  const counted = (bound: number) => {
    draws++
    return below(bound)
  }
  const counts = drawClusters().map((items) => countCategories(items))
  bootstrapAlpha(counts, ['nominal', 'ordinal'], counted, 50)
  expect(draws).toBe(60 * 50)
})

test('is not defined where alpha is not', () => {
  const { below } = rng(1, 'one')
  expect(bootstrapAlpha([[[0, 2, 0]], [[0, 3, 0]]], ['nominal'], below, 20)).toMatchObject([{ defined: false }])
  expect(bootstrapAlpha([], ['nominal'], below, 20)).toMatchObject([{ defined: false }])
})
