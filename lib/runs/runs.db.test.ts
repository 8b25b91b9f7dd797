import { afterEach, beforeEach, expect, test } from 'vitest'
import { deactivateAnnotator } from '@/lib/annotators/deactivate-annotator'
import { authorizeActor } from '@/lib/auth/access'
import { judgmentsKept, judgmentsOf } from '@/lib/counts/slots'
import { countStudy } from '@/lib/counts/study-counts'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll } from '@/lib/testing/judging'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type Script, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { workHere } from '@/lib/worker/testing'
import { cancelRun, pauseRun, setBudget, startRun } from './control-run'
import { readRuns } from './read-runs'
import { liveRuns } from './run-job'

workHere()

let model: ScriptedModel

const left: Script = () => acts.say('The first is better.\n\nVerdict: C')

beforeEach(async () => {
  model = await startScriptedModel(left)
})

afterEach(() => model.stop())

const start = (shape: Partial<Parameters<typeof makeModelStudy>[0]> = {}) =>
  makeModelStudy({ url: model.url, ...shape })
type Study = Awaited<ReturnType<typeof start>>

const statusOf = async ({ key }: Study) =>
  (await db.modelRun.findUniqueOrThrow({ where: { studyId_annotatorId: key } })).status

const live = ({ annotatorId }: Study) => db.$queryRaw<unknown[]>`${liveRuns(Prisma.sql`${annotatorId}::uuid`)}`

/** Lets a study's model work until its run is over, or rests, and what was out is back. */
async function workOut(study: Study, end = 'DONE'): Promise<void> {
  await startRun(study.run, study.annotatorId)
  await expect.poll(() => statusOf(study), { timeout: 30_000, interval: 50 }).toBe(end)
  await expect.poll(async () => (await live(study)).length, { timeout: 30_000, interval: 50 }).toBe(0)
}

const outcomesOf = async ({ studyId }: Study) =>
  (await db.assignment.findMany({ where: { studyId, outcome: { not: null } }, orderBy: { due: 'asc' } })).map(
    ({ outcome }) => outcome,
  )

test('a model judges each pair in both orders, in the text that people read, and undoes no side itself', async () => {
  const study = await start({ prompts: 5, baselines: 2, model: { repeats: 1 } })
  await workOut(study)
  expect(await checkRun(study.key)).toMatchObject({ slots: 40, done: 40, calls: 40, sent: 0, wrong: NOTHING_WRONG })
  const slots = await db.assignment.findMany({
    where: { studyId: study.studyId, keptForId: study.annotatorId },
    include: { judgments: true },
  })
  // It always says that the left one is better.
  for (const { leftIsA, judgments } of slots)
    expect(judgments.map(({ choice }) => choice)).toEqual([leftIsA ? 'A' : 'B'])
  const shown = slots.map(({ itemId, repeat, leftIsA }) => `${itemId} ${repeat} ${leftIsA}`)
  expect(new Set(shown).size).toBe(40)
  const [run] = await readRuns(study.run)
  expect(run).toMatchObject({
    ...{ code: 'G01', group: 'Machines', model: 'scripted-1', status: 'DONE', problem: null, calls: 40, failed: 0 },
    slots: { all: 40, done: 40, open: 0, answered: 40, noVerdict: 0, byOutcome: { ANSWERED: 40 } },
    servedModels: [{ model: 'scripted-1', calls: 40 }],
    tokens: { reserved: 0n },
  })
  expect(run?.tokens.left).toBe(10_000_000n - (run?.tokens.spent ?? 0n))
})

test('nothing that is sent tells of a system, a study or an id; words are masked, and no code comes twice', async () => {
  const study = await start({ prompts: 6, design: { instructions: 'Read *both* answers.' } })
  const { studyId } = study
  await db.item.updateMany({ where: { studyId }, data: { masks: ['Reply'] } })
  await workOut(study)
  const [systems, responses, items, slots] = await Promise.all([
    db.studySystem.findMany({ where: { studyId }, include: { system: true } }),
    db.systemResponse.findMany({ where: { promptSetId: study.promptSet.id } }),
    db.item.findMany({ where: { studyId }, include: { prompt: true } }),
    db.assignment.findMany({ where: { studyId } }),
  ])
  const { title } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  const words = [
    ...[studyId, title, study.promptSet.id, study.promptSet.name, study.annotatorId, 'G01', 'Machines'],
    ...systems.flatMap(({ systemId, system }) => [systemId, system.name]),
    ...[...responses, ...items, ...slots].map(({ id }) => id),
    ...items.flatMap(({ promptId, prompt }) => [promptId, `"${prompt.externalId}"`]),
    'Reply',
  ]
  const bytes = model.seen.map(({ method, path, headers, body }) =>
    [method, path, JSON.stringify(headers), body].join('\n'),
  )
  expect(bytes).toHaveLength(12)
  for (const request of bytes)
    for (const word of words) expect(request.toLowerCase().includes(word.toLowerCase()), word).toBe(false)
  for (const request of bytes) expect(request).toContain('Read *both* answers.')
  for (const request of bytes) expect(request).toContain('▒▒▒')
  const codes = bytes.map((request) => /<prompt ([0-9a-f]{32})>/.exec(request)?.[1])
  expect(new Set(codes).size).toBe(12)
})

test('whatever a model does instead of a verdict finishes its slot as what it was; one that was cut is asked once more', async () => {
  const study = await start({ prompts: 6, model: { orders: 'ONE' }, provider: { lanes: 1 } })
  // What is said of each prompt, the first time and the second.
  const said = [
    ...[[acts.twoVerdicts('Verdict: C', 'Verdict: E')], [acts.refusal()], [acts.filtered()], [acts.tooLong()]],
    ...[
      [acts.truncated(), acts.truncated()],
      [acts.onlyReasoning(), acts.say('Verdict: D')],
    ],
  ]
  model.follow(({ body }) => said[Number(/Question (\d)/.exec(body)?.[1]) - 1]?.shift() ?? acts.broken())
  await workOut(study)
  const slots = await db.assignment.findMany({
    where: { studyId: study.studyId, outcome: { not: null } },
    orderBy: { item: { prompt: { position: 'asc' } } },
  })
  const outcomes = ['UNPARSED', 'REFUSED', 'FILTERED', 'TOO_LONG', 'TRUNCATED', 'ANSWERED']
  expect(slots.map(({ outcome }) => outcome)).toEqual(outcomes)
  expect(await checkRun(study.key)).toMatchObject({ slots: 6, done: 6, calls: 8, wrong: NOTHING_WRONG })
  const rooms = model.seen.map(({ json }) => json?.max_tokens as number)
  expect(rooms.sort()).toEqual([...Array(6).fill(4096), 8192, 8192])
  const [run] = await readRuns(study.run)
  expect(run?.slots).toMatchObject({ answered: 1, noVerdict: 5 })
})

test('a model that refuses everything has its slots finished as refused, each with its call, and spends no more', async () => {
  const study = await start({ prompts: 3 })
  model.follow(() => acts.refusal())
  await workOut(study)
  expect(await checkRun(study.key)).toMatchObject({ slots: 6, done: 6, calls: 6, sent: 0, wrong: NOTHING_WRONG })
  const [run] = await readRuns(study.run)
  expect(run?.slots).toEqual({ all: 6, done: 6, open: 0, answered: 0, noVerdict: 6, byOutcome: { REFUSED: 6 } })
  expect(await db.judgment.count({ where: { studyId: study.studyId } })).toBe(0)
})

test('trouble of the way there finishes no slot: it is waited for, and asked again', async () => {
  const study = await start({ prompts: 3, model: { orders: 'ONE' }, provider: { lanes: 1, timeoutSeconds: 1 } })
  const trouble = [acts.tooMany(), acts.broken(), acts.reset(), acts.notJson(), acts.hang(), acts.tooMany(1)]
  model.follow(({ number }) => trouble[number - 1] ?? acts.say('Verdict: C'))
  await workOut(study)
  expect(await outcomesOf(study)).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED'])
  const calls = await db.modelCall.findMany({ where: { studyId: study.studyId }, orderBy: { sentAt: 'asc' } })
  expect(calls.map(({ status }) => status)).toEqual([
    ...trouble.map(() => 'FAILED'),
    'RETURNED',
    'RETURNED',
    'RETURNED',
  ])
  // What was refused cost nothing; of what may have been answered nobody knows.
  const { spent, wrong } = await checkRun(study.key)
  expect(wrong).toEqual(NOTHING_WRONG)
  const worst = calls.slice(2, 5).reduce((sum, { reservedTokens }) => sum + Number(reservedTokens), 0)
  const told = calls.slice(6).reduce((sum, call) => sum + (call.inputTokens ?? 0) + (call.outputTokens ?? 0), 0)
  expect(spent).toBe(worst + told)
})

test('a long wait that the provider asks for is honoured and shown, and a pause ends it', async () => {
  const study = await start({ prompts: 4, model: { orders: 'ONE' } })
  model.follow(() => acts.tooMany(300))
  await startRun(study.run, study.annotatorId)
  await expect
    .poll(async () => (await readRuns(study.run))[0]?.waitingUntil ?? null, { timeout: 20_000 })
    .not.toBeNull()
  const [run] = await readRuns(study.run)
  expect(run?.problem).toBe('Rate limit reached.')
  const wait = (run?.waitingUntil?.getTime() ?? 0) - Date.now()
  expect(wait).toBeGreaterThan(280_000)
  expect(wait).toBeLessThan(301_000)
  await pauseRun(study.run, study.annotatorId)
  await expect.poll(async () => (await live(study)).length, { timeout: 20_000 }).toBe(0)
  expect((await readRuns(study.run))[0]).toMatchObject({ status: 'PAUSED', waitingUntil: null })
  const asked = model.seen.length
  model.follow(left)
  // Whoever goes on waits for the same moment: here it has come.
  expect((await db.modelRun.findFirstOrThrow({ where: study.key })).waitingUntil?.getTime()).toBeGreaterThan(Date.now())
  await db.modelRun.updateMany({ where: study.key, data: { waitingUntil: new Date() } })
  await workOut(study)
  expect(asked).toBeLessThanOrEqual(4)
  expect(await outcomesOf(study)).toHaveLength(4)
})

test.each([
  ['a model that is gone', acts.deprecated('scripted-1'), 'The model scripted-1 has been deprecated.'],
  ['a wrong key', acts.wrongKey(), 'Incorrect API key provided.'],
  ['a setting it refuses', acts.refuses('temperature'), "Unsupported parameter: 'temperature'"],
] as const)('%s stops the run at once, in the provider’s own words', async (_, act, words) => {
  const study = await start({ prompts: 8, provider: { lanes: 2 } })
  model.follow(() => act)
  await workOut(study, 'STOPPED')
  const [run] = await readRuns(study.run)
  expect(run?.problem).toContain(words)
  expect(model.seen.length).toBeLessThanOrEqual(4)
  expect(await checkRun(study.key)).toMatchObject({ done: 0, spent: 0, wrong: NOTHING_WRONG })
  model.follow(left)
  await workOut(study)
  expect(await checkRun(study.key)).toMatchObject({ done: 16, wrong: NOTHING_WRONG })
})

test('a budget holds the worst case of each call before it goes out; usage nobody told counts as that', async () => {
  const study = await start({ prompts: 10, model: { parameters: { maxTokens: 100 } as never }, provider: { lanes: 3 } })
  model.follow(() => acts.withoutUsage('Verdict: C'))
  await workOut(study)
  const [call] = await db.modelCall.findMany({ where: { studyId: study.studyId }, take: 1 })
  const each = Number(call?.reservedTokens)
  expect((await checkRun(study.key)).spent).toBeGreaterThanOrEqual(20 * each - 200)

  const other = await start({
    ...{ prompts: 10, provider: { lanes: 3 } },
    model: { parameters: { maxTokens: 100 } as never, tokenBudget: Math.round(each * 4.5) },
  })
  await workOut(other, 'STOPPED')
  const stopped = await checkRun(other.key)
  expect(stopped).toMatchObject({ done: 4, calls: 4, wrong: NOTHING_WRONG })
  expect((await readRuns(other.run))[0]?.problem).toMatch(/Raise the budget/)
  await setBudget(other.run, { annotatorId: other.annotatorId, tokenBudget: each * 30, moneyBudget: null })
  await workOut(other)
  expect(await checkRun(other.key)).toMatchObject({ done: 20, wrong: NOTHING_WRONG })
})

test('money is held by the price of the day, in whole billionths', async () => {
  const study = await start({ prompts: 2, model: { tokenBudget: 1_000_000 } })
  const price = { currency: 'EUR', inputNanos: 2500n, outputNanos: 10_000n, cachedInputNanos: null }
  await db.price.create({
    data: { ...price, providerId: study.providerId, model: 'scripted-1', validFrom: new Date('2020-01-01') },
  })
  model.follow(() => acts.say('Verdict: C', { usage: { input: 400, output: 7 } }))
  await workOut(study)
  const [run] = await readRuns(study.run)
  expect(run?.nanos.spent).toBe(4n * (400n * 2500n + 7n * 10_000n))
  expect(await checkRun(study.key)).toMatchObject({ spent: 4 * 407, wrong: NOTHING_WRONG })
})

test('a change of the served model within a run is told', async () => {
  const study = await start({ prompts: 3, provider: { lanes: 1 } })
  model.follow(({ number }) => acts.servedBy(number > 4 ? 'scripted-1-new' : 'scripted-1', 'Verdict: C'))
  await workOut(study)
  const [run] = await readRuns(study.run)
  expect(run?.servedModels).toEqual([
    { model: 'scripted-1', calls: 4 },
    { model: 'scripted-1-new', calls: 2 },
  ])
})

test('people and a model judge one study at once; what is counted is what they are', async () => {
  const study = await start({ prompts: 12, overlap: 2 })
  const { studyId } = study
  const people = await enrolPeople(studyId, 3, 'C')
  const counts = async () => {
    const rows = [judgmentsOf(Prisma.sql`${studyId}::uuid`), judgmentsKept(Prisma.sql`${studyId}::uuid`)]
    const [all, kept] = await Promise.all(rows.map((row) => db.$queryRaw<{ wanted: bigint; done: bigint }[]>`${row}`))
    return [all, kept].map((row) => [Number(row?.[0]?.wanted), Number(row?.[0]?.done)])
  }
  expect(await counts()).toEqual([
    [48, 0],
    [48, 0],
  ])
  model.follow(({ number }) => (number % 6 === 0 ? acts.say('Both.') : acts.say('Verdict: D')))
  await Promise.all([workOut(study), ...people.map((person) => judgeAll(person))])
  for (const person of people) await judgeAll(person)
  expect(await checkRun(study.key)).toMatchObject({ done: 24, wrong: NOTHING_WRONG })
  const { done, ...whole } = await checkStudy(studyId)
  expect(whole).toMatchObject({ doneWithoutVerdict: 0, unbalanced: 0, miscounted: [], doubleJudgments: [] })
  expect(done).toBe(24 + 20)
  expect(await counts()).toEqual([
    [44, 44],
    [44, 44],
  ])
  const counted = await countStudy(await authorizeActor(study.researcher, studyId, 'study:read'))
  expect(counted).toMatchObject({ wanted: 44, done: 44, setAside: 0, noVerdict: 4 })
})

test('a study that pauses lets the run rest, and one that closes ends it; a deactivated model is not asked', async () => {
  const study = await start({ prompts: 30, provider: { lanes: 1 } })
  model.follow(async ({ number }) => {
    if (number === 3) await setStatus(study.run, 'pause')
    return acts.say('Verdict: C')
  })
  await workOut(study, 'PAUSED')
  expect((await readRuns(study.run))[0]?.problem).toBe('The study is paused. Go on once it is open again.')
  await expect(startRun(study.run, study.annotatorId)).rejects.toMatchObject({ code: 'study_not_open' })
  await setStatus(study.run, 'resume')
  const manage = await authorizeActor(study.researcher, study.studyId, 'annotators:manage')
  await deactivateAnnotator(manage, { annotatorId: study.annotatorId })
  await workOut(study, 'STOPPED')
  expect((await readRuns(study.run))[0]?.problem).toMatch(/was deactivated/)
  await db.annotator.updateMany({ where: { id: study.annotatorId }, data: { deactivatedAt: null } })
  model.follow(async ({ number }) => {
    if (number === model.seen.length && number > 12) await setStatus(study.run, 'close').catch(() => undefined)
    return acts.say('Verdict: C')
  })
  await workOut(study, 'CANCELLED')
  expect((await readRuns(study.run))[0]?.problem).toBe('The study was closed.')
  const { wrong, done } = await checkRun(study.key)
  expect({ ...wrong, wanted: 0 }).toEqual(NOTHING_WRONG)
  expect(done).toBeLessThan(60)
})

test('a cancelled run is over, and a paused one goes on where it was', async () => {
  const study = await start({ prompts: 10, provider: { lanes: 1 } })
  model.follow(async ({ number }) => {
    if (number === 5) await pauseRun(study.run, study.annotatorId)
    return acts.say('Verdict: C')
  })
  await workOut(study, 'PAUSED')
  await expect.poll(async () => (await checkRun(study.key)).sent, { timeout: 20_000 }).toBe(0)
  model.follow(left)
  await workOut(study)
  expect(await checkRun(study.key)).toMatchObject({ done: 20, calls: 20, wrong: NOTHING_WRONG })
  await expect(cancelRun(study.run, study.annotatorId)).rejects.toMatchObject({ code: 'conflict' })
  const other = await start({ prompts: 2 })
  await cancelRun(other.run, other.annotatorId)
  await expect(startRun(other.run, other.annotatorId)).rejects.toMatchObject({ code: 'conflict' })
  const acts_ = await db.auditEntry.findMany({ where: { studyId: study.studyId, action: { startsWith: 'run.' } } })
  expect(acts_.map(({ action }) => action).sort()).toEqual(['run.pause', 'run.start', 'run.start'])
})
