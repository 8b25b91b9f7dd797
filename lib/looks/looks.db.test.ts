import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { figureRows } from '@/lib/figures/figure-rows'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { compareNumbers } from '@/lib/results/frozen-numbers'
import { freezeResults, readSnapshot } from '@/lib/results/snapshots'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { LookInput, lookEarly, readVisibility, requireResults } from './looks'

async function makeJudged(name: string) {
  const study = await writeStudy([`${name} one`, `${name} two`])
  const annotator = await study.addAnnotator({ group: 'crowd' })
  await study.judge(annotator, [`${name} one`, `${name} two`])
  return { study, access: await grantAdmin(study.studyId, 'study:results') }
}

test('an open study shows nothing until a reason is given, and only to who gave it', async () => {
  const { study, access } = await makeJudged('look')
  expect((await readVisibility(access)).shown).toBe('hidden')
  await expect(requireResults(access)).rejects.toThrow('once the study is closed')
  expect(LookInput.safeParse({ studyId: study.studyId, reason: 'because' }).success).toBe(false)
  await lookEarly(access, { studyId: study.studyId, reason: 'Checking that verdicts arrive' })
  const visibility = await readVisibility(access)
  expect(visibility).toMatchObject({
    shown: 'look',
    looks: [{ reason: 'Checking that verdicts arrive', judgments: 1 }],
  })
  await requireResults(access)
  expect(await db.auditEntry.count({ where: { studyId: study.studyId, action: 'results.look' } })).toBe(1)

  const other = await grantAdmin(study.studyId, 'study:results')
  expect((await readVisibility(other)).shown).toBe('hidden')
  await db.look.updateMany({ where: { studyId: study.studyId }, data: { until: new Date(0) } })
  expect((await readVisibility(access)).shown).toBe('hidden')
  await db.study.update({ where: { id: study.studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  expect((await readVisibility(other)).shown).toBe('closed')
})

test('a design may allow looks at any time', async () => {
  const { study, access } = await makeJudged('anytime')
  await db.study.update({ where: { id: study.studyId }, data: { looks: 'ANYTIME' } })
  expect((await readVisibility(access)).shown).toBe('anytime')
})

test('the judgments of an open study are given out as its results are: for a reason, when closed, or at any time', async () => {
  const { study, access } = await makeJudged('gated')
  const { studyId } = study
  const own = await authorizeActor(access.actor, studyId, 'study:export')
  const other = await grantAdmin(studyId, 'study:export')
  const take = async (by: typeof own) => {
    let rows = 0
    for await (const batch of (await exportJudgments(by)).batches) rows += batch.length
    return rows
  }
  await expect(take(own)).rejects.toThrow('once the study is closed')
  await lookEarly(access, { studyId, reason: 'The pilot is to be checked' })
  expect(await take(own)).toBe(1)
  await expect(take(other)).rejects.toThrow('once the study is closed')
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  expect(await take(other)).toBe(1)
  await db.study.update({ where: { id: studyId }, data: { looks: 'CLOSING', status: 'PAUSED' } })
  await expect(take(other)).rejects.toThrow('once the study is closed')
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  expect(await take(other)).toBe(1)
})

test('a snapshot is not taken of what may not be seen, nor by a stranger, and one of before is still read', async () => {
  const { study, access } = await makeJudged('frozen')
  const { studyId } = study
  const input = { studyId, note: 'For the paper', rule: 'all', criterion: 0 }
  await expect(freezeResults(access, input)).rejects.toThrow('once the study is closed')
  const { rows, ...result } = await winTieLoss(access)
  const before = { rows, method: result.method, recorded: 1, used: 1, counted: 1 } as unknown as Prisma.InputJsonValue
  const data = { studyId, note: 'Of before', version: 'v', dataHash: 'h', rule: 'all', numbers: before }
  const { numbers } = await readSnapshot(access, (await db.snapshot.create({ data })).id)
  expect(numbers).toMatchObject({ recorded: 1, counted: 1, firstOnly: true })
  const now = [{ name: 'figure-1', rows: figureRows(studyId, { ...result, rows }) }]
  expect(compareNumbers(numbers.figures, now)).toEqual([{ name: 'figure-1', numbers: 23, changes: [] }])
  const stranger = await db.user.create({
    data: { email: 'stranger@example.org', name: 'S', role: 'RESEARCHER', passwordHash: 'x' },
  })
  const actor = { id: stranger.id, name: 'S', email: stranger.email, role: 'RESEARCHER' } as const
  await expect(authorizeActor(actor, studyId, 'study:results')).rejects.toThrow('could not find')
})
