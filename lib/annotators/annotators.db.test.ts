import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { readAnnotators } from '@/lib/monitor/read-annotators'
import { makeActor, makeBareStudy } from '@/lib/testing/fixtures'
import { deactivateAnnotator, reactivateAnnotator } from './deactivate-annotator'
import { enrolAnnotator } from './enrol-annotator'
import { excludeAnnotator, includeAnnotator } from './exclude-annotator'
import { listGroups } from './queries'

const admin = await makeActor('ADMIN', 'Dana Okafor')
const manage = (studyId: string) => authorizeActor(admin, studyId, 'annotators:manage')
const missing = expect.objectContaining({ code: 'not_found' })

test('codes run from C01 past C99, for people, LLMs and simulations alike', async () => {
  const study = await makeBareStudy()
  const codes = await db.$transaction(async (tx) => {
    const made = [await enrolAnnotator(tx, study, { llm: { model: 'some' } })]
    for (let i = 0; i < 100; i++) made.push(await enrolAnnotator(tx, study, { simulated: true }))
    return made.map(({ code }) => code)
  })
  expect(codes.slice(0, 2)).toEqual(['C01', 'C02'])
  expect(codes.slice(97)).toEqual(['C98', 'C99', 'C100', 'C101'])
  const listed = await readAnnotators(await manage(study.studyId), new Date())
  expect(listed.map(({ code }) => code)).toEqual(codes)
  expect(listed.slice(0, 2).map(({ kind }) => kind)).toEqual(['LLM', 'simulated'])
})

test('people who enrol at once get codes of their own, without gaps', async () => {
  const study = await makeBareStudy()
  const people = await Promise.all(Array.from({ length: 12 }, () => makeActor('ANNOTATOR')))
  const enrolled = await Promise.all(
    people.map(({ id }) => db.$transaction((tx) => enrolAnnotator(tx, study, { userId: id }))),
  )
  const expected = Array.from({ length: 12 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`)
  expect(enrolled.map(({ code }) => code).sort()).toEqual(expected)
})

test('one person enrolling from several tabs is enrolled once', async () => {
  const study = await makeBareStudy()
  const who = { userId: (await makeActor('ANNOTATOR')).id }
  const enrolled = await Promise.all(
    Array.from({ length: 5 }, () => db.$transaction((tx) => enrolAnnotator(tx, study, who))),
  )
  expect(new Set(enrolled.map(({ id }) => id)).size).toBe(1)
  expect(enrolled.filter(({ isNew }) => isNew)).toHaveLength(1)
})

test('a group of another study, or none, is not found', async () => {
  const [one, other] = [await makeBareStudy(), await makeBareStudy()]
  const enrol = (groupId: string) =>
    db.$transaction((tx) => enrolAnnotator(tx, { studyId: one.studyId, groupId }, { simulated: true }))
  await expect(enrol(other.groupId)).rejects.toEqual(missing)
  await expect(enrol(randomUUID())).rejects.toEqual(missing)
})

/** An annotator who has judged one pair and holds another. */
async function judging() {
  const study = await makeBareStudy()
  const person = await makeActor('ANNOTATOR', 'Secret Name')
  const { id: annotatorId } = await db.$transaction((tx) => enrolAnnotator(tx, study, { userId: person.id }))
  const { studyId } = study
  const { promptSetId } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  const messages = [{ role: 'user', content: 'Hello?' }]
  const prompt = { promptSetId: promptSetId ?? '', externalId: '1', position: 0, messages, digest: 'd' }
  const { id: promptId } = await db.prompt.create({ data: prompt })
  const { id: systemId } = await db.system.create({ data: { name: randomUUID() } })
  const response = { promptSetId: promptSetId ?? '', promptId, systemId, messages, digest: 'd' }
  const leaseUntil = new Date(Date.now() + 60_000)
  for (const position of [0, 1]) {
    const { id: responseAId } = await db.systemResponse.create({ data: { ...response, sample: position } })
    const { id: itemId } = await db.item.create({ data: { studyId, position, promptId, responseAId } })
    const doneAt = position === 0 ? new Date() : null
    const slot = { studyId, itemId, slot: 0, rank: position, leftIsA: true, annotatorId, leasedAt: new Date() }
    await db.assignment.create({ data: { ...slot, leaseUntil, doneAt } })
  }
  return { ...study, person, annotatorId, access: await manage(studyId) }
}

test('whoever is deactivated is out at once; pairs they hold return, what they judged stays', async () => {
  const { studyId, person, annotatorId, access } = await judging()
  await authorizeActor(person, studyId, 'judgment:submit')
  await deactivateAnnotator(access, { annotatorId })
  await deactivateAnnotator(access, { annotatorId })
  await expect(authorizeActor(person, studyId, 'judgment:submit')).rejects.toEqual(missing)
  const slots = await db.assignment.findMany({ where: { studyId }, orderBy: { rank: 'asc' } })
  expect(slots).toMatchObject([
    { annotatorId, doneAt: expect.any(Date) },
    { annotatorId: null, leasedAt: null, leaseUntil: null },
  ])
  await reactivateAnnotator(access, { annotatorId })
  await authorizeActor(person, studyId, 'judgment:submit')
  const actions = await db.auditEntry.findMany({ where: { studyId }, orderBy: { id: 'asc' } })
  expect(actions.map(({ action, subject, detail }) => [action, subject, detail])).toEqual([
    ['annotator.deactivate', 'C01', { returned: 1 }],
    ['annotator.reactivate', 'C01', null],
  ])
})

test('whoever is excluded stays listed with the reason, and can be included again', async () => {
  const { annotatorId, access } = await judging()
  await excludeAnnotator(access, { annotatorId, reason: 'pressed 1 throughout' })
  const excluded = { excludedAt: expect.any(Date), excludedReason: 'pressed 1 throughout' }
  expect(await readAnnotators(access, new Date())).toMatchObject([{ code: 'C01', setAside: 0, ...excluded }])
  await includeAnnotator(access, { annotatorId })
  expect(await readAnnotators(access, new Date())).toMatchObject([
    { code: 'C01', excludedAt: null, excludedReason: null },
  ])
})

test('what researchers see of annotators names nobody', async () => {
  const { access, person } = await judging()
  const seen = JSON.stringify([await readAnnotators(access, new Date()), await listGroups(access)])
  for (const secret of [person.name, person.email, person.id]) expect(seen).not.toContain(secret)
})

test('an annotator of another study is not found', async () => {
  const { annotatorId } = await judging()
  const access = await manage((await makeBareStudy()).studyId)
  for (const act of [deactivateAnnotator, reactivateAnnotator, includeAnnotator])
    await expect(act(access, { annotatorId })).rejects.toEqual(missing)
  await expect(excludeAnnotator(access, { annotatorId, reason: 'x' })).rejects.toEqual(missing)
})
