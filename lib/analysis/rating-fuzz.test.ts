import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { analyseRatings } from '@/lib/ratings/analyse-ratings'
import { RatingGatherer } from '@/lib/ratings/gather-ratings'
import { rateTable } from '@/lib/ratings/rate-table'
import { readExport } from '@/lib/records/read-export'
import { rng } from '@/lib/rng'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-rating-fuzz-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Row = Record<string, string | number | boolean | null>

const SCALE = '{"BAD":-1,"SO":0.25,"GOOD":3}'
const OPTIONS = Object.entries(JSON.parse(SCALE) as Record<string, number>)

/** The export of a rating study: responses of three systems, some with turns, people of two groups. */
function makeExport(seed: number): Row[] {
  const { below } = rng(seed, 'ratings')
  const rows: Row[] = []
  const turns = below(2) === 0 ? 0 : 2
  for (let item = 0; item < 6 + below(12); item++)
    for (let who = 0; who < 4; who++) {
      if (below(4) === 0) continue
      for (let turn = turns === 0 ? 0 : 1; turn <= turns; turn++) {
        const [verdict, score] = OPTIONS[below(3)] as [string, number]
        rows.push({
          ...{ study: 'Zips', study_id: 'id', origin: 'collected', item, prompt_id: `p${item % 5}`, category: 'c' },
          ...{ tags: '["t"]', model_a: `System ${item % 3}`, model_b: null, criterion: 'good?', seed: 5, repeat: 0 },
          ...{ verdict, score, turn, sample: Math.floor(item / 15), annotator: `C0${who}`, slot: who },
          ...{ group: who % 2 ? 'crowd' : 'authors', simulated: who === 3, left_out: null, protocol: 'rating' },
          submitted_at: new Date(Date.UTC(2026, 10, 30) + rows.length * 1000).toISOString(),
          scale: SCALE,
        })
      }
    }
  return rows
}

async function numbersOf(rows: readonly Row[]) {
  const file = path.join(folder, 'judgments.jsonl')
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const gatherer = new RatingGatherer()
  for await (const row of readExport(file)) gatherer.add(row)
  const table = gatherer.finish()
  return { rates: rateTable(table), analysis: analyseRatings(table) }
}

const seeds = fc.integer({ min: 0, max: 1_000_000 })
const RUNS = { numRuns: 15 }

test('rows in any order give the same numbers, to the last digit', () =>
  fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const rows = makeExport(seed)
      expect(await numbersOf(rng(seed, 'shuffle').shuffle(rows))).toEqual(await numbersOf(rows))
    }),
    RUNS,
  ))

test('no number is NaN, and an option that nobody chose is on the scale', () =>
  fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const rows = makeExport(seed).filter(({ verdict }) => verdict !== 'BAD')
      fc.pre(rows.length > 0)
      const { rates, analysis } = await numbersOf(rows)
      expect(analysis.options.map(({ code }) => code)).toEqual(['BAD', 'SO', 'GOOD'])
      expect(JSON.stringify({ rates, analysis }, (_, value) => (Number.isNaN(value) ? 'NaN' : value))).not.toContain(
        '"NaN"',
      )
      // Nothing failed: the lowest option was never chosen, though the next was.
      for (const { failures } of analysis.groups)
        for (const { curve } of failures)
          if (curve.defined) expect(curve.value.every(({ survival }) => survival === 1)).toBe(true)
    }),
    RUNS,
  ))

test.each([
  ['a code with another score', { score: 7 }],
  ['a scale that is no object', { scale: '[1, 2]' }],
  ['another scale of the same question', { scale: '{"BAD":0,"SO":0.25,"GOOD":3}' }],
  ['a turn that no conversation has', { turn: 1_000_001 }],
  ['another system of the same item', { model_a: 'System 9' }],
])('%s is refused with its place', async (_, change) => {
  const rows = makeExport(3)
  const broken = rows.map((row, k) => (k === rows.length - 1 ? { ...row, ...change } : row))
  await expect(numbersOf(broken)).rejects.toThrow(AppError)
})
