import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { difference, plain } from '@/scripts/golden/compare'
import { type GoldenReport, runGolden } from '@/scripts/golden/run'
import { defined, notDefined } from './estimate'

const FAMILIES = 'agreement bias bootstrap bt elo quality rates sequential tests units published'.split(' ')

/** More reference values, real studies among them, where they are at hand. */
const MORE = path.resolve('../shared/golden')
const missing = !existsSync(MORE)
if (missing) console.warn(`NOT CHECKED against the reference values of real studies: ${MORE} is missing`)

function expectAllPassed(report: GoldenReport): void {
  expect(report.failures).toEqual([])
  expect(report.unsupported).toEqual({})
  expect(Object.keys(report.families).sort()).toEqual([...FAMILIES].sort())
}

test('every statistic agrees with independent implementations on twelve synthetic studies', () => {
  const report = runGolden(path.resolve('lib/stats/golden-data'))
  expectAllPassed(report)
  const passed = Object.values(report.families).reduce((sum, family) => sum + family.passed, 0)
  expect(passed).toBeGreaterThan(4800)
}, 60_000)

test.skipIf(missing)('and on real ones', () => expectAllPassed(runGolden(MORE)), 120_000)

test('a comparison knows tolerances, "not defined" from 0, and where a list went wrong', () => {
  expect(difference(1.05, 1, 0, 0.1)).toBeNull()
  expect(difference(1.2, 1, 0, 0.1)).toContain('1.2')
  expect(difference(Number.NaN, 0, 1, 1)).toContain('expected 0')
  expect(difference(0, null, 1, 1)).toContain('expected null')
  expect(difference(plain(notDefined('no reason.')), null, 0, 0)).toBeNull()
  expect(difference(plain([defined(1), [defined([2])]]), [1, [[3]]], 0, 0)).toContain('[1] [0] [0]')
  expect(difference([1], [1, 2], 0, 0)).toContain('expected 2')
  expect(difference({ a: 1 }, { a: 1, b: true }, 0, 0)).toContain('[b]')
})
