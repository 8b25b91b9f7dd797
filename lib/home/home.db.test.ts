import { expect, test } from 'vitest'
import { listParts } from '@/lib/annotators/list-parts'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { archiveThing } from '@/lib/keeping/change-thing'
import { joinDemo } from '@/lib/people/join-demo'
import { listStudies } from '@/lib/studies/list-studies'
import { toStudyQuery } from '@/lib/studies/study-query'
import { studyThing } from '@/lib/studies/study-thing'
import {
  enrolPeople,
  makeActor,
  makeDraft,
  makeOpenStudy,
  makePromptSet,
  makeStudyWithKnown,
} from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { readFirstSteps } from './first-steps'
import { readNeeds } from './read-needs'

type Person = Awaited<ReturnType<typeof makeActor>>

const list = (actor: Person) => authorizeActorSite(actor, 'studies:list')
const kinds = async (actor: Person) => (await readNeeds(list(actor))).map(({ kind }) => kind)
const titles = async (actor: Person, raw: Record<string, string>) =>
  (await listStudies(list(actor), toStudyQuery(raw))).rows
    .filter(({ origin }) => origin !== 'RECONSTRUCTED')
    .map(({ title }) => title)

test('what a study needs now is told to whoever designs it: first people, then that it is full', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 2 })
  expect(await kinds(researcher)).toEqual(['nobody'])
  const [person] = await enrolPeople(studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  expect(await kinds(researcher)).toEqual([])
  await judgeAll(person)
  expect(await readNeeds(list(researcher))).toMatchObject([{ kind: 'full', studyId, done: 2 }])
  await db.study.update({ where: { id: studyId }, data: { status: 'PAUSED' } })
  expect(await kinds(researcher)).toEqual(['full', 'paused'])
  expect(await kinds(await makeActor('RESEARCHER'))).toEqual([])
  // An admin sees everybody's studies, and is bothered with their own alone.
  expect(await kinds(await makeActor('ADMIN'))).toEqual([])
})

test('who gets gold items wrong is named, and nobody who was left out', async () => {
  const { studyId, researcher } = await makeStudyWithKnown(['GOLD', 'GOLD'], { prompts: 6 })
  const [person] = await enrolPeople(studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  // Everything is a tie, and both gold items are known as A.
  await judgeAll(person, () => ['TIE'])
  const needs = await readNeeds(list(researcher))
  expect(needs.find(({ kind }) => kind === 'checks')?.codes).toEqual([person.annotator.code])
  await db.annotator.updateMany({ where: { studyId }, data: { excludedAt: new Date(), excludedReason: 'asked to be' } })
  expect(await kinds(researcher)).toEqual(['full'])
})

test('studies are searched by their title, put into an order, and put away while nobody can judge in them', async () => {
  const { studyId, researcher } = await makeDraft({ design: { title: 'Birds of 100% colour' } })
  const run = await authorizeActor(researcher, studyId, 'study:run')
  expect(await titles(researcher, { words: '100% COLOUR' })).toEqual(['Birds of 100% colour'])
  expect(await titles(researcher, { words: '100_' })).toEqual([])
  const archive = (isArchived: boolean) => archiveThing(studyThing, run, { isArchived })
  await archive(true)
  await archive(true)
  expect(await titles(researcher, {})).toEqual([])
  expect(await titles(researcher, { show: 'archived' })).toEqual(['Birds of 100% colour'])
  await archive(false)
  expect(await titles(researcher, {})).toEqual(['Birds of 100% colour'])
  const written = await db.auditEntry.findMany({
    where: { studyId, action: { contains: 'archive' } },
    orderBy: { id: 'asc' },
  })
  expect(written.map(({ action }) => action)).toEqual(['study.archive', 'study.unarchive'])
  const open = await makeOpenStudy()
  const running = await authorizeActor(open.researcher, open.studyId, 'study:run')
  await expect(archiveThing(studyThing, running, { isArchived: true })).rejects.toMatchObject({ code: 'conflict' })
})

test('a list of studies comes in pages, by title where that is asked for', async () => {
  const researcher = await makeActor('RESEARCHER')
  const { id: promptSetId } = await makePromptSet({ prompts: 1, systems: [] })
  const titled = (nth: number) => ({ title: `Row ${String(nth).padStart(2, '0')}`, seed: nth, promptSetId })
  const studies = await db.study.createManyAndReturn({
    data: Array.from({ length: 60 }, (_, nth) => titled(nth)),
  })
  await db.studyMember.createMany({ data: studies.map(({ id }) => ({ studyId: id, userId: researcher.id })) })
  const first = await listStudies(list(researcher), toStudyQuery({ words: 'row', order: 'title' }))
  expect([first.total, first.rows.length, first.rows[0]?.title]).toEqual([60, 50, 'Row 00'])
  const second = await listStudies(list(researcher), toStudyQuery({ words: 'row', order: 'title', page: '2' }))
  expect([second.rows.length, second.rows[0]?.title]).toEqual([10, 'Row 50'])
})

test('first steps are done one by one, and the demo takes a researcher in as an annotator', async () => {
  const newcomer = await makeActor('RESEARCHER')
  expect(await readFirstSteps(list(newcomer))).toMatchObject({ hasStudy: false, hasPeople: false, demoId: null })
  await expect(joinDemo(list(newcomer))).rejects.toMatchObject({ code: 'not_found' })
  const demo = await makeOpenStudy()
  await db.study.update({ where: { id: demo.studyId }, data: { demo: true } })
  // Whoever made the demo has made no study of their own by it.
  expect(await readFirstSteps(list(demo.researcher))).toMatchObject({ hasStudy: false, demoId: demo.studyId })
  expect(await joinDemo(list(newcomer))).toEqual({ studyId: demo.studyId })
  expect(await joinDemo(list(newcomer))).toEqual({ studyId: demo.studyId })
  expect(await db.annotator.count({ where: { studyId: demo.studyId, userId: newcomer.id } })).toBe(1)
  // To judge in it, and nothing else.
  await authorizeActor(newcomer, demo.studyId, 'judgment:submit')
  await expect(authorizeActor(newcomer, demo.studyId, 'study:read')).rejects.toMatchObject({ code: 'not_found' })
  await db.study.update({ where: { id: demo.studyId }, data: { demo: false } })

  const { studyId, researcher } = await makeOpenStudy()
  expect(await readFirstSteps(list(researcher))).toMatchObject({ hasSet: true, hasStudy: true, hasPeople: false })
  await enrolPeople(studyId, 1)
  expect(await readFirstSteps(list(researcher))).toMatchObject({ hasStudy: true, hasPeople: true })
})

test('an annotator reads of their own work: their share, the time that is left and spent, and the pay', async () => {
  const planning = { seconds: 60, hourlyPay: 12, currency: 'GBP', tieRate: 0.2, correlation: 0.4 }
  const { studyId } = await makeOpenStudy({ prompts: 20, design: { planning } })
  const [person, other] = await enrolPeople(studyId, 2)
  if (!person || !other) throw new Error('nobody enrolled')
  const part = async () => (await listParts(authorizeActorSite(person.actor, 'account:manage')))[0]
  expect(await part()).toMatchObject({
    ...{ judged: 0, minutesSpent: 0, pay: { hourly: 12, currency: 'GBP' } },
    share: { total: 10, minutesLeft: 10, hasMore: true },
  })
  await judgeAll(person, undefined, 6)
  await db.assignment.updateMany({
    where: { studyId, annotatorId: person.annotator.id, doneAt: { not: null } },
    data: { activeMs: 120_000 },
  })
  const begun = await part()
  // What is open is shared anew as others work: as on the desk.
  expect(begun?.share?.total).toBe((await nextDesk(person.access)).total)
  expect(begun).toMatchObject({ judged: 6, minutesSpent: 12 })
  expect(begun?.share?.minutesLeft).toBe(((begun?.share?.total ?? 0) - 6) * 2)
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  expect(await part()).toMatchObject({ status: 'CLOSED', judged: 6, share: null })
})
