import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { consentStamp } from '@/lib/people/consent'
import { makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { comeIn, makeRecruitment, queryOf, startJudging } from '@/lib/testing/recruitment'
import { arrive } from './arrive'
import { beginPart, leaveBefore } from './begin'
import { closeRecruitment } from './manage'
import { readArrival } from './read-arrival'

const FROM = '192.0.2.7'

const row = ({ studyId, participationId: id }: { studyId: string; participationId: string }) =>
  db.participation.findUniqueOrThrow({ where: { studyId_id: { studyId, id } } })

const lapse = ({ studyId, participationId: id }: { studyId: string; participationId: string }) =>
  db.participation.update({
    where: { studyId_id: { studyId, id } },
    data: { seenAt: new Date(Date.now() - 3 * 60 * 60 * 1000) },
  })

test('one person is one, however often and from wherever they come at once, and is let in when they are', async () => {
  const study = await makeOpenStudy()
  const { token } = await makeRecruitment(study, { places: 1, overbooking: 0 })
  const arrived = await Promise.all(Array.from({ length: 8 }, () => comeIn(token, 'same')))
  expect(new Set(arrived.map(({ participationId }) => participationId)).size).toBe(1)
  const [one] = arrived
  if (!one) throw new Error('nobody arrived')
  const begun = await Promise.all([1, 2, 3].map(() => beginPart(one, null, null)))
  expect(new Set(begun.map((each) => each?.userId)).size).toBe(1)
  expect(new Set(begun.map((each) => each?.stamp)).size).toBe(3)
  expect(await db.annotator.count({ where: { studyId: study.studyId } })).toBe(1)
  expect(await comeIn(token, 'same')).toEqual({ ...one, isJudging: true })
})

test('nobody is told that it is full while a place is free: who was not heard of for a lease gives theirs back', async () => {
  const study = await makeOpenStudy()
  const { token } = await makeRecruitment(study, { places: 1, overbooking: 0 })
  const first = await comeIn(token, 'first')
  expect((await row(await comeIn(token, 'second'))).ending).toBe('FULL')
  await lapse(first)
  const third = await comeIn(token, 'third')
  expect((await row(third)).ending).toBeNull()
  // They look in again, and by now somebody else has the place.
  expect((await row(await comeIn(token, 'first'))).ending).toBe('FULL')
  expect(await beginPart(first, null, null)).toBeNull()
})

test('whoever judges holds their place by their leases, and goes on however long they were away', async () => {
  const study = await makeOpenStudy({ prompts: 8 })
  const { token } = await makeRecruitment(study, { places: 1, overbooking: 0 })
  const judging = await startJudging(token, 'first')
  if (!judging) throw new Error('no room')
  await nextDesk(judging.access)
  await lapse(judging)
  expect((await row(await comeIn(token, 'second'))).ending).toBe('FULL')
  await db.assignment.updateMany({
    where: { studyId: study.studyId, annotatorId: { not: null } },
    data: { leaseUntil: new Date() },
  })
  expect((await row(await comeIn(token, 'third'))).ending).toBeNull()
  expect(await comeIn(token, 'first')).toMatchObject({ isJudging: true })
  expect(await beginPart(judging, null, null)).toMatchObject({ userId: judging.actor.id })
})

test('where nothing is left to judge it is full, whatever the places', async () => {
  const study = await makeOpenStudy({ prompts: 1 })
  const { token } = await makeRecruitment(study)
  const judging = await startJudging(token, 'first')
  if (judging) await judgeAll(judging)
  expect((await row(await comeIn(token, 'late'))).ending).toBe('FULL')
})

test('a study that is not open takes nobody and decides nothing; one that is over, or a closed link, is full', async () => {
  const study = await makeOpenStudy()
  const { studyId } = study
  const { token, access, recruitmentId } = await makeRecruitment(study)
  await db.study.update({ where: { id: studyId }, data: { status: 'PAUSED' } })
  expect(await arrive(token, queryOf('p'), FROM)).toEqual({ kind: 'not_open' })
  expect(await db.participation.count({ where: { studyId } })).toBe(0)
  await db.study.update({ where: { id: studyId }, data: { status: 'OPEN' } })
  const before = await comeIn(token, 'before')
  await closeRecruitment(access, recruitmentId, true)
  expect((await row(await comeIn(token, 'after'))).ending).toBe('FULL')
  expect(await beginPart(before, null, null)).not.toBeNull()
  await closeRecruitment(access, recruitmentId, false)
  expect((await row(await comeIn(token, 'again'))).ending).toBeNull()
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  expect((await row(await comeIn(token, 'late'))).ending).toBe('FULL')
})

test('consent is asked for once there is room, by the text that was read, and a no ends there', async () => {
  const study = await makeOpenStudy({ design: { consent: 'It takes an hour.' } })
  const { studyId } = study
  const { token } = await makeRecruitment(study)
  const [yes, no] = [await comeIn(token, 'yes'), await comeIn(token, 'no')]
  await expect(beginPart(yes, null, null)).rejects.toMatchObject({ code: 'conflict' })
  await expect(beginPart(yes, consentStamp('Another text.'), null)).rejects.toMatchObject({ code: 'conflict' })
  expect(await db.annotator.count({ where: { studyId } })).toBe(0)
  await beginPart(yes, consentStamp('It takes an hour.'), null)
  await leaveBefore(no, 'NO_CONSENT')
  await leaveBefore(yes, 'NO_CONSENT')
  expect([(await row(yes)).ending, (await row(no)).ending]).toEqual([null, 'NO_CONSENT'])
  expect(await beginPart(no, consentStamp('It takes an hour.'), null)).toBeNull()
  const [annotator] = await db.annotator.findMany({ where: { studyId }, include: { user: true } })
  expect(annotator).toMatchObject({ consentedAt: expect.any(Date), user: { name: 'Participant C01', email: null } })
})

test('another submission of the same person goes on while they are not through, and is told so afterwards', async () => {
  const study = await makeOpenStudy()
  const { token } = await makeRecruitment(study)
  const first = await comeIn(token, 'p')
  expect(await arrive(token, queryOf('p', 'second'), FROM)).toEqual(first)
  await leaveBefore(first, 'NO_CONSENT')
  expect(await arrive(token, queryOf('p', 'third'), FROM)).toEqual({ kind: 'again' })
  expect(await arrive(token, queryOf('p', 'second'), FROM)).toEqual(first)
  // Of one study they take part in one recruitment.
  const other = await makeRecruitment(study, { name: 'Wave 2' })
  expect(await arrive(other.token, queryOf('p', 'fourth'), FROM)).toEqual({ kind: 'again' })
})

test('who somebody is at the platform stands nowhere as it came, and the same in two studies is not known as such', async () => {
  const participant = `5f${randomUUID().replaceAll('-', '')}`
  const [one, other] = [await makeOpenStudy(), await makeOpenStudy()]
  const rows = []
  for (const study of [one, other]) {
    const { token } = await makeRecruitment(study)
    const judging = await startJudging(token, participant)
    if (judging) rows.push(await row(judging))
  }
  expect(new Set(rows.map(({ participantKey }) => participantKey)).size).toBe(2)
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`
  const found = []
  for (const { name } of tables) {
    const [{ n }] = await db.$queryRawUnsafe<[{ n: number }]>(
      `SELECT count(*)::int AS n FROM "${name}" t WHERE t::text LIKE $1`,
      `%${participant}%`,
    )
    if (n > 0) found.push(name)
  }
  expect(tables.length).toBeGreaterThan(40)
  expect(found).toEqual([])
})

test('a page tells nothing of codes before the end, and belongs to its link', async () => {
  const study = await makeOpenStudy()
  const { token } = await makeRecruitment(study)
  const other = await makeRecruitment(await makeOpenStudy())
  const arrived = await comeIn(token, 'p')
  const page = await readArrival(token, arrived, null)
  expect(page).toEqual({ kind: 'start', platform: 'PROLIFIC', title: expect.any(String), consent: '', hasBegun: false })
  expect((await row(arrived)).releasedAt).toBeNull()
  await expect(readArrival(other.token, arrived, null)).rejects.toMatchObject({ code: 'not_found' })
  await expect(readArrival('x'.repeat(22), arrived, null)).rejects.toMatchObject({ code: 'not_found' })
})

test('on a phone a study that wants a computer says so, and ends only when one says that there is none', async () => {
  const study = await makeOpenStudy()
  const { token } = await makeRecruitment(study, { needsComputer: true })
  const arrived = await comeIn(token, 'p')
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1'
  expect(await readArrival(token, arrived, phone)).toMatchObject({ kind: 'device' })
  expect(await readArrival(token, arrived, null)).toMatchObject({ kind: 'start' })
  await leaveBefore(arrived, 'DEVICE')
  expect(await readArrival(token, arrived, null)).toMatchObject({ kind: 'ended', ending: 'DEVICE' })
})
