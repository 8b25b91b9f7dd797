import { existsSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { cohenKappa, crossTable } from '@/lib/stats/cohen-kappa'
import { valueOrNull } from '@/lib/stats/estimate'
import { plain } from './compare'
import { ratedItems } from './items'
import { answerOf, type Entry } from './published'
import { readJson } from './read-json'
import { readStudy } from './study'
import type { Check } from './types'

const numbers = z.custom<Entry['published']>().default(null)

const Published = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      input: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
      published: numbers,
      computed: numbers,
      computed_by: z.array(z.string()).default([]),
      published_tol: z.number().optional(),
    }),
  ),
})

/** Checks to the last digit: numbers of irrCAC have five decimals only. */
function precisionOf({ computed_by: by }: Entry): number {
  return by.some((name) => name.includes('irrCAC')) ? 1e-5 : 1e-6
}

/** What rounding to the places printed can hide, or more where the example says so. */
function printedTolerance({ published_tol: given = 0 }: Entry, expected: unknown): number {
  const inside = typeof expected === 'object' && expected !== null ? Object.values(expected).flat(2) : [expected]
  const numbers = inside.flatMap((value) => (typeof value === 'number' ? [value] : []))
  const places = Math.max(0, ...numbers.map((value) => String(value).split('.')[1]?.length ?? 0))
  return Math.max(given, 0.5 * 10 ** -places)
}

/**
 * One check for every number (or list of them) that the examples of the literature print, and for every one computed
 * anew (once, where that only repeats the print). Examples that only tell what to show, and those whose study is not in the folder, give none.
 */
export function checkPublished(folder: string): Check[] {
  const file = path.join(folder, 'published', 'published.json')
  if (!existsSync(file)) return []
  const { entries } = readJson(file, Published)
  return entries.flatMap((entry) => {
    const answer = answerLazily(folder, entry)
    if (!answer) return []
    const printed = new Map(numbersOf(entry.published, 'published'))
    const computed = numbersOf(entry.computed, 'computed').filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(printed.get(key)),
    )
    const precision = precisionOf(entry)
    return [
      ...[...printed].map(([key, expected]) =>
        checkOf(entry, key, expected, printedTolerance(entry, expected), answer),
      ),
      ...computed.map(([key, expected]) => ({
        ...checkOf(entry, key, expected, precision, answer),
        tolRel: precision,
      })),
    ]
  })
}

/** The entries of what an example gives; what describes the computation itself is none of them. */
function numbersOf(given: Entry['published'], kind: string): [key: string, expected: unknown][] {
  if (given === null) return []
  if (Array.isArray(given)) return [[kind, given]]
  return Object.entries(given).filter(([key]) => !key.startsWith('max_posterior_difference'))
}

function checkOf(entry: Entry, key: string, expected: unknown, tolAbs: number, answer: () => unknown): Check {
  return {
    family: 'published',
    data: entry.id,
    stat: key,
    args: {},
    expected,
    tolAbs,
    tolRel: 0,
    compute: computeOf(answer, key),
  }
}

/** Null where the answer has no such number; what the answer throws is kept for the check to meet. */
function computeOf(answer: () => unknown, key: string): (() => unknown) | null {
  const find = () => {
    const value = plain(answer())
    return Array.isArray(value) ? value : (value as Record<string, unknown> | null)?.[key]
  }
  try {
    return find() === undefined ? null : find
  } catch {
    return find
  }
}

/** Null for an example with nothing to compute. */
function answerLazily(folder: string, { input, published, computed }: Entry): (() => unknown) | null {
  const study = (input as { data?: unknown }).data
  if (typeof study === 'string') {
    const file = path.join(folder, study)
    return existsSync(file) ? () => kappasOf(file) : null
  }
  const onlyShown = computed === null && published !== null && 'metric' in (input as object)
  return onlyShown ? null : () => answerOf(input)
}

/** Cohen's kappa of each two of a study's annotators, named by their numbers from 1. */
function kappasOf(file: string): Record<string, number | undefined> {
  const study = readStudy(file)
  const all = study.annotators.map((_, index) => index)
  const pairs = all.flatMap((one) => all.filter((other) => other > one).map((other) => [one, other] as const))
  return Object.fromEntries(
    pairs.map(([one, other]) => [
      `${one + 1}-${other + 1}`,
      valueOrNull(cohenKappa(crossTable(ratedItems(study), one, other)))?.kappa,
    ]),
  )
}
