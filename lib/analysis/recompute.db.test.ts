import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportRows } from '@/lib/exports/export-judgments'
import { rng } from '@/lib/rng'
import { csvChunks, jsonlChunks } from '@/lib/server/stream'
import { writeLimaReference } from '../../prisma/reference/lima-2023'
import { anytimeOf } from './anytime'
import { anytimeRows } from './anytime-rows'
import type { SliceRates } from './assemble-rates'
import { COUNTING_RULES, type CountingRule } from './counting-rule'
import { anytimeScores } from './deep/anytime-scores'
import { gatherInput } from './deep/input'
import { readDeep, requirePresent } from './deep/read-deep'
import { readExport } from './read-export'
import { recompute } from './recompute'
import { grantAdmin, makeStudy } from './study-fixture'
import { type WinTieLoss, winTieLoss } from './win-tie-loss'

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
  const study = await makeStudy(['Focal, the "first"', '=SUM(A1)', 'Zweite\nZeile'])
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

/** Items that several annotators of two groups judge, some in both orders, some only once. */
async function makePanelStudy(): Promise<string> {
  const study = await makeStudy(['one', 'two', 'three'], { pairing: 'ALL' })
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
      const about = () => ({ itemId, choice: ['A', 'A', 'TIE', 'B'][below(4)] as string, leftIsA: below(2) === 0 })
      const assignment = await study.judge(annotator, arms, about())
      await study.answer(assignment, 'B', { criterion: 1 })
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
    const { deep } = requirePresent(await readDeep(access, question, 60_000))
    for (const rule of RULES) {
      const screen = await winTieLoss(access, { rule, criterion })
      const anytime = await anytimeRows(access, anyTime(screen), null)
      expect(anytime).toHaveLength(screen.rows.filter(({ n }) => n > 0).length)
      for (const file of [csv, jsonl]) {
        const told = await recompute(readExport(file), { rule, criterion: question })
        expect(told.used).toBeGreaterThan(10)
        expect(sorted(told.rows)).toEqual(sorted(screen.rows))
        expect(inOrder(told.categories)).toEqual(inOrder(screen.categories))
        expect(inOrder(told.tags)).toEqual(inOrder(screen.tags))
        expect(sorted(told.sides)).toEqual(sorted(deep.sides))
        const scores = anytimeScores(await gatherInput(readExport(file), question))
        expect(sorted(anytimeOf(scores, told.rows))).toEqual(sorted(anytime))
      }
    }
  }
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

test.each([
  ['an empty file', '', 'is empty'],
  ['half a line of JSON', '{"model_a":"x","model_b":"y","score":1,"simulated":false}\n{"model_a":', 'Line 2'],
  ['a row without a score', 'model_a,model_b,score,simulated\nx,y,,false\n', 'Line 2 cannot be read: score'],
  ['another CSV', 'a,b\n1,2\n', 'Line 1 cannot be read: the column model_a is missing'],
  ['a text', 'not a table\n', 'Line 1 cannot be read: the column model_a is missing'],
  ['a broken quote', 'model_a,model_b,score,simulated\n"x,y,1,false\n', 'not CSV'],
])('%s is refused with its place', async (_, text, message) => {
  const file = await save('bad', text)
  await expect(recompute(readExport(file))).rejects.toThrow(message)
})
