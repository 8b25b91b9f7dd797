import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { blankRating } from '@/lib/designs/blank-design'
import { namesInTexts } from '@/lib/names/read-texts'
import { digestMessages } from '@/lib/prompts/messages'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, WHOLE } from '@/lib/testing/judging'
import { loadRating, makeRatingStudy } from '@/lib/testing/rating-study'
import { amendStudy } from './amend-study'
import { setStatus } from './set-status'

type Shape = Parameters<typeof makeOpenStudy>[0]

async function start(shape: Shape = {}) {
  const study = await makeOpenStudy(shape)
  return { ...study, run: await authorizeActor(study.researcher, study.studyId, 'study:run') }
}

/** A system with a response to each prompt of a set, or to all but the first. */
async function makeLateSystem(promptSetId: string, complete = true) {
  const system = await db.system.create({ data: { name: `Late ${crypto.randomUUID()}` } })
  const prompts = await db.prompt.findMany({ where: { promptSetId }, orderBy: { position: 'asc' } })
  const messages = [{ role: 'assistant' as const, content: 'Better late.' }]
  for (const { id: promptId } of complete ? prompts : prompts.slice(1))
    await db.systemResponse.create({
      data: { promptSetId, promptId, systemId: system.id, messages, digest: digestMessages(messages) },
    })
  return system
}

const REWRITE = { kind: 'INSTRUCTIONS', keepNames: false } as const

test('instructions and cap change with a reason, and each change is on record with what it follows', async () => {
  const { studyId, run } = await start()
  const [person] = await enrolPeople(studyId, 1)
  const before = (await db.study.findUniqueOrThrow({ where: { id: studyId } })).protocolHash
  expect(before).toMatch(/^[0-9a-f]{64}$/)
  expect(await amendStudy(run, { ...REWRITE, instructions: 'Read twice.', reason: 'Asked by many.' })).toBe(1)
  await judgeAll(person as never, undefined, 2)
  expect(await amendStudy(run, { kind: 'CAP', cap: 3, reason: 'Fatigue.' })).toBe(2)
  const amendments = await db.amendment.findMany({ where: { studyId }, orderBy: { number: 'asc' } })
  expect(amendments.map(({ before, after, judgments }) => [before, after, judgments])).toEqual([
    ['', 'Read twice.', 0],
    [null, 3, 2],
  ])
  const hashes = [before, ...amendments.map(({ protocolHash }) => protocolHash)]
  expect(new Set(hashes).size).toBe(3)
  const study = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  expect(study).toMatchObject({ instructions: 'Read twice.', cap: 3, protocolHash: before })
  const acts = await db.auditEntry.findMany({ where: { studyId, action: 'study.amend' } })
  expect(acts).toHaveLength(2)
})

test('instructions that would name a maker or a system are asked about whenever they change', async () => {
  const { studyId, run, promptSet } = await start()
  const access = await authorizeActor(run.actor, studyId, 'study:read')
  const name = promptSet.systems[0]?.name ?? ''
  const amend = (instructions: string, keepNames = false) =>
    amendStudy(run, { ...REWRITE, instructions, keepNames, reason: 'Asked by many.' })
  await expect(amend(`One is by ${name}, one by OpenAI.`)).rejects.toMatchObject({
    code: 'invalid',
    fields: { instructions: [expect.stringContaining(`“${name}”, “OpenAI”`)] },
  })
  expect(await db.amendment.count({ where: { studyId } })).toBe(0)
  expect(await namesInTexts(access)).toEqual([])
  expect(await amend('One is by OpenAI.', true)).toBe(1)
  expect(await namesInTexts(access)).toMatchObject([{ word: 'OpenAI', kept: { by: run.actor.name } }])
  await expect(amend('One may be by OpenAI.')).rejects.toMatchObject({ code: 'invalid' })
})

test('k is raised, never lowered, and sides stay balanced', async () => {
  const { studyId, run } = await start({ prompts: 7, baselines: 2, overlap: 1 })
  const lower = amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap: 1, reason: 'Why not.' })
  await expect(lower).rejects.toMatchObject({
    code: 'invalid',
    fields: { overlap: [expect.stringContaining('1 now')] },
  })
  await amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap: 3, reason: 'Power.' })
  const people = await enrolPeople(studyId, 3)
  await Promise.all(people.map((person) => judgeAll(person)))
  expect(await checkStudy(studyId)).toEqual({ slots: 42, done: 42, judgments: 42, ...WHOLE })
})

test('a group’s own judgments are raised for that group alone', async () => {
  const { studyId, run } = await start({ prompts: 4, overlap: 1 })
  const group = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  await amendStudy(run, { kind: 'OVERLAP', groupId: group.id, overlap: 1, reason: 'Experts, too.' })
  expect(await db.assignment.count({ where: { studyId, groupId: group.id } })).toBe(4)
  const missing = amendStudy(run, { kind: 'OVERLAP', groupId: crypto.randomUUID(), overlap: 2, reason: 'Nobody.' })
  await expect(missing).rejects.toMatchObject({ code: 'invalid' })
})

test('a system joins late: its items are marked, balanced, and come after all others', async () => {
  const { studyId, run, promptSet } = await start({ prompts: 6, baselines: 2, overlap: 2 })
  const late = await makeLateSystem(promptSet.id)
  await amendStudy(run, { kind: 'SYSTEM', systemId: late.id, against: [], names: 'KEEP', reason: 'It came out today.' })
  const items = await db.item.findMany({ where: { studyId, amendment: 1 }, include: { assignments: true } })
  expect(items).toHaveLength(6)
  for (const { assignments } of items) expect(assignments.filter(({ leftIsA }) => leftIsA)).toHaveLength(1)
  const ranks = items.flatMap(({ assignments }) => assignments.map(({ rank }) => rank))
  expect(Math.min(...ranks)).toBe(24)
  const people = await enrolPeople(studyId, 2)
  await Promise.all(people.map((person) => judgeAll(person)))
  expect(await checkStudy(studyId)).toEqual({ slots: 36, done: 36, judgments: 36, ...WHOLE })
  const twice = amendStudy(run, { kind: 'SYSTEM', systemId: late.id, against: [], names: 'KEEP', reason: 'Again.' })
  await expect(twice).rejects.toMatchObject({ code: 'invalid' })
  await amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap: 3, reason: 'All of them.' })
  expect(await db.assignment.count({ where: { studyId } })).toBe(54)
})

test('a late system without all responses changes nothing, and what it lacks is named', async () => {
  const { studyId, run, promptSet } = await start({ prompts: 3 })
  const late = await makeLateSystem(promptSet.id, false)
  const joining = amendStudy(run, {
    kind: 'SYSTEM',
    systemId: late.id,
    against: [],
    names: 'KEEP',
    reason: 'Too early.',
  })
  await expect(joining).rejects.toMatchObject({ fields: { systemId: [expect.stringContaining('no response to q-1')] } })
  expect(await db.item.count({ where: { studyId } })).toBe(3)
  expect(await db.studySystem.count({ where: { studyId } })).toBe(2)
  expect(await db.amendment.count({ where: { studyId } })).toBe(0)
})

test('of two amendments at once one comes second', async () => {
  const { studyId, run } = await start({ prompts: 5 })
  const raise = (overlap: number) => amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap, reason: 'Race.' })
  const outcomes = await Promise.allSettled([raise(2), raise(2), raise(3)])
  expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
  const { overlap } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  expect(await db.assignment.count({ where: { studyId } })).toBe(5 * overlap)
  const numbers = await db.amendment.findMany({ where: { studyId }, orderBy: { number: 'asc' } })
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1))
})

test('neither a draft nor a closed study is amended', async () => {
  const { studyId, run } = await start()
  await setStatus(run, 'close')
  await expect(amendStudy(run, { kind: 'CAP', cap: 1, reason: 'Late.' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await db.amendment.count({ where: { studyId } })).toBe(0)
})

test('a rating study is amended: more judgments of each response, and a late system that is rated alone', async () => {
  const { studyId, researcher, promptSet } = await makeRatingStudy({ prompts: 3, systems: 2, samples: 2 })
  const run = await authorizeActor(researcher, studyId, 'study:run')
  const late = await db.system.create({ data: { name: `Late ${crypto.randomUUID()}` } })
  const join = () =>
    amendStudy(run, { kind: 'SYSTEM', systemId: late.id, against: [], names: 'KEEP', reason: 'It came out.' })
  await expect(join()).rejects.toMatchObject({ fields: { systemId: [expect.stringContaining('q-1 (sample 2)')] } })
  const messages = [{ role: 'assistant' as const, content: 'Better late.' }]
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id } })
  await db.systemResponse.createMany({
    data: prompts.flatMap(({ id: promptId }) =>
      [0, 1].map((sample) => ({
        ...{ promptSetId: promptSet.id, promptId, systemId: late.id, sample, messages },
        digest: digestMessages(messages),
      })),
    ),
  })
  expect(await join()).toBe(1)
  const items = await db.item.findMany({ where: { studyId, amendment: 1 }, include: { assignments: true } })
  expect(items).toHaveLength(6)
  for (const { responseBId, assignments } of items)
    expect([responseBId, assignments.map(({ rank }) => rank >= 12)]).toEqual([null, [true]])
  expect(await db.studyPair.count({ where: { studyId } })).toBe(0)
  const { rated } = await loadRating(studyId)
  expect(rated).toEqual({ systemIds: [...promptSet.systems.map(({ id }) => id), late.id], samples: 2 })
  await amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap: 2, reason: 'All of them.' })
  const people = await enrolPeople(studyId, 2)
  await Promise.all(people.map((person) => judgeAll(person, () => ['PASS'])))
  expect(await checkStudy(studyId)).toEqual({ slots: 36, done: 36, judgments: 36, ...WHOLE })
})

test('a late system whose dialogue asks for more answers than one verdict can hold changes nothing, and is told so', async () => {
  const criteria = blankRating().criteria.map((criterion) => ({ ...criterion, unit: 'TURN' as const }))
  const study = await makeRatingStudy({ prompts: 2, systems: 1, turns: 2, design: { criteria } })
  const run = await authorizeActor(study.researcher, study.studyId, 'study:run')
  const late = await makeLateSystem(study.promptSet.id)
  const say = (turns: number) =>
    db.systemResponse.updateMany({
      where: { systemId: late.id, prompt: { externalId: 'q-2' } },
      data: { messages: Array.from({ length: turns }, () => ({ role: 'assistant', content: 'On it goes.' })) },
    })
  const join = () =>
    amendStudy(run, { kind: 'SYSTEM', systemId: late.id, against: [], names: 'KEEP', reason: 'It came out.' })
  await say(1201)
  const message = `The response of ${late.name} to q-2 has 1201 turns; one question of each would be more than the 1200`
  await expect(join()).rejects.toMatchObject({
    code: 'invalid',
    fields: { systemId: [expect.stringContaining(message)] },
  })
  expect(await db.item.count({ where: { studyId: study.studyId } })).toBe(2)
  await say(1200)
  expect(await join()).toBe(1)
})

test('an amendment that adds many slots has them planned for', async () => {
  const { studyId, run } = await start({ prompts: 70, baselines: 3, overlap: 1 })
  await amendStudy(run, { kind: 'OVERLAP', groupId: null, overlap: 11, reason: 'Power.' })
  const [told] = await db.$queryRaw<{ rows: number }[]>`
    SELECT reltuples::int AS rows FROM pg_class WHERE oid = '"Assignment"'::regclass`
  expect(told?.rows).toBe(await db.assignment.count())
  expect(await db.assignment.count({ where: { studyId } })).toBe(2310)
})
