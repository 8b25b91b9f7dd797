import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planSlots } from '@/lib/assignments/plan-slots'
import { responseKey } from '../response-key'
import { countExcludedRatings, planRatings, type RatingPlan } from './plan-items'
import { rating } from './rating'

const plans: fc.Arbitrary<RatingPlan> = fc
  .record({
    seed: fc.nat(),
    prompts: fc.integer({ min: 1, max: 30 }),
    systems: fc.integer({ min: 1, max: 5 }),
    samples: fc.integer({ min: 1, max: 3 }),
    sharedItems: fc.nat(20),
    known: fc.nat(4),
    excluded: fc.nat(4),
  })
  .map(({ prompts, systems, samples, known, excluded, ...rest }) => {
    const ids = Array.from({ length: prompts }, (_, index) => `p${index}`)
    const systemIds = Array.from({ length: systems }, (_, index) => `s${index}`)
    return {
      ...{ ...rest, prompts: ids, rated: { systemIds, samples } },
      excluded: new Set(
        Array.from({ length: excluded }, (_, index) =>
          responseKey(`p${(index * 5) % prompts}`, `s${index % systems}`, index % samples),
        ),
      ),
      known: ids.slice(0, known).map((promptId, index) => ({
        ...{ kind: index % 2 === 0 ? ('GOLD' as const) : ('PRACTICE' as const), promptId, systemId: 's0' },
        ...{ expected: 'PASS', feedback: '' },
      })),
    }
  })

test('each response of each system comes once, alone, as a regular item or as one with a known verdict', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const items = planRatings(plan)
      const keys = items.map(({ prompt, systemA, sample }) => [prompt, systemA, sample].join())
      expect(new Set(keys).size).toBe(keys.length)
      const all = plan.prompts.length * plan.rated.systemIds.length * plan.rated.samples
      expect(keys).toHaveLength(all - countExcludedRatings(plan))
      for (const { prompt, systemA, sample, systemB, startsLeft } of items) {
        expect([systemB, startsLeft]).toEqual([null, true])
        expect(plan.excluded.has(responseKey(prompt, systemA, sample))).toBe(false)
      }
      expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index))
      const regular = items.filter(({ kind }) => kind === 'REGULAR')
      expect(regular.filter(({ shared }) => shared)).toHaveLength(Math.min(plan.sharedItems, regular.length))
      expect(planRatings(plan)).toEqual(items)
    }),
  )
})

test('in the order they are handed out two responses to one prompt are neighbours only where nothing else is left', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 3 }), (plan, overlap) => {
      const items = planRatings(plan).filter(({ kind }) => kind === 'REGULAR')
      const pools = [{ key: '', overlap, takesShared: true }]
      const rounds = [...planSlots({ protocol: rating, seed: plan.seed, items, pools, repeatShare: 0.2 })]
      expect(rounds).toHaveLength(overlap)
      for (const round of rounds) {
        const prompts = round.map(({ item }) => items.find(({ position }) => position === item)?.prompt)
        for (const [place, prompt] of prompts.entries())
          if (prompts.slice(place + 1).some((other) => other !== prompt)) expect(prompts[place + 1]).not.toBe(prompt)
        for (const { leftIsA, repeatLeftIsA } of round) expect([leftIsA, repeatLeftIsA]).toEqual([true, true])
      }
    }),
  )
})
