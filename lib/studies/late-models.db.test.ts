import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { digestMessages } from '@/lib/prompts/messages'
import { startRun } from '@/lib/runs/control-run'
import { enrolPeople } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll } from '@/lib/testing/judging'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { workHere } from '@/lib/worker/testing'
import { amendStudy } from './amend-study'

workHere()

let model: ScriptedModel

beforeEach(async () => {
  model = await startScriptedModel(() => acts.say('Verdict: C'))
})
afterEach(() => model.stop())

type Study = Awaited<ReturnType<typeof makeModelStudy>>

async function joinLate({ run, promptSet: { id: promptSetId } }: Study): Promise<string> {
  const { id: systemId } = await db.system.create({ data: { name: `Late ${crypto.randomUUID()}` } })
  const messages = [{ role: 'assistant' as const, content: 'Better late.' }]
  for (const { id: promptId } of await db.prompt.findMany({ where: { promptSetId } }))
    await db.systemResponse.create({
      data: { promptSetId, promptId, systemId, messages, digest: digestMessages(messages) },
    })
  await amendStudy(run, { kind: 'SYSTEM', systemId, against: [], names: 'KEEP', reason: 'It came out today.' })
  return systemId
}

const addModel = ({ run, input }: Study, changes: Partial<Study['input']>) =>
  amendStudy(run, {
    kind: 'MODEL',
    group: { name: 'Machines', codePrefix: 'G' },
    model: { ...input, ...changes },
    reason: 'A second opinion.',
  })

const statusOf = async (key: Study['key']) =>
  (await db.modelRun.findUniqueOrThrow({ where: { studyId_annotatorId: key } })).status

async function workOut(study: Study, annotatorId = study.annotatorId): Promise<void> {
  const key = { studyId: study.studyId, annotatorId }
  await startRun(study.run, annotatorId)
  await expect.poll(() => statusOf(key), { timeout: 30_000, interval: 50 }).toBe('DONE')
}

/** A model's slots on the items that came late, by item. */
async function lateSlots(studyId: string, keptForId: string) {
  const slots = await db.assignment.findMany({
    where: { studyId, keptForId, item: { amendment: { gt: 0 } } },
    orderBy: { due: 'asc' },
  })
  const byItem = new Map<string, typeof slots>()
  for (const slot of slots) byItem.set(slot.itemId, [...(byItem.get(slot.itemId) ?? []), slot])
  return byItem
}

test('models get both orders of what joins late, once each, after all that they have; one that was done goes on', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 6, baselines: 2, overlap: 1, model: { repeats: 1 } })
  const { studyId, annotatorId, key } = study
  await workOut(study)
  expect(await checkRun(key)).toMatchObject({ slots: 48, done: 48, wrong: NOTHING_WRONG })
  await joinLate(study)
  const byItem = await lateSlots(studyId, annotatorId)
  expect(byItem.size).toBe(6)
  for (const slots of byItem.values()) {
    expect(slots.map(({ repeat, slot }) => [repeat, slot])).toEqual([
      ...[0, 1].map((way) => [0, 1_000_000 + way]),
      ...[0, 1].map((way) => [1, 1_000_000 + way]),
    ])
    const [first, second, third, fourth] = slots.map(({ leftIsA }) => leftIsA)
    expect([second, third, fourth]).toEqual([!first, first, !first])
  }
  const dues = [...byItem.values()].flat().map(({ due }) => due ?? -1)
  expect(dues.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, place) => 48 + place))
  expect(await db.modelRun.findUniqueOrThrow({ where: { studyId_annotatorId: key } })).toMatchObject({
    ...{ status: 'PAUSED', finishedAt: null, problem: expect.stringContaining('A system joined') },
  })
  expect((await checkRun(key)).wrong).toEqual(NOTHING_WRONG)
  const people = await enrolPeople(studyId, 1, 'C')
  for (const person of people) await judgeAll(person)
  await workOut(study)
  expect(await checkRun(key)).toMatchObject({ slots: 72, done: 72, calls: 72, wrong: NOTHING_WRONG })
  expect(await checkStudy(studyId)).toMatchObject({ unbalanced: 0, miscounted: [], doubleJudgments: [] })
  const amendment = await db.amendment.findFirstOrThrow({ where: { studyId } })
  expect(amendment.after).toMatchObject({ items: 6, models: [{ code: 'G01', slots: 24 }] })
})

test('of several models each gets its own: a sample’s share, nothing of a shared set, nothing once cancelled', async () => {
  const study = await makeModelStudy({
    url: model.url,
    prompts: 8,
    design: { sharedItems: 2 },
    model: { orders: 'ONE' },
  })
  const { studyId } = study
  await addModel(study, { scope: { of: 'SAMPLE', items: 4 }, orders: 'BOTH' })
  await addModel(study, { scope: { of: 'SHARED' } })
  await addModel(study, {})
  const models = await db.annotator.findMany({ where: { studyId, run: { isNot: null } }, orderBy: { code: 'asc' } })
  const [one, sample, shared, cancelled] = models.map(({ id }) => id)
  await db.modelRun.updateMany({ where: { studyId, annotatorId: cancelled }, data: { status: 'CANCELLED' } })
  await db.modelRun.updateMany({ where: { studyId, annotatorId: sample }, data: { status: 'RUNNING' } })
  await joinLate(study)
  const counts = async (id = '') => [...(await lateSlots(studyId, id)).values()].map((slots) => slots.length)
  expect(await counts(one)).toEqual(Array(8).fill(1))
  // A sample of half of the items takes half of those that join.
  expect(await counts(sample)).toEqual(Array(4).fill(2))
  expect(await counts(shared)).toEqual([])
  expect(await counts(cancelled)).toEqual([])
  expect(await statusOf({ studyId, annotatorId: one ?? '' })).toBe('READY')
  expect(await statusOf({ studyId, annotatorId: sample ?? '' })).toBe('RUNNING')
  for (const annotatorId of [one, sample, shared])
    expect((await checkRun({ studyId, annotatorId: annotatorId ?? '' })).wrong).toEqual(NOTHING_WRONG)
  // Whoever joins after that judges what there is by then, with numbers that nobody has.
  await addModel(study, { orders: 'BOTH' })
  const last = await db.annotator.findFirstOrThrow({ where: { studyId, code: 'G05' } })
  expect(await counts(last.id)).toEqual(Array(8).fill(2))
})
