import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SliceRates } from '@/lib/rates/assemble-rates'
import { COUNTING_RULES, type CountingRule } from '@/lib/rates/counting-rule'
import { type WinTieLoss, winTieLoss } from '@/lib/rates/win-tie-loss'
import { gatherColumns } from '@/lib/records/gather-columns'
import { readExport } from '@/lib/records/read-export'
import { recompute } from '@/lib/records/recompute'
import { rng } from '@/lib/rng'
import { exportFiles } from '@/lib/testing/export-files'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
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
  const { csv, jsonl } = await exportFiles(studyId, folder)
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
