import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { difference, plain } from './compare'
import { FAMILIES } from './families'
import { checkPublished } from './run-published'
import { readStudy } from './study'
import type { Case } from './types'
import { UNITS } from './units'

/** How the cases of one family came out. */
export type Tally = { passed: number; failed: number; unsupported: number }

/** A case that failed: which, and where it left its tolerance. */
export type Failure = { family: string; data: string; stat: string; args: unknown; problem: string }

/** The outcome of a folder of reference values. */
export type GoldenReport = {
  families: Record<string, Tally>
  failures: Failure[]
  /** `family/stat` → how many cases nothing here computes */
  unsupported: Record<string, number>
}

/** One case to check. Without `compute` it is counted as unsupported. */
export type Check = {
  family: string
  data: string
  stat: string
  args: unknown
  expected: unknown
  tolAbs: number
  tolRel: number
  compute: (() => unknown) | null
}

/**
 * Checks the statistics library against a folder of reference values: `data/NAME.json` are studies,
 * `expected/FAMILY/NAME.json` the values expected of them, `units/units.json` values that need no study,
 * `published/published.json` examples from the literature. What is not there is not checked.
 */
export function runGolden(folder: string): GoldenReport {
  const report: GoldenReport = { families: {}, failures: [], unsupported: {} }
  for (const family of foldersIn(path.join(folder, 'expected'))) {
    for (const file of jsonFiles(path.join(folder, 'expected', family))) checkStudy(report, folder, family, file)
  }
  const units = path.join(folder, 'units', 'units.json')
  if (existsSync(units)) checkUnits(report, units)
  for (const check of checkPublished(folder)) record(report, check)
  return report
}

function checkStudy(report: GoldenReport, folder: string, family: string, file: string): void {
  const study = readOnce(() => readStudy(path.join(folder, 'data', file)))
  const { cases } = readJson<{ cases: Case[] }>(path.join(folder, 'expected', family, file))
  for (const entry of cases) {
    const known = FAMILIES[family]?.[entry.stat]
    const compute = () => known?.(study(), entry.args ?? {}, cases)
    record(report, { ...fromCase(family, path.basename(file, '.json'), entry), compute: known ? compute : null })
  }
}

/** Reads when first asked; what fails then fails each case that asks, and no other. */
function readOnce<T>(read: () => T): () => T {
  let kept: { value: T } | null = null
  return () => {
    kept ??= { value: read() }
    return kept.value
  }
}

function checkUnits(report: GoldenReport, file: string): void {
  const { cases } = readJson<{ cases: Case[] }>(file)
  for (const entry of cases) {
    const known = UNITS[entry.stat]
    const compute = () => known?.(entry.args as Parameters<typeof known>[0], cases)
    record(report, { ...fromCase('units', 'units', entry), compute: known ? compute : null })
  }
}

function fromCase(family: string, data: string, { stat, args, expected, tol_abs, tol_rel }: Case) {
  return { family, data, stat, args, expected, tolAbs: tol_abs ?? 0, tolRel: tol_rel ?? 0 }
}

function record(report: GoldenReport, check: Check): void {
  const { family, data, stat, args } = check
  const tally = report.families[family] ?? { passed: 0, failed: 0, unsupported: 0 }
  report.families[family] = tally
  if (!check.compute) {
    tally.unsupported++
    const name = `${family}/${stat}`
    report.unsupported[name] = (report.unsupported[name] ?? 0) + 1
    return
  }
  const problem = problemOf(check.compute, check)
  if (problem === null) tally.passed++
  else {
    tally.failed++
    report.failures.push({ family, data, stat, args, problem })
  }
}

function problemOf(compute: () => unknown, { expected, tolAbs, tolRel }: Check): string | null {
  try {
    return difference(plain(compute()), expected, tolAbs, tolRel)
  } catch (error) {
    return `threw ${error instanceof Error ? error.message : String(error)}`
  }
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
