import { expect, test } from 'vitest'
import { z } from 'zod'
import { authorizeActor } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { waitForJob } from '@/lib/jobs/state'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { enrolPeople, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy } from '@/lib/testing/judging'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { workHere } from '@/lib/worker/testing'
import { discardRehearsal } from './discard-rehearsal'
import { listRehearsals } from './queries'
import { rehearsalJob } from './rehearsal-job'
import { resumeRehearsal } from './resume-rehearsal'
import type { ComparisonSettings } from './schema'
import { startRehearsal } from './start-rehearsal'
import { stopRehearsal } from './stop-rehearsal'

const SETTINGS: ComparisonSettings = {
  protocol: 'COMPARISON',
  ...{ skill: 0.9, leftBias: 0.05, tieRate: 0.2, seconds: 30, hasSloppy: false, share: 1 },
  groups: [{ codePrefix: 'C', annotators: 3 }],
}

workHere()

/** Waits until the job of a rehearsal is over. */
async function runEnded(id: string): Promise<void> {
  await waitForJob(rehearsalJob, id, 60_000)
}

type Draft = { studyId: string; researcher: Actor }

const run = ({ researcher, studyId }: Draft) => authorizeActor(researcher, studyId, 'study:run')

async function start(draft: Draft, settings: Partial<ComparisonSettings> = {}) {
  return startRehearsal(await run(draft), { ...SETTINGS, ...settings })
}

/** Starts a rehearsal and waits for its end. @returns its id */
async function rehearse(draft: Draft, settings: Partial<ComparisonSettings> = {}): Promise<string> {
  const id = await start(draft, settings)
  await runEnded(id)
  return id
}

const list = async ({ researcher, studyId }: Draft) =>
  listRehearsals(await authorizeActor(researcher, studyId, 'study:design'))

test('a rehearsal fills all slots of a rich design exactly, says that it is simulated, and is closed', async () => {
  const draft = await makeDraft({
    prompts: 8,
    baselines: 2,
    overlap: 1,
    design: {
      criteria: [
        { question: 'Which is better?', scale: 'FIVE', labels: scaleLabels('FIVE') },
        { question: 'Which is safer?', scale: 'THREE_BOTH_BAD', labels: scaleLabels('THREE_BOTH_BAD') },
      ],
      groups: [
        { name: 'Crowd', codePrefix: 'C', overlap: 1, judgesShared: true, places: 4 },
        { name: 'Author', codePrefix: 'A', overlap: 1, judgesShared: false, places: 2 },
      ],
      ...{ sharedItems: 3, identicalChecks: 2, repeatShare: 0.25, rationale: 'REQUIRED', consent: 'I agree.' },
    },
  })
  const groups = [
    { codePrefix: 'C', annotators: 4 },
    { codePrefix: 'A', annotators: 2 },
  ]
  const id = await rehearse(draft, { groups, hasSloppy: true })
  const { slots, done, judgments, ...broken } = await checkStudy(id)
  expect(done).toBe(slots)
  expect(judgments).toBe(2 * slots)
  expect(broken).toMatchObject({ judgedTwice: [], doubleJudgments: [], doneWithoutVerdict: 0, unbalanced: 0 })
  const study = await db.study.findUniqueOrThrow({ where: { id }, include: { annotators: true } })
  expect(study).toMatchObject({ origin: 'SIMULATED', status: 'CLOSED', rehearsalOfId: draft.studyId })
  expect(study.title).toMatch(/ \(rehearsal\)$/)
  expect(study.annotators.map(({ code, simulated }) => simulated && code).sort()).toEqual([
    'A01',
    'A02',
    'C01',
    'C02',
    'C03',
    'C04',
  ])
  expect(await list(draft)).toMatchObject([
    { id, state: 'finished', problem: null, wanted: slots, done, annotators: 6 },
  ])
  // Nothing of it is the draft's.
  expect(await db.assignment.count({ where: { studyId: draft.studyId } })).toBe(0)
  expect(await db.annotator.count({ where: { studyId: draft.studyId } })).toBe(0)
  expect(await db.study.findUniqueOrThrow({ where: { id: draft.studyId } })).toMatchObject({ status: 'DRAFT' })
})

/** Of a rehearsal's decided first judgments: the share that went left, and that followed the majority of its pair. */
async function readTempers(id: string) {
  const verdicts = await db.judgment.findMany({
    where: { studyId: id },
    include: { assignment: { select: { leftIsA: true } } },
  })
  const decided = verdicts.filter(({ score }) => score !== 0)
  const forA = decided.filter(({ score }) => score > 0).length / decided.length
  return {
    ties: 1 - decided.length / verdicts.length,
    left: decided.filter(({ score, assignment }) => score > 0 === assignment.leftIsA).length / decided.length,
    agreed: Math.max(forA, 1 - forA),
  }
}

test('skill, a bias to the left and the rate of ties show in the judgments', async () => {
  // By this seed one system is preferred 82 times in 100; where systems are even, the skilled would agree no more than others.
  const draft = await makeDraft({ prompts: 100, baselines: 1, overlap: 3, design: { seed: 20230528 } })
  const [skilled, blind] = await Promise.all([
    rehearse(draft, { skill: 1, leftBias: 0, tieRate: 0 }),
    rehearse(draft, { skill: 0, leftBias: 0.5, tieRate: 0.4 }),
  ])
  const able = await readTempers(skilled)
  expect(able.ties).toBe(0)
  // Who takes which slot is chance: 0.15 is five standard errors of 300 verdicts.
  expect(able.left).toBeGreaterThan(0.35)
  expect(able.left).toBeLessThan(0.65)
  const unable = await readTempers(blind)
  // Half go left whatever stands there, and half of the rest by chance.
  expect(unable.left).toBeGreaterThan(0.65)
  expect(unable.left).toBeLessThan(0.85)
  expect(unable.ties).toBeGreaterThan(0.1)
  expect(unable.ties).toBeLessThan(0.5)
  expect(able.agreed).toBeGreaterThan(unable.agreed)
  expect(able.agreed).toBeGreaterThan(0.7)
})

test('a rating draft is rehearsed through the same door: each response, and each turn of it, as often as wanted', async () => {
  const draft = await makeRatingDraft({
    ...{ prompts: 6, systems: 2, samples: 2, overlap: 2, turns: 3 },
    design: { sharedItems: 2, repeatShare: 0.25, rationale: 'REQUIRED' },
  })
  const settings = { protocol: 'RATING', severity: 0.4, noise: 0.5, seconds: 20, hasSloppy: true, share: 1 } as const
  const groups = [{ codePrefix: 'C', annotators: 4 }]
  const wrong = { ...SETTINGS, groups }
  await expect(startRehearsal(await run(draft), wrong)).rejects.toMatchObject({ code: 'conflict' })
  const id = await startRehearsal(await run(draft), { ...settings, groups })
  await runEnded(id)
  const { unbalanced: _, slots, done, judgments, ...kept } = await checkStudy(id)
  expect(kept).toEqual({ judgedTwice: [], doubleJudgments: [], doneWithoutVerdict: 0, miscounted: [] })
  expect(done).toBe(slots)
  // One answer about the whole, one about each of three turns.
  expect(judgments).toBe(4 * done)
  expect(await db.study.findUnique({ where: { id } })).toMatchObject({ origin: 'SIMULATED', status: 'CLOSED' })
  expect(await list(draft)).toMatchObject([{ state: 'finished', settings: { protocol: 'RATING', noise: 0.5 } }])
  expect(
    new Set((await db.judgment.findMany({ where: { studyId: id, turn: 0 } })).map(({ choice }) => choice)),
  ).toEqual(new Set(['FAIL', 'PASS', 'EXCELLENT']))
})

test('in a small study every simulated annotator judges', async () => {
  const id = await rehearse(await makeDraft({ prompts: 4, baselines: 1, overlap: 2 }))
  const judged = await db.annotator.findMany({ where: { studyId: id }, select: { judged: true } })
  expect(judged).toHaveLength(3)
  expect(judged.filter(({ judged }) => judged === 0)).toEqual([])
})

test('a share of the slots is judged when a share is asked for', async () => {
  const draft = await makeDraft({ prompts: 20, overlap: 2 })
  const id = await rehearse(draft, { share: 0.5 })
  expect(await list(draft)).toMatchObject([{ id, state: 'finished', wanted: 40, done: 20 }])
})

const Tables = z.array(z.object({ table: z.string() }))

/** How many rows of a study each table with a column `studyId` has, the audit trail left out. */
async function countRows(studyId: string): Promise<Record<string, number>> {
  const tables = Tables.parse(
    await db.$queryRaw`
      SELECT table_name AS "table" FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'studyId' AND table_name <> 'AuditEntry'`,
  )
  const counts: Record<string, number> = { Study: await db.study.count({ where: { id: studyId } }) }
  for (const { table } of tables) {
    const rows = await db.$queryRawUnsafe(
      `SELECT count(*)::int AS n FROM "${table}" WHERE "studyId" = $1::uuid`,
      studyId,
    )
    counts[table] = z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n
  }
  return counts
}

test('discarding leaves no row of a rehearsal in any table, and a line in the audit trail', async () => {
  const draft = await makeDraft({ prompts: 6, overlap: 2 })
  const id = await rehearse(draft)
  expect(await countRows(id)).toMatchObject({ Study: 1, Judgment: 12, Assignment: 12, Annotator: 3, Rehearsal: 1 })
  expect(await discardRehearsal(await run({ ...draft, studyId: id }))).toBe(draft.studyId)
  expect(Object.values(await countRows(id)).filter((rows) => rows > 0)).toEqual([])
  expect(await list(draft)).toEqual([])
  const acts = await db.auditEntry.findMany({ where: { studyId: draft.studyId }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action }) => action)).toEqual(['study.create', 'study.rehearse', 'rehearsal.discard'])
  expect(acts.at(-1)?.detail).toEqual({ rehearsal: id, judgments: 12 })
})

test('a study that people may judge is not discarded, whatever its state', async () => {
  for (const study of [await makeDraft(), await makeOpenStudy()])
    await expect(discardRehearsal(await run(study))).rejects.toMatchObject({ code: 'conflict' })
})

test('discarding a rehearsal that is under way stops it', async () => {
  const draft = await makeDraft({ prompts: 100, baselines: 2, overlap: 3 })
  const id = await start(draft)
  const judged = () => db.judgment.count({ where: { studyId: id } })
  await expect.poll(judged, { interval: 20, timeout: 60_000 }).toBeGreaterThan(0)
  expect(await list(draft)).toMatchObject([{ state: 'judging' }])
  await discardRehearsal(await run({ ...draft, studyId: id }))
  expect(Object.values(await countRows(id)).filter((rows) => rows > 0)).toEqual([])
})

test('two rehearsals of one draft go on at once, each complete', async () => {
  const draft = await makeDraft({ prompts: 30, overlap: 2 })
  const ids = await Promise.all([start(draft), start(draft)])
  await Promise.all(ids.map(runEnded))
  for (const id of ids) expect(await checkStudy(id)).toMatchObject({ slots: 60, done: 60, judgedTwice: [] })
})

test('a rehearsal that was broken off says so, and goes on where it stopped', async () => {
  const draft = await makeDraft({ prompts: 30, overlap: 2 })
  const id = await rehearse(draft, { share: 0.5 })
  const access = await run({ ...draft, studyId: id })
  await expect(resumeRehearsal(access)).rejects.toMatchObject({ code: 'conflict' })
  // As a job leaves it that was begun in vain too often: open, and nobody at it.
  const half = await makeHalf(draft)
  expect((await list(draft)).find((row) => row.id === half)).toMatchObject({ state: 'broken', wanted: 60, done: 30 })
  await resumeRehearsal(await run({ ...draft, studyId: half }))
  await expect(resumeRehearsal(await run({ ...draft, studyId: half }))).rejects.toMatchObject({ code: 'conflict' })
  await runEnded(half)
  expect((await list(draft)).find((row) => row.id === half)).toMatchObject({ state: 'finished', wanted: 60, done: 60 })
  expect(await checkStudy(half)).toMatchObject({ judgedTwice: [], doubleJudgments: [] })
})

test('a rehearsal is stopped where it is, and goes on when it is told to', async () => {
  const draft = await makeDraft({ prompts: 60, overlap: 2 })
  const id = await start(draft)
  const access = await run({ ...draft, studyId: id })
  await expect.poll(() => db.judgment.count({ where: { studyId: id } }), { interval: 10 }).toBeGreaterThan(0)
  await stopRehearsal(access)
  const [stopped] = await list(draft)
  expect(stopped).toMatchObject({ id, state: 'broken', problem: 'somebody stopped it.', wanted: 120 })
  expect(stopped?.done).toBeLessThan(120)
  await resumeRehearsal(access)
  await runEnded(id)
  expect((await list(draft))[0]).toMatchObject({ state: 'finished', problem: null, done: 120 })
  await expect(stopRehearsal(access)).rejects.toMatchObject({ code: 'conflict' })
  const where = { studyId: draft.studyId, action: 'rehearsal.stop' }
  expect(await db.auditEntry.findMany({ where })).toMatchObject([{ detail: { rehearsal: id } }])
})

/** A rehearsal with nobody at it and half of its slots done; its status is set back past the rule that forbids it. */
async function makeHalf(draft: Draft): Promise<string> {
  const id = await rehearse(draft, { share: 0.5 })
  await db.$transaction([
    db.$executeRaw`ALTER TABLE "Study" DISABLE TRIGGER "Study_opens_and_closes"`,
    db.study.update({ where: { id }, data: { status: 'OPEN', closedAt: null } }),
    db.$executeRaw`ALTER TABLE "Study" ENABLE TRIGGER "Study_opens_and_closes"`,
    db.$executeRaw`
      UPDATE "Rehearsal" SET "finishedAt" = NULL, settings = settings || '{"share": 1}' WHERE "studyId" = ${id}::uuid`,
  ])
  return id
}

test('what keeps a draft from opening is told, and the rehearsal goes on once it is mended', async () => {
  const draft = await makeDraft({ prompts: 4 })
  const gone = await db.systemResponse.findFirstOrThrow({ where: { promptSetId: draft.promptSet.id } })
  await db.systemResponse.delete({ where: { id: gone.id } })
  const id = await rehearse(draft)
  const [row] = await list(draft)
  expect(row).toMatchObject({ id, state: 'broken', wanted: 0 })
  expect(row?.problem).toMatch(/has no response to q-/)
  const { characters: _, ...data } = gone as typeof gone & { characters?: number }
  await db.systemResponse.create({ data: { ...data, messages: [{ role: 'assistant', content: 'Back.' }] } })
  await resumeRehearsal(await run({ ...draft, studyId: id }))
  await runEnded(id)
  expect(await list(draft)).toMatchObject([{ state: 'finished', problem: null, wanted: 4, done: 4 }])
})

test('too few annotators for a full rehearsal are refused by field, and nothing is made', async () => {
  const draft = await makeDraft({ overlap: 4 })
  await expect(start(draft)).rejects.toMatchObject({
    code: 'invalid',
    fields: { 'groups.0.annotators': [expect.stringContaining('At least 4 in all')] },
  })
  expect(await list(draft)).toEqual([])
})

test('only drafts are rehearsed, and no rehearsal', async () => {
  await expect(start(await makeOpenStudy())).rejects.toMatchObject({ code: 'study_frozen' })
  const draft = await makeDraft()
  const id = await rehearse(draft)
  await expect(start({ ...draft, studyId: id })).rejects.toMatchObject({ code: 'conflict' })
})

test('a rehearsal takes no people', async () => {
  const draft = await makeDraft()
  const id = await rehearse(draft, { share: 0.5 })
  await db.$executeRaw`ALTER TABLE "Study" DISABLE TRIGGER "Study_opens_and_closes"`
  await db.study.update({ where: { id }, data: { status: 'OPEN' } })
  await db.$executeRaw`ALTER TABLE "Study" ENABLE TRIGGER "Study_opens_and_closes"`
  const { id: groupId } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId: id } })
  const access = await authorizeActor(draft.researcher, id, 'annotators:manage')
  await expect(createAnnotatorInvite(access, { groupId, capacity: 1, days: 7 })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(enrolPeople(id, 1)).rejects.toThrow('A simulated study takes no people')
})
