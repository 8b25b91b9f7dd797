import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparison } from '@/lib/protocols/comparison/comparison'
import { drawSides } from '@/lib/protocols/comparison/plan-items'
import { countSlots, type Pool, planSlots } from './plan-slots'

type Design = { seed: number; items: number; shared: number; pools: Pool[]; repeatShare: number }

const pools = fc
  .tuple(fc.nat(5), fc.array(fc.record({ overlap: fc.nat(3), takesShared: fc.boolean() }), { maxLength: 3 }))
  .map(([anybody, groups]): Pool[] => [
    { key: '', overlap: anybody, takesShared: false },
    ...groups.map((group, index) => ({ key: `G${index}`, ...group })),
  ])

const designs: fc.Arbitrary<Design> = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  items: fc.integer({ min: 1, max: 120 }),
  shared: fc.nat(20),
  pools,
  repeatShare: fc.double({ min: 0, max: 0.5, noNaN: true }),
})

function itemsOf({ seed, items, shared }: Design) {
  const drafts = Array.from({ length: items }, (_, position) => ({
    ...{ kind: 'REGULAR' as const, systemA: 'a', systemB: `b${position % 3}`, shared: position < shared },
  }))
  const left = drawSides(seed, drafts)
  return drafts.map(({ shared, systemA }, position) => ({
    ...{ position, prompt: `p${position}`, systemA, shared },
    startsLeft: left.has(position),
  }))
}

const plan = (design: Design) => [...planSlots({ ...design, protocol: comparison, items: itemsOf(design) })]

test('every item has exactly the slots its pools want, and each pool’s ranks are without gaps', () => {
  fc.assert(
    fc.property(designs, (design) => {
      const slots = plan(design).flat()
      for (const { key, overlap, takesShared } of design.pools) {
        const own = slots.filter(({ pool }) => pool === key)
        expect(own.map(({ rank }) => rank)).toEqual(own.map((_, rank) => rank))
        for (const { position, shared } of itemsOf(design)) {
          const wanted = shared && !takesShared ? 0 : overlap
          expect(own.filter(({ item }) => item === position)).toHaveLength(wanted)
        }
      }
      expect(new Set(slots.map(({ item, slot }) => `${item}/${slot}`)).size).toBe(slots.length)
    }),
    { numRuns: 60 },
  )
})

test('within a pool no item is judged twice before each is judged once', () => {
  fc.assert(
    fc.property(designs, (design) => {
      for (const round of plan(design)) expect(new Set(round.map(({ item }) => item)).size).toBe(round.length)
    }),
  )
})

test('sides are balanced within each item to within one, whatever pools its slots are in', () => {
  fc.assert(
    fc.property(designs, (design) => {
      const balance = new Map<number, number>()
      for (const { item, leftIsA } of plan(design).flat())
        balance.set(item, (balance.get(item) ?? 0) + (leftIsA ? 1 : -1))
      for (const difference of balance.values()) expect(Math.abs(difference)).toBeLessThanOrEqual(1)
    }),
  )
})

// What docs/engine.md says of how even an annotator's sides are. Fair coins would need 11, 20, 34 and 62.
test.each([
  [30, 10],
  [100, 18],
  [300, 28],
  [1000, 32],
])('along %i ranks of a round the sides differ by at most %i, 19 times in 20', (length, most) => {
  const wide = { items: 5000, shared: 0, repeatShare: 0, pools: [{ key: '', overlap: 2, takesShared: true }] }
  const rounds = Array.from({ length: 10 }, (_, seed) => plan({ seed, ...wide })).flat()
  const differences = rounds.flatMap((round) =>
    Array.from({ length: Math.floor(round.length / length) }, (_, nth) => {
      const stretch = round.slice(nth * length, (nth + 1) * length)
      return stretch.reduce((sum, { leftIsA }) => sum + (leftIsA ? 1 : -1), 0)
    }),
  )
  expect(differences.filter((each) => Math.abs(each) > most).length).toBeLessThanOrEqual(differences.length / 20)
})

test('systems are mixed: neither half of a round lacks one', () => {
  fc.assert(
    fc.property(designs, (design) => {
      const long = { ...design, items: 60 + design.items, shared: 0 }
      // As if the items were listed system by system.
      const systems = (slots: { item: number }[]) =>
        new Set(slots.map(({ item }) => Math.floor((3 * item) / long.items)))
      for (const round of plan(long)) {
        const half = Math.floor(round.length / 2)
        expect(systems(round.slice(0, half)).size).toBe(3)
        expect(systems(round.slice(half)).size).toBe(3)
      }
    }),
  )
})

test('the planned share of each round is repeated, after ten others at least', () => {
  fc.assert(
    fc.property(designs, (design) => {
      for (const round of plan(design)) {
        const repeats = round.flatMap(({ repeatAfter }) => (repeatAfter === null ? [] : [repeatAfter]))
        expect(repeats).toHaveLength(Math.round(round.length * design.repeatShare))
        for (const after of repeats) expect(after).toBeGreaterThanOrEqual(10)
      }
      const slots = plan(design).flat()
      const repeated = slots.filter(({ repeatAfter }) => repeatAfter !== null)
      expect(countSlots({ ...design, items: itemsOf(design) })).toBe(slots.length + repeated.length)
    }),
  )
})

test('a larger overlap has the smaller one’s plan as its beginning', () => {
  fc.assert(
    fc.property(designs, fc.integer({ min: 1, max: 3 }), (design, overlap) => {
      const few = { ...design, pools: [{ key: '', overlap, takesShared: true }] }
      const many = { ...design, pools: [{ key: '', overlap: overlap + 1, takesShared: true }] }
      expect(plan(many).slice(0, overlap)).toEqual(plan(few))
    }),
  )
})

test('the same seed gives the same plan, another seed another one', () => {
  const design = {
    seed: 20230518,
    items: 300,
    shared: 0,
    pools: [{ key: '', overlap: 3, takesShared: true }],
    repeatShare: 0.1,
  }
  expect(plan(design)).toEqual(plan(design))
  expect(plan(design)).not.toEqual(plan({ ...design, seed: 20230519 }))
})
