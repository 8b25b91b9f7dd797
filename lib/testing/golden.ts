import { expect } from 'vitest'
import type { GoldenReport } from '@/scripts/golden/run'

/** The families of statistics of comparisons, and of ratings and models, that have reference values. */
export const PAIRS = 'agreement bias bootstrap bt elo quality rates sequential tests units'.split(' ')
export const RATINGS = 'conversation judge parity ppi ratings units'.split(' ')

/** Every case of these families was run, and came out as it should. */
export function expectAllPassed(report: GoldenReport, families: readonly string[]): void {
  expect(report.failures).toEqual([])
  expect(report.unsupported).toEqual({})
  expect(Object.keys(report.families).sort()).toEqual([...new Set(families)].sort())
}
