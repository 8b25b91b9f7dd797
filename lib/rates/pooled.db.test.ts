import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportRows } from '@/lib/exports/export-judgments'
import { readExport } from '@/lib/records/read-export'
import { recompute } from '@/lib/records/recompute'
import { type Arms, grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { COUNTING_RULES, type CountingRule } from './counting-rule'
import { POOLED } from './strata'
import { winTieLoss } from './win-tie-loss'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pooled-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What two of the crowd and an expert said of each prompt; null: nothing. */
const SAID = [
  [['A', 'A'], 'A'],
  [['A', 'TIE'], 'B'],
  [['B', 'B'], 'B'],
  [['A', 'B'], 'A'],
  [['TIE', 'TIE'], 'A'],
  [['A', 'A'], 'TIE'],
  [[], 'B'],
  [['A', 'A'], null],
] as const

/** A study judged so, with a model's verdicts beside, which are pooled with nobody's. */
async function makeJudged({ hasExperts = true } = {}): Promise<string> {
  const [focal, base, third] = [`focal ${randomUUID()}`, `base ${randomUUID()}`, `third ${randomUUID()}`] as const
  const study = await writeStudy([focal, base, third])
  const crowd = [await study.addAnnotator({ group: 'Crowd' }), await study.addAnnotator({ group: 'Crowd' })]
  const expert = hasExperts ? await study.addAnnotator({ group: 'Experts' }) : null
  const model = await study.addAnnotator({ group: 'Models', kind: 'LLM', simulated: true })
  for (const [k, [ofCrowd, ofExpert]] of SAID.entries()) {
    // Some items have the arms the other way round: the reference is the focal system all the same.
    const isTurned = k % 3 === 1
    const arms: Arms = isTurned ? [base, focal] : [focal, base]
    const turn = (choice: string) => (isTurned && choice !== 'TIE' ? (choice === 'A' ? 'B' : 'A') : choice)
    const itemId = await study.addItem(arms)
    for (const [index, choice] of ofCrowd.entries())
      await study.judge(crowd[index] ?? '', arms, { itemId, choice: turn(choice), leftIsA: index === 0 })
    if (expert && ofExpert) await study.judge(expert, arms, { itemId, choice: turn(ofExpert), leftIsA: true })
    await study.judge(model, arms, { itemId, choice: turn('B'), leftIsA: true })
  }
  return study.studyId
}

const close = (value: number) => expect.closeTo(value, 12)

test('groups of people are pooled with prompts as clusters: the values of an independent computation', async () => {
  const studyId = await makeJudged()
  const { pooled, rows } = await winTieLoss(await grantAdmin(studyId, 'study:results'))
  expect(new Set(rows.map(({ group }) => group))).toEqual(new Set(['Crowd', 'Experts', 'Models']))
  expect(pooled?.method).toBe('clustered')
  const [row, ...more] = pooled?.rows ?? []
  expect(more).toEqual([])
  // By Python from the table above: t_g the total of prompt g, n_g its verdicts, m = Σt / Σn,
  // se = sqrt(8/7 · Σ(t_g − m·n_g)²) / Σn, with 2.364624251592785 the 97.5 % quantile of t with 7 degrees of freedom.
  expect(row).toMatchObject({
    ...{ group: POOLED, n: 21, prompts: 8, wins: 11, ties: 4, losses: 6, simulated: 0 },
    score: { mean: close(0.6190476190476191), se: close(0.1277799119638709) },
    win: { share: close(0.5238095238095238) },
    test: { name: 'clustered', p: close(0.3825203996114258), holm: close(0.3825203996114258) },
  })
  expect(row?.score?.interval).toEqual([close(0.3168961403514589), close(0.9211990977437792)])
  expect(row?.win?.interval).toEqual([close(0.21194542754765627), close(0.8356736200713915)])
  // Cut to what a share can be.
  expect(row?.tie?.interval).toEqual([0, close(0.41789264653649355)])
  expect(row?.loss?.interval).toEqual([0, close(0.6191673406753023)])
})

test('analyze pools the exported file to the same last digit, by every rule', async () => {
  const studyId = await makeJudged()
  const file = path.join(folder, 'judgments.jsonl')
  const { batches } = await exportRows(await grantAdmin(studyId, 'study:results'))
  const lines: string[] = []
  for await (const batch of batches) for (const row of batch) lines.push(JSON.stringify(row))
  await writeFile(file, `${lines.join('\n')}\n`)
  const access = await grantAdmin(studyId, 'study:results')
  for (const rule of Object.keys(COUNTING_RULES) as CountingRule[]) {
    const screen = await winTieLoss(access, { rule })
    const told = await recompute(readExport(file), { rule, criterion: 'Question 0' })
    expect(told.pooled, rule).toEqual(screen.pooled)
    expect(screen.pooled?.rows[0]?.n, rule).toBe(
      screen.rows.reduce((sum, { group, n }) => sum + (group === 'Models' ? 0 : n), 0),
    )
  }
})

test('one group of people is pooled with nobody, whatever models said', async () => {
  const studyId = await makeJudged({ hasExperts: false })
  expect((await winTieLoss(await grantAdmin(studyId, 'study:results'))).pooled).toBeNull()
})
