import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asymptoticSequence } from './asymptotic-sequence'
import { type ConfidenceSequence, firstExclusion } from './confidence-sequence'
import { empiricalBernsteinSequence } from './empirical-bernstein-sequence'
import { hedgedBettingSequence, hedgedCapital } from './hedged-betting-sequence'
import { normalMixtureSequence } from './normal-mixture-sequence'

const SEQUENCES: [string, (x: number[]) => ConfidenceSequence][] = [
  ['normal mixture', (x) => normalMixtureSequence(x)],
  ['empirical Bernstein', (x) => empiricalBernsteinSequence(x)],
  ['hedged betting', (x) => hedgedBettingSequence(x)],
  ['asymptotic', (x) => asymptoticSequence(x)],
]

const observations = fc.array(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), { minLength: 1, maxLength: 60 })

test.each(SEQUENCES)('swapping the systems mirrors the %s sequence', (_name, sequence) => {
  fc.assert(
    fc.property(observations, (x) => {
      const mirrored = sequence(x.map((value) => 1 - value))
      sequence(x).forEach(([lower, upper], t) => {
        expect(mirrored[t]).toEqual([expect.closeTo(1 - upper, 9), expect.closeTo(1 - lower, 9)])
      })
    }),
    { numRuns: 30 },
  )
})

test.each(SEQUENCES)('each interval of the %s sequence depends on what came before it only', (_name, sequence) => {
  fc.assert(
    fc.property(observations, fc.integer({ min: 1, max: 60 }), (x, t) => {
      expect(sequence(x).slice(0, t)).toEqual(sequence(x.slice(0, t)))
    }),
    { numRuns: 30 },
  )
})

test('an overwhelming preference is seen, an even one is not', () => {
  for (const [, sequence] of SEQUENCES) {
    const clear = firstExclusion(sequence(Array.from({ length: 60 }, (_, t) => (t % 10 === 0 ? 0.5 : 1))))
    expect(clear).toMatchObject({ defined: true })
    expect(firstExclusion(sequence(Array.from({ length: 60 }, (_, t) => t % 2)).slice(10))).toMatchObject({
      defined: false,
      reason: expect.any(String),
    })
  }
})

test('the betting set and the capital agree: what has lost the capital is out', () => {
  const x = Array.from({ length: 40 }, (_, t) => (t % 4 === 0 ? 0 : 1))
  const [lower, upper] = hedgedBettingSequence(x).at(-1) ?? [0, 1]
  expect(hedgedCapital(x, lower - 0.02)).toBeGreaterThan(20)
  expect(hedgedCapital(x, (lower + upper) / 2)).toBeLessThan(20)
})

test('the betting sequence is the intersection of the sets it would have at each time alone', () => {
  fc.assert(
    fc.property(observations, (x) => {
      let [low, high] = [0, 1]
      const alone = hedgedBettingSequence(x, 0.05, 100, false)
      hedgedBettingSequence(x, 0.05, 100).forEach((interval, t) => {
        low = Math.max(low, alone[t]?.[0] ?? 1)
        high = Math.min(high, alone[t]?.[1] ?? 0)
        expect(interval).toEqual([low, high])
      })
    }),
    { numRuns: 30 },
  )
})

test.each(SEQUENCES)('observations outside 0 … 1 are refused by the %s sequence', (_name, sequence) => {
  expect(() => sequence([0.5, 1.2])).toThrow(RangeError)
  expect(() => sequence([Number.NaN])).toThrow(RangeError)
})
