import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { listSessions, signOutElsewhere, signOutOf } from '@/lib/people/sessions'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { authorizeActorSite } from './access'
import { findSignedIn } from './actor'
import { beginSession, endSessions, noteSeen } from './sessions'
import { signIn } from './sign-in'

let here: { userId: string; stamp: string } | null = null
vi.mock('./session', () => ({ readSession: async () => here }))

const HOUR_MS = 60 * 60 * 1000
const password = 'a password for tests'
const passwordHash = cheapHash(password)
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

async function someone() {
  const email = `${randomUUID()}@example.org`
  return db.user.create({ data: { email, name: 'Someone', role: 'ANNOTATOR', passwordHash } })
}

async function begin(userId: string, userAgent: string | null = FIREFOX): Promise<string> {
  return (await beginSession(userId, { passwordHash }, userAgent)) ?? ''
}

const isIn = async (userId: string, stamp: string) => (await findSignedIn({ userId, stamp })) !== null
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS)

test('a session is its holder’s alone, and ends when it is ended', async () => {
  const [one, other] = [await someone(), await someone()]
  const stamp = await begin(one.id)
  expect(await findSignedIn({ userId: one.id, stamp })).toMatchObject({
    actor: { id: one.id },
    mustChangePassword: false,
  })
  expect(await isIn(other.id, stamp)).toBe(false)
  expect(await isIn(one.id, randomUUID())).toBe(false)
  expect(await endSessions(db, other.id, { only: stamp })).toBe(0)
  expect(await endSessions(db, one.id, { only: stamp })).toBe(1)
  expect(await isIn(one.id, stamp)).toBe(false)
})

test('a session ends after twelve hours without use, and after a week in any case', async () => {
  const { id } = await someone()
  const { expiresAt } = await db.session.findUniqueOrThrow({ where: { id: await begin(id) } })
  expect((expiresAt.getTime() - Date.now()) / HOUR_MS).toBeCloseTo(7 * 24, 1)
  for (const [data, lasts] of [
    [{ seenAt: hoursAgo(11.9) }, true],
    [{ seenAt: hoursAgo(12.1) }, false],
    [{ seenAt: new Date(), expiresAt: hoursAgo(0.1) }, false],
  ] as const) {
    const stamp = await begin(id)
    await db.session.update({ where: { id: stamp }, data })
    expect(await isIn(id, stamp)).toBe(lasts)
  }
})

test('use is noted, by the way', async () => {
  const { id } = await someone()
  const stamp = await begin(id)
  await db.session.update({ where: { id: stamp }, data: { seenAt: hoursAgo(3) } })
  noteSeen(stamp)
  const age = async () => Date.now() - (await db.session.findUniqueOrThrow({ where: { id: stamp } })).seenAt.getTime()
  await expect.poll(age).toBeLessThan(HOUR_MS)
})

test('a session that begins as the password changes is none', async () => {
  const { id } = await someone()
  expect(await beginSession(id, { passwordHash: cheapHash('the one before') }, null)).toBeNull()
  await db.user.update({ where: { id }, data: { disabledAt: new Date() } })
  expect(await beginSession(id, { passwordHash }, null)).toBeNull()
})

test('signing in again ends the session the browser had, whoever’s it was, and no other', async () => {
  const [one, other] = [await someone(), await someone()]
  const [had, elsewhere] = [await begin(one.id), await begin(one.id)]
  const browser = { address: '192.0.2.44', device: null, session: { userId: one.id, stamp: had } }
  await expect(signIn({ email: other.email, password: 'wrong' }, browser)).rejects.toMatchObject({
    code: 'sign_in_failed',
  })
  expect(await isIn(one.id, had)).toBe(true)
  const { stamp } = await signIn({ email: other.email, password }, browser)
  expect([await isIn(one.id, had), await isIn(one.id, elsewhere), await isIn(other.id, stamp)]).toEqual([
    ...[false, true, true],
  ])
  const written = await db.securityEvent.findMany({
    where: { userId: { in: [one.id, other.id] } },
    orderBy: { id: 'asc' },
  })
  expect(written.map(({ kind, userId }) => [kind, userId])).toEqual([
    ['sign-in-failed', other.id],
    ['sign-out', one.id],
    ['sign-in', other.id],
  ])
})

test('of many sessions the latest fifty go on, and those that are over are swept', async () => {
  const { id } = await someone()
  const past = { userId: id, expiresAt: hoursAgo(-5) }
  await db.session.createMany({
    data: Array.from({ length: 60 }, (_, hour) => ({ ...past, createdAt: hoursAgo(100 + hour) })),
  })
  await db.session.create({ data: { ...past, expiresAt: hoursAgo(1) } })
  const stamp = await begin(id)
  expect(await db.session.count({ where: { userId: id } })).toBe(50)
  expect(await isIn(id, stamp)).toBe(true)
})

test('people see where they are signed in, and end one session or all others', async () => {
  const { id, name, email, role } = await someone()
  const access = authorizeActorSite({ id, name, email, role }, 'account:manage')
  const stamps = [await begin(id, IPHONE), await begin(id, null), await begin(id)]
  here = { userId: id, stamp: stamps[2] ?? '' }
  const [first, ...others] = await listSessions(access)
  expect(first).toMatchObject({ id: stamps[2], isHere: true, browser: 'Firefox', system: 'Windows', device: 'desktop' })
  expect(others.find((each) => each.id === stamps[0])).toMatchObject({
    browser: 'Safari',
    system: 'iOS',
    device: 'mobile',
  })
  expect(others.find((each) => each.id === stamps[1])).toMatchObject({ browser: null, isHere: false })

  const stranger = await someone()
  const theirs = await begin(stranger.id)
  await signOutOf(access, theirs)
  expect(await isIn(stranger.id, theirs)).toBe(true)
  await signOutOf(access, stamps[0] ?? '')
  expect((await listSessions(access)).map((each) => each.id)).toEqual([stamps[2], stamps[1]])
  await signOutElsewhere(access)
  expect((await listSessions(access)).map((each) => each.id)).toEqual([stamps[2]])
})

test('signing in begins a session of its own each time', async () => {
  const { id, email } = await someone()
  const browser = { address: '192.0.2.9', device: null, userAgent: FIREFOX }
  const [one, other] = [await signIn({ email, password }, browser), await signIn({ email, password }, browser)]
  expect(one.stamp).not.toBe(other.stamp)
  await endSessions(db, id, { only: one.stamp })
  expect([await isIn(id, one.stamp), await isIn(id, other.stamp)]).toEqual([false, true])
})
