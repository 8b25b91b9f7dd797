import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { difference, plain } from './compare'
import { FAMILIES } from './families'
import { readJson } from './read-json'
import { checkPublished } from './run-published'
import type { Case, Check } from './types'
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

/**
 * Checks the statistics library against a folder of reference values: `data/NAME.json` are studies,
 * `expected/FAMILY/NAME.json` the values expected of them, `units/*.json` values that need no study,
 * `published/published.json` examples from the literature. What is not there is not checked.
 */
export function runGolden(folder: string): GoldenReport {
  const report: GoldenReport = { families: {}, failures: [], unsupported: {} }
  for (const family of foldersIn(path.join(folder, 'expected'))) {
    for (const file of jsonFiles(path.join(folder, 'expected', family))) checkStudy(report, folder, family, file)
  }
  for (const file of filesIn(path.join(folder, 'units'))) checkUnits(report, path.join(folder, 'units', file))
  const published = readOrFail(report, { family: 'published', data: 'published' }, () => checkPublished(folder))
  for (const check of published) record(report, check)
  return report
}

function checkStudy(report: GoldenReport, folder: string, family: string, file: string): void {
  const open = FAMILIES[family]?.(path.join(folder, 'data', file))
  const data = path.basename(file, '.json')
  const cases = readOrFail(
    report,
    { family, data },
    () => readJson(path.join(folder, 'expected', family, file), Cases).cases,
  )
  for (const entry of cases) {
    const compute = open?.(entry.stat)
    record(report, { ...fromCase(family, data, entry), compute: compute ? () => compute(entry.args, cases) : null })
  }
}

const tolerance = z
  .number()
  .nonnegative()
  .nullish()
  .transform((value) => value ?? 0)

const Cases = z.object({
  cases: z.array(
    z.object({
      stat: z.string(),
      args: z
        .record(z.string(), z.unknown())
        .nullish()
        .transform((args) => args ?? {}),
      expected: z.unknown().refine((value) => value !== undefined, 'is missing'),
      tol_abs: tolerance,
      tol_rel: tolerance,
    }),
  ),
}) as z.ZodType<{ cases: Case[] }>

/** What a file lists. One that cannot be read lists nothing, and is a failure of its own. */
function readOrFail<T>(report: GoldenReport, place: { family: string; data: string }, read: () => T[]): T[] {
  try {
    return read()
  } catch (error) {
    const compute = () => {
      throw error
    }
    record(report, { ...place, stat: 'file', args: {}, expected: null, tolAbs: 0, tolRel: 0, compute })
    return []
  }
}

function checkUnits(report: GoldenReport, file: string): void {
  const data = path.basename(file, '.json')
  const cases = readOrFail(report, { family: 'units', data }, () => readJson(file, Cases).cases)
  for (const entry of cases) {
    const known = UNITS[entry.stat]
    const compute = () => known?.(entry.args as Parameters<typeof known>[0], cases)
    record(report, { ...fromCase('units', data, entry), compute: known ? compute : null })
  }
}

function fromCase(family: string, data: string, { stat, args, expected, tol_abs, tol_rel }: Case) {
  return { family, data, stat, args, expected, tolAbs: tol_abs, tolRel: tol_rel }
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
    if (error instanceof AppError) return error.message
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

function filesIn(folder: string): string[] {
  return existsSync(folder) ? jsonFiles(folder) : []
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
}
