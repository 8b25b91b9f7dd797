import { afterEach, beforeEach, expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { readPlan } from '@/lib/counts/read-plan'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import { startRehearsal } from '@/lib/rehearsals/start-rehearsal'
import { amendStudy } from '@/lib/studies/amend-study'
import { openStudy } from '@/lib/studies/open-study'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople, makeActor } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll } from '@/lib/testing/judging'
import { checkRun, makeModelDraft, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { estimateModels } from './estimate-models'
import { priceRun } from './price-run'
import { CallFilter, listCalls, readCall } from './read-calls'
import { reparse } from './reparse'
import { tryModel } from './try-model'
import { workRun } from './work-run'

let model: ScriptedModel

beforeEach(async () => {
  model = await startScriptedModel(() => acts.say('Fine.\n\nVerdict: C', { usage: { input: 100, output: 10 } }))
})

afterEach(() => model.stop())

async function workOut(key: { studyId: string; annotatorId: string }): Promise<void> {
  await db.modelRun.updateMany({ where: key, data: { status: 'RUNNING' } })
  await workRun(key, { signal: new AbortController().signal, tell: () => undefined })
}

const setPrice = (providerId: string) =>
  db.price.create({
    data: {
      ...{ providerId, model: 'scripted-1', currency: 'USD', inputNanos: 1000n, outputNanos: 5000n },
      ...{ cachedInputNanos: null, validFrom: new Date('2020-01-01') },
    },
  })

test('an estimate says how many calls a model is, and between what its tokens and cost will lie', async () => {
  const draft = await makeModelDraft({ url: model.url, prompts: 6, baselines: 2, model: { repeats: 1 } })
  const access = await authorizeActor(draft.researcher, draft.studyId, 'study:design')
  const design = await loadDesign(db, draft.studyId)
  const [unpriced] = await estimateModels(access, design, [draft.input])
  expect(unpriced).toMatchObject({ items: 12, calls: 48, counted: 12, nanos: null, currency: null, fits: true })
  await setPrice(draft.providerId)
  const models = [draft.input, { ...draft.input, reason: 'NONE' as const, tokenBudget: 10 }]
  const [reasons, alone] = await estimateModels(access, design, models)
  for (const each of [reasons, alone]) {
    expect(each?.input.low).toBeLessThan(each?.input.high ?? 0)
    expect(each?.tokens.high).toBeLessThan(each?.most.tokens ?? 0)
    expect(each?.nanos?.high).toBeLessThan(each?.most.nanos ?? 0)
    expect(each?.currency).toBe('USD')
  }
  expect(alone?.output.high).toBeLessThan(reasons?.output.high ?? 0)
  expect(alone?.fits).toBe(false)
  // What is counted before is what opening writes.
  expect((await readPlan(await authorizeActor(draft.researcher, draft.studyId, 'study:read')))?.judgments).toBe(12 + 48)
})

test('a model is tried on some pairs of a draft, and nothing of it is stored', async () => {
  const draft = await makeModelDraft({ url: model.url, prompts: 8 })
  const access = await authorizeActor(draft.researcher, draft.studyId, 'study:design')
  const design = await loadDesign(db, draft.studyId)
  await setPrice(draft.providerId)
  model.follow(({ number }) =>
    number === 2 ? acts.wrongKey() : acts.say('Fine.\n\nVerdict: C', { usage: { input: 100, output: 10 } }),
  )
  const { trials, currency } = await tryModel(access, { design, model: draft.input })
  expect(trials).toHaveLength(5)
  expect(currency).toBe('USD')
  const fine = trials.filter(({ failure }) => !failure)
  expect(fine).toHaveLength(4)
  for (const { verdicts, nanos, request } of fine) {
    expect(verdicts).toEqual([{ name: 'Verdict', label: 'Answer A is significantly better' }])
    expect(nanos).toBe(150_000)
    expect(model.seen.map(({ json }) => JSON.stringify(json?.messages))).toContain(JSON.stringify(request.messages))
  }
  expect(trials.find(({ failure }) => failure)?.failure?.message).toBe('Incorrect API key provided.')
  expect(await db.modelCall.count({ where: { studyId: draft.studyId } })).toBe(0)
  const other = await authorizeActor(await makeActor('ADMIN'), draft.studyId, 'study:design')
  await db.provider.update({ where: { id: draft.providerId }, data: { use: 'ADMINS' } })
  await expect(tryModel(access, { design, model: draft.input })).rejects.toMatchObject({ code: 'not_found' })
  expect((await tryModel(other, { design, model: draft.input, items: 1 })).trials).toHaveLength(1)
})

test.each([
  ['no budget', { tokenBudget: null }, {}, /scripted-1: it has no budget/],
  ['money without a price', { tokenBudget: null, moneyBudget: 5 }, {}, /no price for it/],
  ['a provider that is off', {}, { disabledAt: new Date() }, /is switched off/],
  ['a provider for others', {}, { use: 'ADMINS' as const }, /you may not use the provider/],
])('a study does not open with %s', async (_, input, provider, words) => {
  const draft = await makeModelDraft({ url: model.url, model: input })
  await db.provider.update({ where: { id: draft.providerId }, data: provider })
  const run = await authorizeActor(draft.researcher, draft.studyId, 'study:run')
  await expect(openStudy(run)).rejects.toMatchObject({
    code: 'study_incomplete',
    message: expect.stringMatching(words),
  })
  expect(await db.annotator.count({ where: { studyId: draft.studyId } })).toBe(0)
})

test('a rehearsal asks no model', async () => {
  const draft = await makeModelDraft({ url: model.url })
  const run = await authorizeActor(draft.researcher, draft.studyId, 'study:run')
  const temper = { skill: 0.9, leftBias: 0, tieRate: 0.2, seconds: 30, hasSloppy: false, share: 1 }
  const groups = [{ codePrefix: 'C', annotators: 2 }]
  const copy = await startRehearsal(run, { protocol: 'COMPARISON', ...temper, groups })
  expect(await db.annotatorGroup.count({ where: { studyId: copy, kind: 'LLM' } })).toBe(0)
})

test('a model that joins an open study judges its items beside people, whose slots stay as they were', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 4, design: { sharedItems: 2 } })
  const { run, studyId } = study
  const people = await enrolPeople(studyId, 2, 'C')
  const add = (group: { name: string; codePrefix: string }) =>
    amendStudy(run, {
      kind: 'MODEL',
      group,
      model: { ...study.input, scope: { of: 'SHARED' } },
      reason: 'A second opinion.',
    })
  await expect(add({ name: 'Crowd', codePrefix: 'C' })).rejects.toMatchObject({ code: 'invalid' })
  expect(await add({ name: 'Machines', codePrefix: 'G' })).toBe(1)
  expect(await add({ name: 'Others', codePrefix: 'H' })).toBe(2)
  const models = await db.annotator.findMany({ where: { studyId, run: { isNot: null } }, orderBy: { code: 'asc' } })
  expect(models.map(({ code }) => code)).toEqual(['G01', 'G02', 'H01'])
  // One who joins now gets slots of the people's own numbers.
  const late = await enrolPeople(studyId, 1, 'C')
  for (const { id: annotatorId } of models) await workOut({ studyId, annotatorId })
  for (const person of [...people, ...late]) await judgeAll(person)
  const [first, second] = models
  expect(await checkRun({ studyId, annotatorId: first?.id ?? '' })).toMatchObject({ done: 8, wrong: NOTHING_WRONG })
  expect(await checkRun({ studyId, annotatorId: second?.id ?? '' })).toMatchObject({ done: 4, wrong: NOTHING_WRONG })
  const kept = await db.assignment.findMany({ where: { studyId, keptFor: { userId: { not: null } } } })
  expect(kept).toHaveLength(6)
  for (const { slot } of kept) expect(slot).toBeLessThan(10_010)
  expect(await checkStudy(studyId)).toMatchObject({ doneWithoutVerdict: 0, unbalanced: 0, miscounted: [] })
})

test('stored answers are read again without a call, also of a closed study; what is read otherwise is a new row', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 3, model: { orders: 'ONE' }, provider: { lanes: 1 } })
  const { key, run, studyId } = study
  await workOut(key)
  await setStatus(run, 'close')
  expect(await reparse(run, key.annotatorId)).toEqual({ read: 3, changed: 0 })
  // As if an older parser had read otherwise: one answer says another thing by now, and one says nothing.
  const calls = await db.modelCall.findMany({ where: { studyId }, orderBy: { sentAt: 'asc' } })
  await db.modelCall.update({
    where: { studyId_id: { studyId, id: calls[0]?.id ?? '' } },
    data: { answer: 'Verdict: D' },
  })
  await db.modelCall.update({ where: { studyId_id: { studyId, id: calls[1]?.id ?? '' } }, data: { answer: 'Well.' } })
  const asked = model.seen.length
  expect(await reparse(run, key.annotatorId)).toEqual({ read: 3, changed: 2 })
  expect(await reparse(run, key.annotatorId)).toEqual({ read: 3, changed: 0 })
  expect(model.seen.length).toBe(asked)
  const { wrong, done } = await checkRun(key)
  expect({ done, ...wrong }).toEqual({ done: 3, ...NOTHING_WRONG })
  const rows = await db.judgment.findMany({ where: { studyId } })
  expect(rows).toHaveLength(4)
  expect(rows.filter(({ supersededAt }) => supersededAt)).toHaveLength(2)
  await db.modelCall.update({
    where: { studyId_id: { studyId, id: calls[1]?.id ?? '' } },
    data: { answer: 'Verdict: E' },
  })
  expect(await reparse(run, key.annotatorId)).toEqual({ read: 3, changed: 1 })
  expect((await checkRun(key)).wrong).toEqual(NOTHING_WRONG)
})

test('calls are listed and read whole, a verdict once outcomes may be seen; they are priced afterwards', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 2, provider: { lanes: 1 } })
  const { key, run, studyId } = study
  model.follow(({ number }) =>
    number === 1 ? acts.say('Well.') : acts.say('Verdict: C', { usage: { input: 100, output: 10 } }),
  )
  await workOut(key)
  const results = await authorizeActor(study.researcher, studyId, 'study:results')
  const { calls, count } = await listCalls(results, CallFilter.parse({}))
  expect([count, calls.length]).toEqual([4, 4])
  expect((await listCalls(results, CallFilter.parse({ outcome: 'UNPARSED' }))).count).toBe(1)
  const answered = calls.find(({ outcome }) => outcome === 'ANSWERED')?.id ?? ''
  const unparsed = calls.find(({ outcome }) => outcome === 'UNPARSED')?.id ?? ''
  expect(await readCall(results, unparsed)).toMatchObject({ answer: 'Well.', isHidden: false, code: 'G01' })
  expect(await readCall(results, answered)).toMatchObject({ answer: null, parsed: null, isHidden: true })
  await setStatus(run, 'close')
  const call = await readCall(results, answered)
  expect(call).toMatchObject({ answer: 'Verdict: C', isHidden: false, inputTokens: 100, costNanos: null })
  expect(call.parsed).toEqual([expect.objectContaining({ turn: 0, choice: 'A' })])
  expect(JSON.stringify(call.messages)).toContain('<answer A ')

  await expect(priceRun(run, key.annotatorId)).rejects.toMatchObject({ code: 'conflict' })
  await setPrice(study.providerId)
  expect(await priceRun(run, key.annotatorId)).toBe(4)
  expect((await readCall(results, answered)).costNanos).toBe(150_000n)
  expect((await checkRun(key)).wrong).toEqual(NOTHING_WRONG)
  expect(await priceRun(run, key.annotatorId)).toBe(0)
})
