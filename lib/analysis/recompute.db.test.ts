import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { readExport } from '@/lib/records/read-export'
import { recompute } from '@/lib/records/recompute'
import { exportFiles } from '@/lib/testing/export-files'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { writeLimaReference } from '../../prisma/reference/lima-2023'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-recompute-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** As Excel writes and reads it, and as some editors save any text. */
async function withMark(file: string): Promise<string> {
  const marked = path.join(folder, `marked-${path.basename(file)}`)
  await writeFile(marked, `\ufeff${await readFile(file, 'utf8')}`)
  return marked
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
    const files = await exportFiles(studyId, folder)
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
