import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportRows } from '@/lib/exports/export-judgments'
import { csvChunks, jsonlChunks } from '@/lib/http/stream'
import type { SliceRates } from '@/lib/rates/assemble-rates'
import { COUNTING_RULES, type CountingRule } from '@/lib/rates/counting-rule'
import { type WinTieLoss, winTieLoss } from '@/lib/rates/win-tie-loss'
import { gatherColumns } from '@/lib/records/gather-columns'
import { readExport } from '@/lib/records/read-export'
import { recompute } from '@/lib/records/recompute'
import { rng } from '@/lib/rng'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { writeLimaReference } from '../../prisma/reference/lima-2023'
import { anytimeOf } from './anytime'
import { anytimeRows } from './anytime-rows'
import { anytimeScores } from './anytime-scores'
import { readAnalysis, requireComparisons, requirePresent } from './read-analysis'

workHere()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-recompute-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function save(name: string, text: string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, text)
  return file
}

/** A study's exports as files, by the code that serves them once results may be seen. */
async function exportFiles(studyId: string) {
  const access = await grantAdmin(studyId, 'study:export')
  const collect = async (chunks: AsyncIterable<string>) => {
    let text = ''
    for await (const chunk of chunks) text += chunk
    return text
  }
  const columns = JUDGMENT_COLUMNS.map(({ name }) => name)
  const csv = await collect(csvChunks((await exportRows(access)).batches, columns))
  const jsonl = await collect(jsonlChunks((await exportRows(access)).batches))
  return { csv: await save('a.csv', csv), jsonl: await save('a.jsonl', jsonl) }
}

/** As Excel writes and reads it, and as some editors save any text. */
async function withMark(file: string): Promise<string> {
  return save(`marked-${path.basename(file)}`, `\ufeff${await readFile(file, 'utf8')}`)
}

async function makeJudgedStudy(): Promise<string> {
  const study = await writeStudy(['Focal, the "first"', '=SUM(A1)', 'Zweite\nZeile'])
  const crowd = await study.addAnnotator({ group: 'crowd' })
  const authors = await study.addAnnotator({ group: '@authors' })
  const excluded = await study.addAnnotator({ group: 'crowd', excluded: true })
  const simulated = await study.addAnnotator({ group: 'crowd', simulated: true })
  const arms = ['Focal, the "first"', '=SUM(A1)'] as const
  for (const choice of ['A', 'A', 'TIE', 'BOTH_BAD', 'B', 'A', 'TIE'])
    await study.judge(crowd, arms, { choice, leftIsA: choice !== 'B' })
  await study.judge(authors, arms, { choice: 'B' })
  await study.judge(authors, ['Focal, the "first"', 'Zweite\nZeile'], { choice: 'A' })
  await study.judge(excluded, arms, { choice: 'B' })
  await study.judge(simulated, arms, { choice: 'B' })
  await study.judge(crowd, arms, { choice: 'A', kind: 'CHECK' })
  return study.studyId
}

test.each(['a judged study', 'published counts'])(
  'of %s, both files give the screen’s numbers to the last digit',
  async (which) => {
    const studyId = which === 'a judged study' ? await makeJudgedStudy() : await writeLimaReference(db)
    const screen = await winTieLoss(await grantAdmin(studyId, 'study:results'))
    const files = await exportFiles(studyId)
    const shown = new Map(screen.rows.filter(({ n }) => n > 0).map((row) => [`${row.group}/${row.other}`, row]))
    const marked = await Promise.all([files.csv, files.jsonl].map(withMark))
    for (const file of [files.csv, files.jsonl, ...marked]) {
      const { rows, recorded, counted, leftOut } = await recompute(readExport(file))
      const told = rows.filter(({ n }) => n > 0)
      expect(new Map(told.map((row) => [`${row.group}/${row.other}`, row]))).toEqual(shown)
      expect({ recorded, counted }).toEqual({ recorded: screen.recorded, counted: screen.counted })
      const reasons = screen.leftOut.filter(({ count }) => count > 0).map(({ reason, count }) => [reason, count])
      expect(leftOut).toEqual(Object.fromEntries(reasons))
    }
  },
)

const RULES = Object.keys(COUNTING_RULES) as CountingRule[]

/** Items that several annotators of two groups judge, some of them a second time by plan, with sides swapped. */
async function makePanelStudy(): Promise<string> {
  const study = await writeStudy(['one', 'two', 'three'], { pairing: 'ALL' })
  const annotators = [
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'crowd', simulated: true }),
    await study.addAnnotator({ group: 'authors' }),
  ]
  const { below } = rng(3, 'panel')
  const pairs = [
    ['one', 'two'],
    ['three', 'one'],
    ['two', 'three'],
  ] as const
  for (let k = 0; k < 12; k++) {
    const arms = pairs[k % 3] as (typeof pairs)[number]
    const itemId = await study.addItem(arms)
    for (const annotator of annotators.slice(0, 1 + below(3))) {
      const leftIsA = below(2) === 0
      const about = () => ({ itemId, choice: ['A', 'A', 'TIE', 'B'][below(4)] as string })
      const assignment = await study.judge(annotator, arms, { ...about(), leftIsA })
      await study.answer(assignment, 'B', { criterion: 1 })
      if (below(2) === 0) continue
      const again = await study.judge(annotator, arms, { ...about(), leftIsA: !leftIsA, repeat: 1 })
      await study.answer(again, 'A', { criterion: 1 })
    }
  }
  return study.studyId
}

test('rates, categories, tags and sides of every rule and question come out of the file as on the screen', async () => {
  const studyId = await makePanelStudy()
  const access = await grantAdmin(studyId, 'study:results')
  const { csv, jsonl } = await exportFiles(studyId)
  for (const criterion of [0, 1]) {
    const question = `Question ${criterion}`
    const { analysis } = requireComparisons(requirePresent(await readAnalysis(access, question, 60_000)))
    for (const rule of RULES) {
      const screen = await winTieLoss(access, { rule, criterion })
      const anytime = await anytimeRows(access, anyTime(screen), null)
      expect(anytime).toHaveLength(screen.rows.filter(({ n }) => n > 0).length)
      for (const file of [csv, jsonl]) {
        const told = await recompute(readExport(file), { rule, criterion: question })
        expect(told.used).toBeGreaterThan(10)
        expect(told).toMatchObject({ recorded: screen.recorded, used: screen.used, counted: screen.counted })
        expect(sorted(told.rows)).toEqual(sorted(screen.rows))
        expect(inOrder(told.categories)).toEqual(inOrder(screen.categories))
        expect(inOrder(told.tags)).toEqual(inOrder(screen.tags))
        expect(sorted(told.sides)).toEqual(sorted(analysis.sides))
        const scores = anytimeScores(await gatherColumns(readExport(file), question))
        expect(sorted(anytimeOf(scores, told.rows))).toEqual(sorted(anytime))
      }
    }
  }
})

/** One item judged by one annotator first with A left, then by plan with A right. */
async function makeRepeated(first: string, second: string) {
  const arms = [`one ${randomUUID()}`, `two ${randomUUID()}`] as const
  const study = await writeStudy(arms)
  const annotator = await study.addAnnotator({ group: 'crowd' })
  const itemId = await study.addItem(arms)
  await study.judge(annotator, arms, { itemId, choice: first, leftIsA: true })
  await study.judge(annotator, arms, { itemId, choice: second, leftIsA: false, repeat: 1 })
  return study.studyId
}

test.each([
  ['A', 'B', { wins: 0, ties: 1, losses: 0 }],
  ['A', 'A', { wins: 1, ties: 0, losses: 0 }],
  ['A', 'TIE', { wins: 1, ties: 0, losses: 0 }],
])('both orders averaged takes a planned repeat for the second order: %s then %s', async (first, second, outcome) => {
  const access = await grantAdmin(await makeRepeated(first, second), 'study:results')
  const averaged = await winTieLoss(access, { rule: 'order-averaged' })
  expect(averaged).toMatchObject({ recorded: 2, used: 2, counted: 1, rows: [outcome] })
  expect(averaged.leftOut.find(({ reason }) => reason === 'repeat')?.count).toBe(0)
  const all = await winTieLoss(access, { rule: 'all' })
  expect(all).toMatchObject({ recorded: 2, used: 1, rows: [{ wins: 1, ties: 0, losses: 0 }] })
})

test.each([
  ['majority', 0, 1],
  ['signs', 1, 0],
] as const)('a win and a tie of two annotators: %s', async (rule, wins, ties) => {
  const arms = [`one ${randomUUID()}`, `two ${randomUUID()}`] as const
  const study = await writeStudy(arms)
  const itemId = await study.addItem(arms)
  for (const choice of ['A', 'TIE'])
    await study.judge(await study.addAnnotator({ group: 'crowd' }), arms, { itemId, choice })
  const { rows } = await winTieLoss(await grantAdmin(study.studyId, 'study:results'), { rule })
  expect(rows).toMatchObject([{ wins, ties, losses: 0 }])
})

/** As if the design let one look at any time: only then does the page show these. */
const anyTime = (screen: WinTieLoss): WinTieLoss => ({ ...screen, study: { ...screen.study, looks: 'ANYTIME' } })

/** Lists without their order, which a file does not tell. */
function sorted<T extends { group: string }>(list: T[]): T[] {
  return [...list].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

const inOrder = (slices: SliceRates[]) => sorted(slices).map((slice) => ({ ...slice, rows: sorted(slice.rows) }))

/** Group and names: what the order of a list is by. */
const sortKey = (entry: { group: string; reference?: string; other?: string; slice?: { name: string } }) =>
  [entry.group, entry.reference, entry.other, entry.slice?.name].join('/')
