import { afterEach, beforeEach, expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { priceRun } from './price-run'
import { reparse } from './reparse'
import { workRun } from './work-run'

let model: ScriptedModel

beforeEach(async () => {
  model = await startScriptedModel(() => acts.say('Verdict: C', { usage: { input: 100, output: 10 } }))
})

afterEach(() => model.stop())

/** A model that was asked about some pairs, one after the other, when no price was known. */
async function judged(prompts: number) {
  const study = await makeModelStudy({ url: model.url, prompts, model: { orders: 'ONE' }, provider: { lanes: 1 } })
  await db.modelRun.update({ where: { studyId_annotatorId: study.key }, data: { status: 'RUNNING' } })
  await workRun(study.key, { signal: new AbortController().signal, tell: () => undefined })
  const calls = await db.modelCall.findMany({ where: { studyId: study.studyId }, orderBy: { sentAt: 'asc' } })
  const change = (place: number, data: object) =>
    db.modelCall.update({ where: { studyId_id: { studyId: study.studyId, id: calls[place]?.id ?? '' } }, data })
  const costs = async () => {
    const now = await db.modelCall.findMany({ where: { studyId: study.studyId }, orderBy: { sentAt: 'asc' } })
    return now.map(({ costNanos }) => (costNanos === null ? null : Number(costNanos)))
  }
  const price = (validFrom: string, inputNanos: bigint) =>
    db.price.create({
      data: {
        ...{ providerId: study.providerId, model: 'scripted-1', currency: 'USD', inputNanos, outputNanos: 5000n },
        ...{ cachedInputNanos: 100n, validFrom: new Date(validFrom) },
      },
    })
  return { ...study, calls, change, costs, price }
}

const spent = async (studyId: string) => Number((await db.modelRun.findFirstOrThrow({ where: { studyId } })).spentNanos)

test('each call gets the price of the day it was sent, by what it used; what is not known of that is its worst case', async () => {
  const run = await judged(6)
  await run.change(0, { sentAt: new Date('2026-02-10') })
  await run.change(1, { sentAt: new Date('2026-03-10') })
  // Kept input has a price of its own; usage that was never told; a call that brought nothing; one that nobody charges for.
  await run.change(2, { sentAt: new Date('2026-03-11'), cachedTokens: 40 })
  await run.change(3, { sentAt: new Date('2026-03-12'), inputTokens: null, outputTokens: null, reservedTokens: 700n })
  await run.change(4, { sentAt: new Date('2026-03-13'), status: 'FAILED', httpStatus: 429, outcome: null })
  await run.change(5, { sentAt: new Date('2026-01-10') })
  await run.price('2026-02-01', 1000n)
  await run.price('2026-03-01', 2000n)
  expect(await priceRun(run.run, run.annotatorId)).toBe(5)
  expect(await run.costs()).toEqual(
    // The last was sent before there was any price: what it cost stays unknown, and is not 0.
    [null, 100 * 1000 + 10 * 5000, 100 * 2000 + 50_000, 60 * 2000 + 40 * 100 + 50_000, 700 * 5000, 0],
  )
  expect(await spent(run.studyId)).toBe(150_000 + 250_000 + 174_000 + 3_500_000)
  const told = await db.auditEntry.findFirstOrThrow({ where: { studyId: run.studyId, action: 'run.price' } })
  expect(told).toMatchObject({ subject: 'G01', detail: { calls: 5, currency: 'USD', nanos: '4074000' } })
})

test('two who price a run at once price each call once', async () => {
  const run = await judged(6)
  await run.price('2020-01-01', 1000n)
  const priced = await Promise.all(Array.from({ length: 4 }, () => priceRun(run.run, run.annotatorId)))
  expect(priced.reduce((sum, n) => sum + n, 0)).toBe(6)
  expect(await spent(run.studyId)).toBe(6 * 150_000)
  expect((await checkRun(run.key)).wrong).toEqual(NOTHING_WRONG)
})

test('two who read answers again at once change each verdict once, and only those of their own study', async () => {
  const run = await judged(4)
  for (const place of [0, 1]) await run.change(place, { answer: 'Verdict: D' })
  const read = await Promise.all([1, 2].map(() => reparse(run.run, run.annotatorId)))
  expect(read.map(({ read: n }) => n)).toEqual([4, 4])
  expect(read.reduce((sum, { changed }) => sum + changed, 0)).toBe(2)
  const rows = await db.judgment.findMany({ where: { studyId: run.studyId } })
  expect(rows.filter(({ supersededAt }) => supersededAt)).toHaveLength(2)
  expect(rows).toHaveLength(6)
  expect((await checkRun(run.key)).wrong).toEqual(NOTHING_WRONG)

  const other = await judged(1)
  for (const act of [priceRun, reparse])
    await expect(act(other.run, run.annotatorId)).rejects.toMatchObject({ code: 'not_found' })
  const stranger = await makeActor('ANNOTATOR')
  await expect(authorizeActor(stranger, run.studyId, 'study:run')).rejects.toMatchObject({ code: 'not_found' })
})
