import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparison } from '@/lib/protocols/comparison/comparison'
import { type KeptItem, planKept } from './plan-kept'

const kinds = ['REGULAR', 'CHECK', 'GOLD', 'PRACTICE'] as const

const items: fc.Arbitrary<KeptItem[]> = fc
  .array(fc.record({ kind: fc.constantFrom(...kinds), lean: fc.integer({ min: -1, max: 1 }) }), {
    maxLength: 60,
  })
  .map((drafts) =>
    drafts.map((draft, position) => ({ ...draft, position, itemId: `i${position}`, slot: 10_000 + position })),
  )

const plans = fc.record({
  protocol: fc.constant(comparison),
  seed: fc.nat(),
  code: fc.constantFrom('C01', 'A12'),
  items,
  workload: fc.option(fc.integer({ min: 1, max: 500 })),
})

test('each item is kept once, on the side it has had less often', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const slots = planKept(plan)
      expect(slots.map(({ itemId }) => itemId).sort()).toEqual(plan.items.map(({ itemId }) => itemId).sort())
      for (const { itemId, leftIsA, slot } of slots) {
        const item = plan.items.find((each) => each.itemId === itemId) as KeptItem
        expect(Math.abs(item.lean + (leftIsA ? 1 : -1))).toBeLessThanOrEqual(1)
        expect(slot).toBe(item.slot)
      }
    }),
  )
})

test('practice is due before anything else, in the design’s order; the rest lies within the work expected', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const slots = planKept(plan)
      const kindOf = new Map(plan.items.map(({ itemId, kind }) => [itemId, kind]))
      const practice = slots.filter(({ itemId }) => kindOf.get(itemId) === 'PRACTICE')
      const rest = slots.filter(({ itemId }) => kindOf.get(itemId) !== 'PRACTICE')
      for (const { due } of practice) expect(due).toBeLessThan(0)
      const order = practice.map(({ itemId }) => Number(itemId.slice(1)))
      expect(order).toEqual([...order].sort((a, b) => a - b))
      const limit = Math.max(plan.workload ?? 2 * rest.length, rest.length)
      for (const { due } of rest) {
        expect(due).toBeGreaterThanOrEqual(0)
        expect(due).toBeLessThan(limit)
      }
    }),
  )
})

test('different annotators meet the same items in different orders', () => {
  const all = Array.from({ length: 30 }, (_, position) => ({
    ...{ itemId: `i${position}`, position, kind: 'REGULAR' as const, lean: 0, slot: 10_000 },
  }))
  const order = (code: string) =>
    planKept({ protocol: comparison, seed: 1, code, items: all, workload: 90 }).map(({ itemId }) => itemId)
  expect(order('C01')).toEqual(order('C01'))
  expect(order('C01')).not.toEqual(order('C02'))
})

test('annotators see about as many of each side, and not the same sides as each other', () => {
  const all = Array.from({ length: 30 }, (_, position) => ({
    ...{ itemId: `i${position}`, position, kind: 'REGULAR' as const, lean: 0, slot: 10_000 },
  }))
  const sides = Array.from({ length: 200 }, (_, nth) =>
    planKept({ protocol: comparison, seed: 1, code: `C${nth}`, items: all, workload: null }),
  )
  const lefts = sides.map((slots) => slots.filter(({ leftIsA }) => leftIsA).length)
  expect(lefts.reduce((sum, left) => sum + left, 0) / (200 * 30)).toBeCloseTo(0.5, 1)
  expect(lefts.filter((left) => Math.abs(left - 15) > 6).length).toBeLessThan(10)
  const ofItem = (slots: (typeof sides)[number]) => slots.filter(({ leftIsA }) => leftIsA).map(({ itemId }) => itemId)
  expect(new Set(sides.map((slots) => ofItem(slots).sort().join())).size).toBe(200)
})
