import { expect, test } from 'vitest'
import { SCALES } from '@/lib/protocols/rating/scales'
import { drawRating, type RatingTemper } from './draw-rating'
import type { SimulatedItem } from './simulated-item'

const options = SCALES.LIMA_QUALITY.options.map(({ code, score }) => ({ code, score }))
const item = (position: number, more: Partial<SimulatedItem> = {}): SimulatedItem => ({
  ...{ position, repeat: 0, leftIsA: true, a: 'Heron', b: null, turns: 1, expected: null },
  criteria: [{ id: 'c', unit: 'RESPONSE', options }],
  ...more,
})
const EXACT: RatingTemper = { severity: 0, noise: 0, seconds: 30 }
const rater = (code: string, temper: Partial<RatingTemper> = {}, quality = 0) => ({
  ...{ temper: { ...EXACT, ...temper }, qualityOf: () => quality, seed: 7, code },
})
const positions = Array.from({ length: 400 }, (_, position) => position)
const grades = (who: ReturnType<typeof rater>, more: Partial<SimulatedItem> = {}) =>
  positions.map((position) => drawRating(item(position, more), who).answers[0]?.choice as string)
const share = (choices: string[], code: string) => choices.filter((choice) => choice === code).length / choices.length
const mean = (choices: string[]) =>
  choices.reduce((sum, code) => sum + options.findIndex((option) => option.code === code), 0) / choices.length

test('without severity and noise everybody gives a response the same grade, and all options come as often', () => {
  const [one, other] = [grades(rater('C01')), grades(rater('C02'))]
  expect(one).toEqual(other)
  // Five standard errors of 400 draws are 0.12.
  for (const { code } of options) expect(Math.abs(share(one, code) - 1 / 3)).toBeLessThan(0.12)
})

test('a better system gets better grades', () => {
  const [worse, even, better] = [-1, 0, 1].map((quality) => mean(grades(rater('C01', { noise: 0.6 }, quality))))
  expect(worse).toBeLessThan((even as number) - 0.3)
  expect(better).toBeGreaterThan((even as number) + 0.3)
})

test('severity moves an annotator as a whole; noise moves single grades', () => {
  const codes = Array.from({ length: 12 }, (_, nth) => `C${nth}`)
  const spread = (temper: Partial<RatingTemper>) => {
    const means = codes.map((code) => mean(grades(rater(code, temper))))
    return Math.max(...means) - Math.min(...means)
  }
  expect(spread({ severity: 0.8 })).toBeGreaterThan(0.5)
  expect(spread({ noise: 0.8 })).toBeLessThan(0.25)
  const [one, other] = [grades(rater('C01', { noise: 0.8 })), grades(rater('C02', { noise: 0.8 }))]
  const agreed = one.filter((grade, nth) => grade === other[nth]).length / one.length
  expect(agreed).toBeGreaterThan(0.4)
  expect(agreed).toBeLessThan(0.9)
})

test('each turn gets a grade of its own, the whole one', () => {
  const criteria = [
    { id: 'whole', unit: 'RESPONSE' as const, options },
    { id: 'turn', unit: 'TURN' as const, options },
  ]
  const dialogue = item(3, { turns: 4, criteria })
  const { answers, elapsedMs } = drawRating(dialogue, rater('C01', { noise: 0.5 }))
  expect(answers.map(({ criterion, turn }) => `${criterion} ${turn}`)).toEqual([
    ...['whole 0', 'turn 1', 'turn 2', 'turn 3', 'turn 4'],
  ])
  expect(elapsedMs).toBeGreaterThanOrEqual(15_000)
  expect(elapsedMs).toBeLessThanOrEqual(60_000)
  expect(drawRating(dialogue, rater('C01', { noise: 0.5 }))).toEqual({ answers, elapsedMs })
  const varied = positions.filter((position) => {
    const turns = drawRating(item(position, { turns: 4, criteria }), rater('C01')).answers.slice(1)
    return new Set(turns.map(({ choice }) => choice)).size > 1
  })
  expect(varied.length).toBeGreaterThan(100)
})

test('a known grade is mostly given, and missed by who strays far or does not read', () => {
  const known = { expected: 'EXCELLENT' }
  expect(share(grades(rater('C01'), known), 'EXCELLENT')).toBe(1)
  expect(share(grades(rater('C01', { noise: 0.6 }), known), 'EXCELLENT')).toBeGreaterThan(0.85)
  expect(share(grades(rater('C01', { noise: 3 }), known), 'EXCELLENT')).toBeLessThan(0.8)
  expect(share(grades(rater('C01', { carelessness: 1 }), known), 'EXCELLENT')).toBeLessThan(0.5)
})
