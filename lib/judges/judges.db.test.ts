import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAnalysis, requireComparisons, requirePresent } from '@/lib/analysis/read-analysis'
import { db } from '@/lib/db/client'
import { captionText } from '@/lib/figures/caption'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { readFigureCounts } from '@/lib/figures/read-counts'
import { howToAnswer } from '@/lib/models/request'
import { COUNTING_RULES, type CountingRule } from '@/lib/rates/counting-rule'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { readExport } from '@/lib/records/read-export'
import { recompute } from '@/lib/records/recompute'
import { exportFiles } from '@/lib/testing/export-files'
import { finishModelSlot, judgedByModels } from '@/lib/testing/judged-by-model'
import { grantAdmin } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'

workHere()

let folder: string
let made: Awaited<ReturnType<typeof judgedByModels>>
let files: string[]
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-judges-'))
  made = await judgedByModels()
  const { csv, jsonl } = await exportFiles(made.studyId, folder)
  files = [csv, jsonl]
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function readPage() {
  const access = await grantAdmin(made.studyId, 'study:results')
  const { analysis } = requireComparisons(requirePresent(await readAnalysis(access, 'Question 0', 60_000)))
  return analysis
}

test('the page knows orders, repeats, what had no verdict, the family and the margin', async () => {
  const { judges } = await readPage()
  const [follower, first] = judges?.habits ?? []
  expect(judges).toMatchObject({ margin: 0.1, people: 3 })
  expect(follower).toMatchObject({ outcomes: { refused: 2 }, answered: 118, bias: { family: 'Aster' } })
  expect(follower?.orders.pairs).toBe(59)
  expect(follower?.retest).toMatchObject({ defined: true, value: { pairs: 10 } })
  expect(first).toMatchObject({ outcomes: { unparsed: 3 }, answered: 117, bias: { family: null } })
  expect(first?.orders.firstTwice?.share).toBeGreaterThan(0.7)
  expect(first?.bias.lines.find(({ name }) => name === 'first')?.judge?.mean).toBeGreaterThan(0.9)
  const [worth] = judges?.worth ?? []
  expect(worth).toMatchObject({ bothOrders: true, items: 59 })
  expect(worth?.parity.averaged).toMatchObject({ defined: true, value: { items: 49 } })
  for (const pair of worth?.powered ?? []) expect(pair.powered.defined).toBe(true)
  expect(judges?.panel).toMatchObject({ needed: 2, members: [{ code: 'G01' }, { code: 'G02' }] })
})

test('what a model was asked again counts under no rule, and its orders give what each rule says', async () => {
  const access = await grantAdmin(made.studyId, 'study:results')
  const rules = Object.keys(COUNTING_RULES) as CountingRule[]
  for (const rule of rules) {
    const screen = await winTieLoss(access, { rule })
    const told = await recompute(readExport(files[0] as string), { rule, criterion: 'Question 0' })
    const byKey = (rows: typeof screen.rows) => new Map(rows.map((row) => [`${row.group}/${row.other}`, row]))
    expect(byKey(told.rows)).toEqual(byKey(screen.rows))
    expect(told.modelAnswers).toEqual(screen.modelAnswers)
    const ofModels = screen.rows.filter(({ group }) => group === 'Models').reduce((sum, { n }) => sum + n, 0)
    const wanted = {
      all: 118 + 117,
      earliest: 60,
      majority: 60,
      signs: 60,
      'order-averaged': 59 + 60,
      'order-ties': 59 + 60,
    }
    expect(ofModels, rule).toBe(wanted[rule])
  }
})

test('orders that differ are ties, or what their sum says', async () => {
  const { study, models } = await judgedByModels({ items: 0, byPeople: 0, people: 1 })
  const { systems } = await db.study.findUniqueOrThrow({
    where: { id: study.studyId },
    select: { systems: { orderBy: { position: 'asc' }, select: { system: true } } },
  })
  const arms = [systems[0]?.system.name as string, systems[1]?.system.name as string] as const
  for (const [one, other] of [
    ['A', 'A'],
    ['A', 'TIE'],
    ['A', 'B'],
    ['B', 'TIE'],
  ] as const) {
    const itemId = await study.addItem(arms)
    const at = new Date()
    await finishModelSlot(study, models[0], { itemId, leftIsA: true, slot: 0, at }, one)
    await finishModelSlot(study, models[0], { itemId, leftIsA: false, slot: 1, at }, other)
  }
  const access = await grantAdmin(study.studyId, 'study:results')
  const counts = async (rule: CountingRule) => {
    const row = (await winTieLoss(access, { rule })).rows.find(({ n }) => n > 0)
    return [row?.wins, row?.ties, row?.losses]
  }
  expect(await counts('all')).toEqual([4, 2, 2])
  expect(await counts('order-ties')).toEqual([1, 3, 0])
  expect(await counts('order-averaged')).toEqual([2, 1, 1])
})

test('figure 1 tells of models what has no verdict, what that may move, and how often orders differ', async () => {
  const access = await grantAdmin(made.studyId, 'study:results')
  const { rows } = await readFigureCounts(access, toFigureQuery({}))
  const people = rows.filter(({ group }) => group === 'Crowd')
  expect(people.every(({ asked }) => asked === undefined)).toBe(true)
  const models = rows.flatMap(({ asked }) => (asked ? [asked] : []))
  expect(models.reduce((sum, { without }) => sum + without, 0)).toBe(5)
  expect(models.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(59 + 57)
  for (const row of rows)
    if (row.asked?.sensitivity) {
      const all = row.n + row.asked.without
      expect(row.asked.sensitivity.losses).toBeCloseTo((row.wins + row.ties / 2) / all, 12)
      expect(row.asked.sensitivity.ties).toBeCloseTo((row.wins + (row.ties + row.asked.without) / 2) / all, 12)
    }
})

test('the caption says which models judged, how they were asked, and the sentence that was added', async () => {
  const access = await grantAdmin(made.studyId, 'study:results')
  const query = toFigureQuery({})
  const caption = captionText(await readFigureCounts(access, query), query)
  expect(caption).toMatch(
    /G01 is aster-large by Provider [\w-]+ \(both orders, asked again once, reason first, at most/,
  )
  const criteria = made.study.criterionIds.map(() => ({ id: '', question: '', unit: 'RESPONSE' as const, options: [] }))
  expect(caption).toContain(`“${howToAnswer({ criteria }, { reason: 'FIRST', answer: 'TEXT' })}”`)
  expect(caption).toContain('(2 refused, 3 unparsed)')
  const people = { ...query, group: 'Crowd' }
  expect(captionText(await readFigureCounts(access, people), people)).not.toContain('aster-large by')
})
