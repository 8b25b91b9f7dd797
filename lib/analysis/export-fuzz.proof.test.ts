import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { measureAgreement } from '@/lib/agreement/measure-agreement'
import { ratedItems } from '@/lib/agreement/rated-items'
import { measureSides } from '@/lib/agreement/sides'
import { AppError } from '@/lib/errors'
import { measureBias } from '@/lib/rankings/bias'
import { measureStrengths } from '@/lib/rankings/strengths'
import { COUNTING_RULES, type CountingRule } from '@/lib/rates/counting-rule'
import { ColumnGatherer } from '@/lib/records/gather-columns'
import { readExport } from '@/lib/records/read-export'
import { Recomputation } from '@/lib/records/recompute'
import { rng } from '@/lib/rng'
import { gatherArrivals } from './anytime-scores'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-fuzz-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Row = Record<string, string | number | boolean | null>

const SYSTEMS = ['Alder', 'Heron', 'Lynx']

/** The export of a study: items of pairs of systems, people of two groups, some judged again with sides swapped. */
function makeExport(seed: number, name = 'Zips', groups = ['crowd', 'authors']): Row[] {
  const { below } = rng(seed, name)
  const rows: Row[] = []
  for (let item = 0; item < 6 + below(6); item++) {
    const [a, b] = [
      [0, 1],
      [1, 2],
      [2, 0],
    ][below(3)] as [number, number]
    const about = {
      ...{
        study: name,
        study_id: `id of ${name}`,
        origin: 'collected',
        item,
        prompt_id: `p${below(8)}`,
        category: 'c',
      },
      ...{ tags: '["t"]', model_a: SYSTEMS[a] as string, model_b: SYSTEMS[b] as string, focal: null },
      ...{ length_a: 40 + below(90), length_b: 40 + below(90), criterion: 'better?', shared: item < 3, seed: 5 },
    }
    for (let who = 0; who < 4; who++) {
      if (below(5) === 0) continue
      const isLeft = below(2) === 0
      for (const repeat of below(3) === 0 ? [0, 1] : [0]) {
        const score = below(3) - 1
        rows.push({
          ...{ ...about, score, verdict: ['B', 'TIE', 'A'][score + 1] as string },
          presented_left: isLeft === (repeat === 0) ? 'a' : 'b',
          ...{ annotator: `C0${who}`, group: groups[who % 2] as string, simulated: who === 3 },
          // In another order than the rows; no two at once, which nobody does and nothing could put in order.
          submitted_at: new Date(Date.UTC(2026, 10, 30) + rows.length * (1000 * (1 + below(3)) + 1)).toISOString(),
          ...{ active_ms: 900 + below(900), left_out: repeat ? 'repeat' : null, slot: who, repeat, tie_offered: true },
        })
      }
    }
  }
  return rows
}

async function numbersOf(rows: readonly Row[], rule: CountingRule) {
  const file = path.join(folder, 'judgments.jsonl')
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const [computation, gatherer] = [new Recomputation({ rule }), new ColumnGatherer()]
  for await (const row of readExport(file)) {
    computation.add(row)
    gatherer.add(row)
  }
  const { categories, tags, rows: rates, sides, leftOut, recorded, used } = computation.finish()
  const input = gatherer.finish()
  const agreement = measureAgreement(input, ratedItems(input)).pairable
  return {
    counts: { categories, tags, rates, sides, leftOut, recorded, used },
    analysis: {
      ...{ matrix: agreement.matrix, panel: agreement.panel, pairs: agreement.pairs },
      ...{ bias: measureBias(input), sides: measureSides(input), arrivals: gatherArrivals(input) },
      strengths: measureStrengths(input, () => undefined, 10),
    },
  }
}

/** The numbers, or that the file was refused. */
async function outcomeOf(rows: readonly Row[], rule: CountingRule) {
  try {
    return await numbersOf(rows, rule)
  } catch (error) {
    if (error instanceof AppError && error.code === 'file_unreadable') return 'refused'
    throw error
  }
}

/** The same structure with numbers the same up to rounding. */
function near(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : expect.closeTo(value, 8)
  if (Array.isArray(value)) return value.map(near)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, near(one)]))
}

const seeds = fc.integer({ min: 0, max: 1_000_000 })
const rules = fc.constantFrom(...(Object.keys(COUNTING_RULES) as CountingRule[]))
const RUNS = { numRuns: 25 }

test('rows in any order give the same numbers', () =>
  fc.assert(
    fc.asyncProperty(seeds, rules, async (seed, rule) => {
      const rows = makeExport(seed)
      const shuffled = rng(seed, 'shuffle').shuffle(rows)
      expect(await outcomeOf(shuffled, rule)).toEqual(near(await numbersOf(rows, rule)))
    }),
    RUNS,
  ))

test('other names of items give the same numbers', () =>
  fc.assert(
    fc.asyncProperty(seeds, rules, async (seed, rule) => {
      const rows = makeExport(seed)
      const names = rng(seed, 'names').shuffle(Array.from({ length: 20 }, (_, k) => `q-${k}`))
      const renamed = rows.map((row) => ({ ...row, item: names[row.item as number] as string }))
      expect(await outcomeOf(renamed, rule)).toEqual(near(await numbersOf(rows, rule)))
    }),
    RUNS,
  ))

test('items, people and groups that become one are refused, or change nothing', () =>
  fc.assert(
    fc.asyncProperty(seeds, rules, fc.integer({ min: 1, max: 4 }), async (seed, rule, left) => {
      const rows = makeExport(seed)
      const expected = near(await numbersOf(rows, rule))
      const merged: Row[][] = [
        rows.map((row) => ({ ...row, item: (row.item as number) % left })),
        rows.map((row) => ({ ...row, annotator: 'C00' })),
        rows.map((row, k) => ({ ...row, group: k === 0 ? 'another' : (row.group as string) })),
      ]
      for (const file of merged) {
        const outcome = await outcomeOf(file, rule)
        const isOne =
          new Set(file.map(({ annotator }) => annotator)).size <= 1 &&
          new Set(rows.map(({ annotator }) => annotator)).size > 1
        if (outcome !== 'refused' && !isOne) expect(outcome).toEqual(expected)
        if (isOne && new Set(rows.map(({ group }) => group)).size > 1) expect(outcome).toBe('refused')
      }
    }),
    RUNS,
  ))

test('a file joined to itself, or to a piece of itself, is refused', () =>
  fc.assert(
    fc.asyncProperty(seeds, fc.nat(20), async (seed, from) => {
      const rows = makeExport(seed)
      fc.pre(rows.length > from)
      expect(await outcomeOf([...rows, ...rows.slice(from)], 'all')).toBe('refused')
    }),
    RUNS,
  ))

test('two studies in one file keep their people and the rates of their groups', () =>
  fc.assert(
    fc.asyncProperty(seeds, rules, async (seed, rule) => {
      const [one, other] = [makeExport(seed), makeExport(seed + 1, 'Zops', ['nurses', 'pupils'])]
      const mixed = rng(seed, 'mix').shuffle([...one, ...other])
      const both = await numbersOf(mixed, rule)
      for (const rows of [one, other]) {
        const groups = new Set(rows.map(({ group }) => group))
        const { counts } = await numbersOf(rows, rule)
        const own = <T extends { group: string }>(list: T[]) => list.filter(({ group }) => groups.has(group))
        expect(outcomes(own(both.counts.rates))).toEqual(outcomes(counts.rates))
        expect(own(both.counts.sides)).toEqual(near(counts.sides))
      }
    }),
    RUNS,
  ))

/** What each group made of each pair, seen from the system whose name comes first; pairs without a verdict left out. */
function outcomes(rates: Awaited<ReturnType<typeof numbersOf>>['counts']['rates']) {
  return rates
    .filter(({ n }) => n > 0)
    .map(({ group, reference, other, wins, ties, losses, prompts }) =>
      reference < other
        ? [group, reference, other, wins, ties, losses, prompts]
        : [group, other, reference, losses, ties, wins, prompts],
    )
    .sort((a, b) => (a.join() < b.join() ? -1 : 1))
}
