import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { beginCall, claimForModel } from '@/lib/engine/model-calls'
import { modelSeat } from '@/lib/engine/seat'
import { setStatus } from '@/lib/studies/set-status'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type Script, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { workHere } from '@/lib/worker/testing'
import { startRun } from './control-run'
import { noteDone, noteEndOfStudy } from './run-context'
import { workRun } from './work-run'

workHere()

let model: ScriptedModel

const verdict: Script = () => acts.say('Verdict: C')

beforeEach(async () => {
  model = await startScriptedModel(verdict)
})

afterEach(() => model.stop())

type Study = Awaited<ReturnType<typeof makeModelStudy>>

const runOf = ({ key }: Pick<Study, 'key'>) =>
  db.modelRun.findUniqueOrThrow({ where: { studyId_annotatorId: key }, include: { provider: true } })

const becomes = (study: Study, status: string) =>
  expect.poll(async () => (await runOf(study)).status, { timeout: 30_000, interval: 20 }).toBe(status)

/** Holds some request back until it is let go. */
function holdBack() {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return { held, letGo: () => letGo() }
}

test('a run paused with its study and begun again while old calls are out is not paused once more by them', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 20, provider: { lanes: 2 } })
  const { held, letGo } = holdBack()
  model.follow(async ({ number }) => {
    if (number === 1) {
      await setStatus(study.run, 'pause')
      await held
    }
    return acts.say('Verdict: C')
  })
  await startRun(study.run, study.annotatorId)
  // It says so at once, though a call is still out.
  await becomes(study, 'PAUSED')
  expect((await runOf(study)).problem).toBe('The study is paused. Go on once it is open again.')
  expect((await checkRun(study.key)).sent).toBeGreaterThan(0)
  await setStatus(study.run, 'resume')
  await startRun(study.run, study.annotatorId)
  letGo()
  await becomes(study, 'DONE')
  expect(await checkRun(study.key)).toMatchObject({ slots: 40, done: 40, calls: 40, sent: 0, wrong: NOTHING_WRONG })
})

test('what the study was when it was asked ends no run once it is something else', async () => {
  const { key } = await makeModelStudy({ url: model.url })
  await db.modelRun.update({ where: { studyId_annotatorId: key }, data: { status: 'RUNNING' } })
  expect(await noteEndOfStudy(key, 'PAUSED', { status: 'PAUSED', problem: 'The study is paused.' })).toBe(false)
  expect(await noteDone(key)).toBe(false)
  expect(await runOf({ key })).toMatchObject({ status: 'RUNNING', problem: null })
})

const BARS = [
  ['its provider is switched off', { disabledAt: new Date() }, /was switched off/],
  ['the provider is for others by now', { use: 'LISTED' }, /may not use Scripted/],
  ['the provider is for admins by now', { use: 'ADMINS' }, /may not use Scripted/],
] as const

test.each(BARS)('nothing more is sent once %s: the run rests, and says why', async (_, data, why) => {
  const study = await makeModelStudy({ url: model.url, prompts: 20, provider: { lanes: 1 } })
  const { providerId: id } = study
  const before = await db.provider.findUniqueOrThrow({ where: { id } })
  model.follow(async ({ number }) => {
    if (number === 3) await db.provider.update({ where: { id }, data })
    return acts.say('Verdict: C')
  })
  await startRun(study.run, study.annotatorId)
  await becomes(study, 'PAUSED')
  expect((await runOf(study)).problem).toMatch(why)
  await expect.poll(async () => (await checkRun(study.key)).sent, { timeout: 20_000 }).toBe(0)
  // One lane: the third was out when it was said, and no other.
  expect(await checkRun(study.key)).toMatchObject({ done: 3, calls: 3, wrong: NOTHING_WRONG })
  await expect(startRun(study.run, study.annotatorId)).rejects.toMatchObject({ code: 'conflict' })
  await db.provider.update({ where: { id }, data: { disabledAt: before.disabledAt, use: before.use } })
  model.follow(verdict)
  await startRun(study.run, study.annotatorId)
  await becomes(study, 'DONE')
  expect(await checkRun(study.key)).toMatchObject({ done: 40, calls: 40, wrong: NOTHING_WRONG })
})

test('whoever may not sign in any more has nothing sent for them', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 10, provider: { lanes: 1 } })
  model.follow(async ({ number }) => {
    if (number === 2) await db.user.update({ where: { id: study.researcher.id }, data: { disabledAt: new Date() } })
    return acts.say('Verdict: C')
  })
  await startRun(study.run, study.annotatorId)
  await becomes(study, 'PAUSED')
  expect((await runOf(study)).problem).toMatch(/Whoever began this run/)
})

test('what a killed process had claimed and not asked about is asked at once; a call that is out keeps its slot', async () => {
  const { key } = await makeModelStudy({ url: model.url, prompts: 6, provider: { lanes: 2 } })
  await db.modelRun.update({ where: { studyId_annotatorId: key }, data: { status: 'RUNNING' } })
  const seat = modelSeat(key.studyId, key.annotatorId)
  const gone = await claimForModel(seat, { count: 8, seconds: 3600 })
  expect(gone?.slots).toHaveLength(8)
  const call = {
    lease: gone?.lease ?? '',
    seconds: 3600,
    messages: [],
    parameters: {},
    model: 'm',
    tokens: 5,
    nanos: null,
  }
  const begin = (place: number) => beginCall(seat, { ...call, assignmentId: gone?.slots[place]?.id ?? '' })
  expect(await begin(0)).toMatchObject({ outcome: 'begun' })
  const stop = new AbortController()
  const work = workRun(key, { signal: stop.signal, tell: () => undefined })
  await expect.poll(async () => (await checkRun(key)).done, { timeout: 20_000 }).toBe(11)
  // It lived after all: what it holds no more is not asked about a second time.
  expect(await begin(1)).toEqual({ outcome: 'lost' })
  expect(await checkRun(key)).toMatchObject({ done: 11, calls: 12, sent: 1, wrong: NOTHING_WRONG })
  await db.$executeRaw`
    UPDATE "Assignment" SET "leaseUntil" = now() WHERE "studyId" = ${key.studyId}::uuid AND "annotatorId" IS NOT NULL`
  await work
  const { spent, wrong, ...whole } = await checkRun(key)
  expect({ ...whole, wrong }).toEqual({ slots: 12, done: 12, calls: 13, sent: 0, wrong: NOTHING_WRONG })
  const told = (await db.modelCall.findMany({ where: { ...key, status: 'RETURNED' } })).reduce(
    (sum, { inputTokens, outputTokens }) => sum + (inputTokens ?? 0) + (outputTokens ?? 0),
    0,
  )
  expect(spent).toBe(told + 5)
})
