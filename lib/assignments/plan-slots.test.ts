import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planSlots } from './plan-slots'

const designs = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  items: fc.integer({ min: 1, max: 120 }),
  overlap: fc.integer({ min: 1, max: 7 }),
})

test('every item has exactly its wanted slots, and ranks are without gaps', () => {
  fc.assert(
    fc.property(designs, (design) => {
      const plan = planSlots(design)
      expect(plan.map((slot) => slot.rank)).toEqual(plan.map((_, rank) => rank))
      const keys = new Set(plan.map(({ item, slot }) => `${item}/${slot}`))
      expect(keys.size).toBe(design.items * design.overlap)
      expect(plan.every(({ item, slot }) => item < design.items && slot < design.overlap)).toBe(true)
    }),
  )
})

test('no item is judged twice before each is judged once', () => {
  fc.assert(
    fc.property(designs, (design) => {
      const plan = planSlots(design)
      for (const { rank, slot } of plan) expect(slot).toBe(Math.floor(rank / design.items))
    }),
  )
})

test('sides are balanced within each item to within one, and over the whole study', () => {
  fc.assert(
    fc.property(designs, (design) => {
      const balance = new Map<number, number>()
      for (const { item, leftIsA } of planSlots(design))
        balance.set(item, (balance.get(item) ?? 0) + (leftIsA ? 1 : -1))
      for (const difference of balance.values()) expect(Math.abs(difference)).toBeLessThanOrEqual(1)
      const total = [...balance.values()].reduce((sum, difference) => sum + difference, 0)
      expect(Math.abs(total)).toBeLessThanOrEqual(1)
    }),
  )
})

test('any stretch of ranks within a round is balanced to within two', () => {
  fc.assert(
    fc.property(designs, fc.nat(), fc.nat(), (design, from, length) => {
      const round = planSlots(design).slice(0, design.items)
      const stretch = round.slice(from % design.items).slice(0, length)
      const difference = stretch.reduce((sum, { leftIsA }) => sum + (leftIsA ? 1 : -1), 0)
      expect(Math.abs(difference)).toBeLessThanOrEqual(2)
    }),
  )
})

test('the same seed gives the same plan, another seed another one', () => {
  const design = { seed: 20230518, items: 300, overlap: 3 }
  expect(planSlots(design)).toEqual(planSlots(design))
  expect(planSlots(design)).not.toEqual(planSlots({ ...design, seed: 20230519 }))
})
