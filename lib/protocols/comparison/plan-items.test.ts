import fc from 'fast-check'
import { expect, test } from 'vitest'
import { responseKey } from '../response-key'
import { countExcluded, type ItemPlan, planItems } from './plan-items'

const plans: fc.Arbitrary<ItemPlan> = fc
  .record({
    seed: fc.nat(),
    prompts: fc.integer({ min: 1, max: 40 }),
    systems: fc.integer({ min: 2, max: 5 }),
    sharedItems: fc.nat(30),
    identicalChecks: fc.nat(6),
    known: fc.nat(4),
    excluded: fc.nat(4),
  })
  .map(({ prompts, systems, known, excluded, ...rest }) => {
    const names = Array.from({ length: systems }, (_, index) => `s${index}`)
    const pairs = names.slice(1).map((b) => ({ a: 's0', b }))
    const ids = Array.from({ length: prompts }, (_, index) => `p${index}`)
    const expected = { expected: 'A', feedback: '' }
    return {
      ...{ ...rest, prompts: ids, pairs },
      excluded: new Set(
        Array.from({ length: excluded }, (_, index) => responseKey(`p${(index * 5) % prompts}`, `s${index % systems}`)),
      ),
      // Named the other way round: whichever arm is which, it is the same pair.
      known: ids.slice(0, known).map((promptId, index) => ({
        ...{ kind: index % 2 === 0 ? ('GOLD' as const) : ('PRACTICE' as const), promptId },
        ...{ systemAId: 's1', systemBId: 's0', ...expected },
      })),
    }
  })

test('each prompt meets each pair once, as a regular item or as one with a known verdict, but for those left out', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const items = planItems(plan).filter(({ kind }) => kind !== 'CHECK')
      const keys = items.map(({ prompt, systemA, systemB }) => [prompt, ...[systemA, systemB].sort()].join())
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys).toHaveLength(plan.prompts.length * plan.pairs.length - countExcluded(plan))
    }),
  )
})

test('shared and check items are as many as asked for, or as there can be', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const items = planItems(plan)
      const regular = items.filter(({ kind }) => kind === 'REGULAR')
      expect(regular.filter(({ shared }) => shared)).toHaveLength(Math.min(plan.sharedItems, regular.length))
      const checks = items.filter(({ kind }) => kind === 'CHECK')
      // A prompt whose every response is excluded has none to show.
      const systems = new Set(plan.pairs.flatMap(({ a, b }) => [a, b]))
      const shown = plan.prompts.filter((prompt) =>
        [...systems].some((name) => !plan.excluded.has(responseKey(prompt, name))),
      )
      expect(checks).toHaveLength(Math.min(plan.identicalChecks, shown.length))
      for (const { prompt, systemA, systemB } of items)
        for (const name of [systemA, systemB ?? '']) expect(plan.excluded.has(responseKey(prompt, name))).toBe(false)
      for (const { systemA, systemB, expected } of checks) expect([systemB, expected]).toEqual([systemA, 'TIE'])
      expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index))
    }),
  )
})

test('about half of each comparison’s items start with arm A on the left, and how many nobody can count on', () => {
  const prompts = Array.from({ length: 300 }, (_, index) => `p${index}`)
  const rest = { known: [], sharedItems: 0, identicalChecks: 0, excluded: new Set<string>() }
  const differences = Array.from({ length: 100 }, (_, seed) => {
    const items = planItems({ seed, prompts, pairs: [{ a: 'x', b: 'y' }], ...rest })
    return items.reduce((sum, { startsLeft }) => sum + (startsLeft ? 1 : -1), 0)
  })
  // Drawn evenly, one in twenty would differ by 34.
  expect(differences.filter((each) => Math.abs(each) > 24).length).toBeLessThanOrEqual(5)
  expect(new Set(differences).size).toBeGreaterThan(10)
  expect(differences.filter((each) => each > 0).length).toBeGreaterThan(30)
  expect(differences.filter((each) => each < 0).length).toBeGreaterThan(30)
})

test('the same seed gives the same items, another seed another shared set', () => {
  const prompts = Array.from({ length: 60 }, (_, index) => `p${index}`)
  const plan = {
    seed: 7,
    prompts,
    pairs: [{ a: 'x', b: 'y' }],
    known: [],
    sharedItems: 10,
    identicalChecks: 3,
    excluded: new Set<string>(),
  }
  expect(planItems(plan)).toEqual(planItems(plan))
  expect(planItems(plan)).not.toEqual(planItems({ ...plan, seed: 8 }))
})
