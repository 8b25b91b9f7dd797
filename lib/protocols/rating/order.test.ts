import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rng } from '@/lib/rng'
import { spreadPrompts } from './order'

type Item = { prompt: string; system: string; leftIsA: boolean }

const itemsOf = (prompts: number, systems: number): Item[] =>
  Array.from({ length: prompts * systems }, (_, index) => ({
    ...{ prompt: `p${index % prompts}`, system: `s${Math.floor(index / prompts)}`, leftIsA: true },
  }))

const order = (items: readonly Item[], seed: number, round = 0) =>
  spreadPrompts(items, rng(seed, `order of round ${round}`), rng(seed, 'order of pool'))

const sizes = fc.record({
  seed: fc.nat(),
  prompts: fc.integer({ min: 2, max: 40 }),
  systems: fc.integer({ min: 1, max: 6 }),
})

test('each response comes once, and those to one prompt are a whole list of prompts apart, over the rounds as well', () => {
  fc.assert(
    fc.property(sizes, ({ seed, prompts, systems }) => {
      const items = itemsOf(prompts, systems)
      const rounds = [0, 1].map((round) => order(items, seed, round))
      for (const round of rounds) expect(new Set(round).size).toBe(items.length)
      const walked = rounds.flat().map(({ prompt }) => prompt)
      for (const [place, prompt] of walked.entries())
        expect(walked.slice(place + 1, place + prompts)).not.toContain(prompt)
    }),
  )
})

test('where some prompts have fewer responses, no two of one prompt are neighbours as long as others are left', () => {
  fc.assert(
    fc.property(sizes, fc.nat(1000), ({ seed, prompts, systems }, gone) => {
      const items = itemsOf(prompts, systems).filter((_, index) => (index * 7919 + gone) % 5 !== 0)
      const left = new Map<string, number>()
      for (const { prompt } of items) left.set(prompt, (left.get(prompt) ?? 0) + 1)
      const round = order(items, seed)
      for (const [place, { prompt }] of round.entries()) {
        const others = round.slice(place + 1).some((each) => each.prompt !== prompt)
        if (others) expect(round[place + 1]?.prompt).not.toBe(prompt)
      }
    }),
  )
})

test('any stretch has about as many responses of each system', () => {
  const counts = [0, 1, 2, 3].flatMap((seed) => {
    const round = order(itemsOf(200, 5), seed)
    return [0, 150, 400, 700, 900].map(
      (from) => round.slice(from, from + 100).filter(({ system }) => system === 's0').length,
    )
  })
  // A fifth of a hundred, with some 4 to either side by chance.
  for (const count of counts) expect(Math.abs(count - 20)).toBeLessThanOrEqual(13)
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  expect(Math.abs(mean - 20)).toBeLessThanOrEqual(2)
})

describe('whoever recognises every system so far cannot foretell the next', () => {
  const SYSTEMS = 4
  /** Rounds of studies of their own, as somebody sees them who walks the first list of prompts through. */
  const walks = Array.from({ length: 200 }, (_, seed) => order(itemsOf(60, SYSTEMS), seed).slice(0, 60))

  const right = (guess: (past: readonly string[]) => string) => {
    const tries = walks.flatMap((walk) =>
      walk.map(({ system }, place) => guess(walk.slice(0, place).map((each) => each.system)) === system),
    )
    return tries.filter(Boolean).length / tries.length
  }
  const count = (past: readonly string[], system: string) => past.filter((each) => each === system).length
  const all = Array.from({ length: SYSTEMS }, (_, index) => `s${index}`)
  const rarest = (past: readonly string[]) =>
    all.reduce((best, each) => (count(past, each) < count(past, best) ? each : best))

  test.each([
    ['always the same', () => 's0'],
    ['the one before', (past: readonly string[]) => past.at(-1) ?? 's0'],
    ['the one after that', (past: readonly string[]) => `s${(Number((past.at(-1) ?? 's3').slice(1)) + 1) % SYSTEMS}`],
    ['the rarest so far', rarest],
    ['the rarest of the last eight', (past: readonly string[]) => rarest(past.slice(-8))],
  ])('%s is right about as often as chance', (_, guess) => {
    expect(right(guess)).toBeGreaterThan(1 / SYSTEMS - 0.04)
    expect(right(guess)).toBeLessThan(1 / SYSTEMS + 0.09)
  })

  test('nor from its place: each system stands at each place about as often', () => {
    for (const place of [0, 1, 30, 59])
      for (const system of all) {
        const share = walks.filter((walk) => walk[place]?.system === system).length / walks.length
        expect(Math.abs(share - 1 / SYSTEMS)).toBeLessThan(0.12)
      }
  })
})
