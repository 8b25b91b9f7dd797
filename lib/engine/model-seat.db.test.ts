import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople } from '@/lib/testing/fixtures'
import { makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { makeModelStudy } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { claim } from './claim'
import { beginCall, claimForModel, finishCall } from './model-calls'
import { modelSeat, simulationSeat } from './seat'
import { store } from './store'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

let model: ScriptedModel
beforeEach(async () => {
  model = await startScriptedModel(() => acts.hang())
})
afterEach(() => model.stop())

const CLAIM = { count: 2, seconds: 60 }

test('only a model sits in a model’s seat, and a model in no other', async () => {
  const { studyId, annotatorId } = await makeModelStudy({ url: model.url })
  const [person] = (await enrolPeople(studyId, 1, 'C')) as [Person]
  expect(await claimForModel(modelSeat(studyId, person.annotator.id), CLAIM)).toBeNull()
  expect(await claimForModel(modelSeat(studyId, randomUUID()), CLAIM)).toBeNull()
  const next = { wanted: 2, batch: 2, holding: [] }
  await expect(claim(simulationSeat(studyId, annotatorId), next)).rejects.toMatchObject({ code: 'not_found' })
  expect((await claimForModel(modelSeat(studyId, annotatorId), CLAIM))?.slots).toHaveLength(2)
})

test('nobody but a model says what came of asking, and nobody else gives no verdict', async () => {
  const { studyId } = await makeModelStudy({ url: model.url })
  const [person] = (await enrolPeople(studyId, 1, 'C')) as [Person]
  const { pairs } = await nextDesk(person.access)
  const id = pairs[0]?.assignmentId ?? ''
  const wicked = [
    { ...(await makeVerdict(id)), outcome: 'ANSWERED' },
    { ...makeSetAside(id), outcome: 'UNPARSED' },
    { ...makeSetAside(id), outcome: 'UNPARSED', flag: 'NO_VERDICT' },
  ]
  for (const said of wicked)
    await expect(store(person.seat, said as never)).rejects.toMatchObject({ code: 'not_found' })
  const aside = { ...makeSetAside(id), flag: 'NO_VERDICT' }
  await expect(store(person.seat, aside as never)).rejects.toMatchObject({ code: 'invalid' })
  expect(await db.assignment.count({ where: { studyId, doneAt: { not: null } } })).toBe(0)
})

test('a call is sent once at a time, within its lease and its budget, and its end is written once', async () => {
  const { studyId, annotatorId } = await makeModelStudy({ url: model.url, model: { tokenBudget: 1000 } })
  const seat = modelSeat(studyId, annotatorId)
  const claimed = await claimForModel(seat, CLAIM)
  const [slot, other] = claimed?.slots ?? []
  const call = (assignmentId = slot?.id ?? '', tokens = 400) => ({
    ...{ assignmentId, lease: claimed?.lease ?? '', seconds: 60, messages: [], parameters: {}, model: 'm' },
    ...{ tokens, nanos: null },
  })
  expect(await beginCall(seat, call())).toEqual({ outcome: 'idle' })
  await db.modelRun.updateMany({ where: { studyId }, data: { status: 'RUNNING' } })
  const twice = await Promise.all([beginCall(seat, call()), beginCall(seat, call())])
  expect(twice.map(({ outcome }) => outcome).sort()).toEqual(['begun', 'lost'])
  expect(await beginCall(seat, { ...call(other?.id), lease: '2020-01-01T00:00:00Z' })).toEqual({ outcome: 'lost' })
  expect(await beginCall(seat, call(other?.id, 601))).toEqual({ outcome: 'budget' })
  expect(await beginCall(seat, call(other?.id, 600))).toMatchObject({ outcome: 'begun' })
  // A second claim takes nothing of what is leased.
  const more = await claimForModel(seat, { count: 100, seconds: 60 })
  expect(more?.slots.map(({ id }) => id)).not.toContain(slot?.id)

  const begun = twice.find(({ outcome }) => outcome === 'begun')
  const nothing = {
    ...{
      servedModel: null,
      fingerprint: null,
      responseId: null,
      reasoning: null,
      finishReason: 'stop',
      httpStatus: 200,
    },
    ...{ problem: null, inputTokens: 10, cachedTokens: null, outputTokens: 2, reasoningTokens: null, nanos: null },
  }
  const end = {
    ...{
      ...nothing,
      call: begun && 'call' in begun ? begun.call : '',
      lease: claimed?.lease ?? '',
      status: 'RETURNED' as const,
    },
    ...{ outcome: 'UNPARSED' as const, answer: 'Well.', tokens: 12, parserVersion: 1, parsed: null, release: false },
    submission: {
      ...{ assignmentId: slot?.id ?? '', submissionKey: randomUUID(), elapsedMs: 5 },
      ...{ outcome: 'UNPARSED' as const, flag: 'NO_VERDICT' as const },
    },
  }
  expect(await finishCall(seat, end)).toBe('saved')
  expect(await finishCall(seat, end)).toBe('gone')
  const run = await db.modelRun.findFirstOrThrow({ where: { studyId } })
  expect(run).toMatchObject({ spentTokens: 12n, reservedTokens: 600n })
})
