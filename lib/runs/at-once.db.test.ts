import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, type Seen, startScriptedModel } from '@/lib/testing/scripted-model'
import { workRun } from './work-run'

let model: ScriptedModel

beforeEach(async () => {
  model = await startScriptedModel(() => acts.say('Verdict: C', { latencyMs: 5 }))
})

afterEach(() => model.stop())

/** What a request asks about, whatever its code. */
const about = ({ json }: Seen) => JSON.stringify(json?.messages).replaceAll(/[0-9a-f]{32}/g, '')

const begin = (key: { studyId: string; annotatorId: string }) =>
  db.modelRun.update({ where: { studyId_annotatorId: key }, data: { status: 'RUNNING' } })

const quietly = { signal: new AbortController().signal, tell: () => undefined }

test.each([1, 2])(
  'round %i: two processes at one run never ask about one slot at a time, and each slot is asked once',
  async () => {
    const { key } = await makeModelStudy({ url: model.url, prompts: 40, provider: { lanes: 8 } })
    const [underWay, asked] = [new Set<string>(), new Set<string>()]
    const stop = new AbortController()
    model.follow(async (seen) => {
      const slot = about(seen)
      // Two that take slots from each other would go on for ever.
      if (underWay.has(slot)) stop.abort(new Error('One slot was asked about twice at a time.'))
      else if (asked.has(slot)) stop.abort(new Error('One slot was asked about a second time.'))
      underWay.add(slot)
      asked.add(slot)
      // As long as a call may take: whoever asks about the same meanwhile is seen.
      await pause(20)
      underWay.delete(slot)
      return acts.say('Verdict: C')
    })
    await begin(key)
    const process = { ...quietly, signal: stop.signal }
    await Promise.all([workRun(key, process), workRun(key, process)])
    expect(stop.signal.aborted).toBe(false)
    expect(await checkRun(key)).toMatchObject({ slots: 80, done: 80, calls: 80, sent: 0, wrong: NOTHING_WRONG })
  },
)

test('what a process left under way is given up when its lease has run out, at its worst case, and asked again', async () => {
  const { key } = await makeModelStudy({ url: model.url, prompts: 3, provider: { lanes: 2 } })
  await begin(key)
  const stop = new AbortController()
  model.follow(() => acts.hang())
  const first = workRun(key, { ...quietly, signal: stop.signal })
  await expect.poll(() => model.seen.length, { timeout: 20_000 }).toBe(2)
  // As a process that is killed: nothing it does afterwards reaches the database.
  await db.$executeRaw`
    UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 second'
    WHERE "studyId" = ${key.studyId}::uuid AND "annotatorId" IS NOT NULL`
  model.follow(() => acts.say('Verdict: E'))
  await db.provider.updateMany({ data: { lanes: 4 } })
  await workRun(key, quietly)
  stop.abort(new Error('stopping'))
  await expect(first).rejects.toThrow('stopping')
  const calls = await db.modelCall.findMany({ where: key })
  expect(calls.filter(({ status }) => status === 'ABANDONED')).toHaveLength(2)
  expect(calls.filter(({ attempt, status }) => attempt === 2 && status === 'RETURNED')).toHaveLength(2)
  const { wrong, spent, ...whole } = await checkRun(key)
  expect({ ...whole, wrong }).toEqual({ slots: 6, done: 6, calls: 8, sent: 0, wrong: NOTHING_WRONG })
  const worst = calls
    .filter(({ status }) => status === 'ABANDONED')
    .reduce((sum, { reservedTokens }) => sum + Number(reservedTokens), 0)
  const told = calls.reduce((sum, { inputTokens, outputTokens }) => sum + (inputTokens ?? 0) + (outputTokens ?? 0), 0)
  expect(spent).toBe(worst + told)
})

test('a process that stops gives up what is under way, and frees what it had not asked about', async () => {
  const { key } = await makeModelStudy({ url: model.url, prompts: 5, provider: { lanes: 2 } })
  await begin(key)
  const stop = new AbortController()
  model.follow(() => acts.hang())
  const work = workRun(key, { ...quietly, signal: stop.signal })
  await expect.poll(() => model.seen.length, { timeout: 20_000 }).toBe(2)
  stop.abort(new Error('stopping'))
  await expect(work).rejects.toThrow('stopping')
  expect(await checkRun(key)).toMatchObject({ done: 0, calls: 2, sent: 0, wrong: NOTHING_WRONG })
  expect(
    await db.assignment.count({ where: { studyId: key.studyId, keptForId: key.annotatorId, annotatorId: null } }),
  ).toBe(10)
  model.follow(() => acts.say('Verdict: D'))
  await workRun(key, quietly)
  expect(await checkRun(key)).toMatchObject({ done: 10, calls: 12, wrong: NOTHING_WRONG })
})
