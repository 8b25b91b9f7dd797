import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { db } from '@/lib/db/client'
import { sessionSeat } from '@/lib/engine/seat'
import type { AppError } from '@/lib/errors'
import { judgeAndNext, openDesk } from '@/lib/judgments/desk'
import { makeActor, makeBareStudy, makeSession } from '@/lib/testing/fixtures'
import { makeVerdict } from '@/lib/testing/judging'
import { authorizeActor, authorizeActorSite } from './access'
import { type Actor, findActor, findSignedIn } from './actor'
import { endSessions } from './sessions'

let study: Awaited<ReturnType<typeof makeBareStudy>>
let admin: Actor
let researcher: Actor
let member: Actor
let annotator: Actor

beforeAll(async () => {
  study = await makeBareStudy()
  admin = await makeActor('ADMIN')
  researcher = await makeActor('RESEARCHER')
  member = await makeActor('RESEARCHER')
  annotator = await makeActor('ANNOTATOR')
  await db.studyMember.create({ data: { studyId: study.studyId, userId: member.id } })
  await db.$transaction((tx) => enrolAnnotator(tx, study, { userId: annotator.id }))
})

const missing = expect.objectContaining({ code: 'not_found' })

test('admins and members may read a study, and get proof of it', async () => {
  for (const actor of [admin, member])
    expect(await authorizeActor(actor, study.studyId, 'study:read')).toEqual({ actor, studyId: study.studyId })
})

test('to everybody else a study is not there, as if it had never been', async () => {
  for (const actor of [researcher, annotator]) {
    await expect(authorizeActor(actor, study.studyId, 'study:read')).rejects.toEqual(missing)
    await expect(authorizeActor(actor, randomUUID(), 'study:read')).rejects.toEqual(missing)
  }
})

test('being enrolled lets one judge and nothing else; being a researcher does not let one judge', async () => {
  await authorizeActor(annotator, study.studyId, 'judgment:submit')
  await expect(authorizeActor(annotator, study.studyId, 'study:results')).rejects.toEqual(missing)
  for (const actor of [admin, member])
    await expect(authorizeActor(actor, study.studyId, 'judgment:submit')).rejects.toEqual(missing)
})

test('an id that is none is not there either', async () => {
  for (const id of ['', 'x', "'; DROP TABLE", '\0', '00000000-0000-0000-0000-00000000000g'])
    await expect(authorizeActor(admin, id, 'study:read')).rejects.toEqual(missing)
})

test('what the site keeps from a role is not there for it', () => {
  expect(() => authorizeActorSite(researcher, 'people:manage')).toThrow(missing)
  expect(() => authorizeActorSite(annotator, 'studies:list')).toThrow(missing)
  expect(authorizeActorSite(admin, 'people:manage')).toEqual({ actor: admin })
})

test('a disabled person is nobody', async () => {
  const { id } = await makeActor('ADMIN')
  expect(await findActor(id)).not.toBeNull()
  await db.user.update({ where: { id }, data: { disabledAt: new Date() } })
  expect(await findActor(id)).toBeNull()
})

// A verdict's own statement proves who gives it: it must agree with `authorize`, case by case.
test('a verdict counts from an enrolled annotator who is signed in, and from nobody else', async () => {
  const { studyId } = study
  const verdict = await makeVerdict(randomUUID())
  const outcome = (userId: string, stamp: string) =>
    judgeAndNext(sessionSeat({ studyId, userId, stamp }), verdict, []).catch((error: AppError) => error.code)
  const found = async (userId: string, stamp: string) => {
    const rows = await db.$queryRaw`SELECT signed_in_annotator(${studyId}::uuid, ${userId}::uuid, ${stamp}) AS id`
    return (rows as { id: string | null }[])[0]?.id ?? null
  }
  const stamp = await makeSession(annotator.id)
  const me = await db.annotator.findFirstOrThrow({ where: { studyId, userId: annotator.id } })
  expect(await found(annotator.id, stamp)).toBe(me.id)
  for (const actor of [admin, member, researcher]) expect(await found(actor.id, await makeSession(actor.id))).toBeNull()
  const others = await makeSession(researcher.id)
  for (const another of [others, randomUUID()]) {
    expect(await found(annotator.id, another)).toBeNull()
    expect(await outcome(annotator.id, another)).toBe('not_found')
  }

  await db.annotator.update({ where: { studyId_id: { studyId, id: me.id } }, data: { deactivatedAt: new Date() } })
  expect(await found(annotator.id, stamp)).toBeNull()
  await expect(authorizeActor(annotator, studyId, 'judgment:submit')).rejects.toEqual(missing)
  // All that they can do is to be told.
  const { desk } = await openDesk(await authorizeActor(annotator, studyId, 'desk:open'))
  expect(desk).toMatchObject({ status: 'left_out', pairs: [] })
  for (const actor of [admin, member, researcher])
    await expect(authorizeActor(actor, studyId, 'desk:open')).rejects.toEqual(missing)
  await db.annotator.update({ where: { studyId_id: { studyId, id: me.id } }, data: { deactivatedAt: null } })
  await db.user.update({ where: { id: annotator.id }, data: { disabledAt: new Date() } })
  expect(await found(annotator.id, stamp)).toBeNull()
  const ends = (data: object) => db.session.update({ where: { id: stamp }, data })
  const [now, later] = [Date.now(), new Date(Date.now() + 60 * 60 * 1000)]
  for (const [person, session, there] of [
    [{ disabledAt: null, passwordExpiresAt: later }, {}, null],
    [{ passwordExpiresAt: null }, {}, me.id],
    [{}, { expiresAt: new Date(now - 1000) }, null],
    [{}, { expiresAt: later, seenAt: new Date(now - 13 * 60 * 60 * 1000) }, null],
    [{}, { seenAt: new Date(now - 11 * 60 * 60 * 1000) }, me.id],
  ] as const) {
    await db.user.update({ where: { id: annotator.id }, data: person })
    await ends(session)
    expect(await found(annotator.id, stamp)).toBe(there)
    // The same as `authorize` finds out by itself.
    const signedIn = await findSignedIn({ userId: annotator.id, stamp })
    expect(signedIn !== null && !signedIn.mustChangePassword).toBe(there !== null)
  }
  await endSessions(db, annotator.id)
  expect(await found(annotator.id, stamp)).toBeNull()
  expect(await outcome(annotator.id, stamp)).toBe('not_found')
})
