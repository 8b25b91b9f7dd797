import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { makeActor, makeBareStudy } from '@/lib/testing/fixtures'
import * as accepting from './accept-invite'
import { consentStamp } from './consent'
import { countJoin } from './count-join'
import { createAnnotatorInvite, createStaffInvite } from './create-invite'
import { findInvite } from './find-invite'
import { hashInviteToken } from './invite-token'
import { revokeAnnotatorInvite, revokeStaffInvite } from './revoke-invite'
import { AnnotatorInvite, type NewPersonByInvite, StaffInvite } from './schema'

const admin = await makeActor('ADMIN')
const site = authorizeActorSite(admin, 'people:manage')
const mine = (actor: Actor) => authorizeActorSite(actor, 'account:manage')
const { joinByInvite } = accepting
let hosts = 0
type Newcomer = Omit<NewPersonByInvite, 'agreesTo'> & { agreesTo?: string | null }
/** From an address of its own, as far as none is given. */
const acceptInvite = (person: Newcomer, address = `10.1.0.${++hosts}`) =>
  accepting.acceptInvite({ agreesTo: null, ...person }, address)
const invalid = expect.objectContaining({ code: 'invite_invalid' })

const staffLink = (input: Partial<StaffInvite> = {}) =>
  createStaffInvite(site, StaffInvite.parse({ role: 'RESEARCHER', ...input }))

async function studyLink(limits: { capacity?: number; days?: number } = {}) {
  const study = await makeBareStudy()
  const access = await authorizeActor(admin, study.studyId, 'annotators:manage')
  const { token } = await createAnnotatorInvite(access, AnnotatorInvite.parse({ ...study, ...limits }))
  return { ...study, access, token }
}

const newcomer = (token: string, fields: { email?: string; name?: string } = {}) => ({
  token,
  name: 'New Person',
  email: `${randomUUID()}@example.org`,
  password: 'ten letters',
  ...fields,
})

const readInvite = (token: string) => db.invite.findUniqueOrThrow({ where: { tokenHash: hashInviteToken(token) } })

test('the database holds no token that could be used', async () => {
  const { token } = await staffLink()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(JSON.stringify(await db.invite.findMany())).not.toContain(token)
})

test('a staff link makes one account with its role, within 14 days', async () => {
  const { token } = await staffLink()
  const person = newcomer(token)
  expect(await acceptInvite(person)).toEqual({ studyId: null })
  expect(await db.user.findUnique({ where: { email: person.email } })).toMatchObject({
    name: 'New Person',
    role: 'RESEARCHER',
  })
  const { uses, expiresAt, createdAt } = await readInvite(token)
  expect(uses).toBe(1)
  expect(((expiresAt?.getTime() ?? 0) - createdAt.getTime()) / 86_400_000).toBeCloseTo(14, 2)
  await expect(acceptInvite(newcomer(token))).rejects.toEqual(invalid)
})

test('a study’s link enrols, many times, and says which study', async () => {
  const { token, studyId } = await studyLink()
  expect(await findInvite(token)).toMatchObject({ role: 'ANNOTATOR', studyId, studyTitle: 'Test study' })
  for (let i = 0; i < 3; i++) expect(await acceptInvite(newcomer(token))).toEqual({ studyId })
  const enrolled = await db.annotator.findMany({
    where: { studyId },
    orderBy: { code: 'asc' },
    include: { user: true },
  })
  expect(enrolled.map(({ code, user }) => [code, user?.role])).toEqual([
    ['C01', 'ANNOTATOR'],
    ['C02', 'ANNOTATOR'],
    ['C03', 'ANNOTATOR'],
  ])
})

test('of many who open a link at once only as many get in as it has places, and all get codes of their own', async () => {
  const { token, studyId } = await studyLink({ capacity: 3 })
  const people = await Promise.all(Array.from({ length: 5 }, () => makeActor('ANNOTATOR')))
  const joins = [
    ...people.map((person) => joinByInvite(mine(person), { token: token })),
    ...Array.from({ length: 5 }, () => acceptInvite(newcomer(token))),
  ]
  const outcomes = await Promise.allSettled(joins)
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused).toHaveLength(7)
  for (const { reason } of refused) expect(reason).toEqual(invalid)
  const codes = await db.annotator.findMany({ where: { studyId }, select: { code: true } })
  expect(codes.map(({ code }) => code).sort()).toEqual(['C01', 'C02', 'C03'])
  expect((await readInvite(token)).uses).toBe(3)
})

test('one person in several tabs takes one place', async () => {
  const { token, studyId } = await studyLink({ capacity: 5 })
  const access = mine(await makeActor('RESEARCHER'))
  const joined = await Promise.all(Array.from({ length: 4 }, () => joinByInvite(access, { token: token })))
  expect(joined).toEqual(Array(4).fill({ studyId }))
  expect((await readInvite(token)).uses).toBe(1)
  expect(await db.annotator.count({ where: { studyId } })).toBe(1)
})

test('used up, expired, revoked, closed and garbage read the same', async () => {
  const usedUp = await staffLink()
  await acceptInvite(newcomer(usedUp.token))
  const expired = await studyLink({ days: 1 })
  const { id } = await readInvite(expired.token)
  await db.invite.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } })
  const revoked = await studyLink()
  await revokeAnnotatorInvite(revoked.access, { inviteId: (await readInvite(revoked.token)).id })
  const closed = await studyLink()
  await db.study.update({ where: { id: closed.studyId }, data: { status: 'CLOSED' } })
  const person = await makeActor('ANNOTATOR')
  for (const token of [
    usedUp.token,
    expired.token,
    revoked.token,
    closed.token,
    'garbage',
    '',
    '\0',
    'é'.repeat(100),
  ]) {
    await expect(findInvite(token)).rejects.toEqual(invalid)
    await expect(acceptInvite(newcomer(token))).rejects.toEqual(invalid)
    await expect(joinByInvite(mine(person), { token: token })).rejects.toEqual(invalid)
  }
  expect(await db.annotator.count({ where: { userId: person.id } })).toBe(0)
})

test('who has an account learns nothing of it by a link, and the link is as good as before', async () => {
  const { token, studyId } = await studyLink({ capacity: 2 })
  const taken = await makeActor('ANNOTATOR')
  await db.user.update({ where: { id: taken.id }, data: { passwordHash: cheapHash('another password') } })
  const disabled = await makeActor('ANNOTATOR')
  await db.user.update({
    where: { id: disabled.id },
    data: { passwordHash: cheapHash('ten letters'), disabledAt: new Date() },
  })
  const free = `${randomUUID()}@example.org`
  const before = await db.user.findMany({ where: { id: { in: [taken.id, disabled.id] } }, orderBy: { id: 'asc' } })
  for (const email of [taken.email, disabled.email, free])
    expect(await acceptInvite(newcomer(token, { email }))).toEqual({ studyId })
  expect((await readInvite(token)).uses).toBe(1)
  expect(await db.annotator.count({ where: { studyId } })).toBe(1)
  expect(await db.user.count({ where: { email: free } })).toBe(1)
  const after = await db.user.findMany({ where: { id: { in: [taken.id, disabled.id] } }, orderBy: { id: 'asc' } })
  expect(after).toEqual(before)
})

test('who has an account and gives its password is let in with it', async () => {
  const { token, studyId } = await studyLink()
  const person = await makeActor('RESEARCHER', 'Ines')
  await db.user.update({ where: { id: person.id }, data: { passwordHash: cheapHash('ten letters') } })
  for (let i = 0; i < 2; i++) expect(await acceptInvite(newcomer(token, { email: person.email }))).toEqual({ studyId })
  expect(await db.annotator.count({ where: { studyId, userId: person.id } })).toBe(1)
  expect((await readInvite(token)).uses).toBe(1)
  expect(await db.user.findUnique({ where: { id: person.id } })).toMatchObject({ role: 'RESEARCHER', name: 'Ines' })
})

test('guessing a password by a link waits as signing in does', async () => {
  const { token } = await studyLink()
  const person = await makeActor('ANNOTATOR')
  await db.user.update({ where: { id: person.id }, data: { passwordHash: cheapHash('another password') } })
  const guess = () => acceptInvite(newcomer(token, { email: person.email }), '192.0.2.77')
  for (let i = 0; i < 5; i++) await guess()
  await expect(guess()).rejects.toMatchObject({ code: 'too_many_attempts' })
})

test('an easy password is refused before anything is done, whoever has an account', async () => {
  const { token } = await studyLink()
  const { email } = await makeActor('ANNOTATOR')
  for (const each of [email, `${randomUUID()}@example.org`]) {
    const person = { ...newcomer(token, { email: each }), password: 'password12' }
    await expect(acceptInvite(person)).rejects.toMatchObject({
      code: 'invalid',
      fields: { password: [expect.any(String)] },
    })
  }
  expect((await readInvite(token)).uses).toBe(0)
})

test('a stranger at one address makes a hundred accounts in ten minutes at most, and stops nobody elsewhere', async () => {
  const { token } = await studyLink()
  const { id: link } = await readInvite(token)
  const address = '192.0.2.78'
  const outcomes = await Promise.allSettled(Array.from({ length: 120 }, () => countJoin({ address, link })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
  await expect(acceptInvite(newcomer(token), address)).rejects.toMatchObject({ code: 'too_many_joins' })
  await acceptInvite(newcomer(token))
})

test('by one link three hundred accounts are asked for in ten minutes at most, and other links go on', async () => {
  const [one, other] = [await studyLink(), await studyLink()]
  const { id: link } = await readInvite(one.token)
  for (let i = 0; i < 300; i++) await countJoin({ address: `10.2.${i % 5}.1`, link })
  await expect(acceptInvite(newcomer(one.token))).rejects.toMatchObject({ code: 'too_many_joins' })
  await acceptInvite(newcomer(other.token))
})

test('a link into a study is for fifty people and thirty days, unless somebody says otherwise', async () => {
  const study = await makeBareStudy()
  expect(AnnotatorInvite.parse(study)).toMatchObject({ capacity: 50, days: 30 })
  expect(AnnotatorInvite.parse({ ...study, capacity: null, days: null })).toMatchObject({ capacity: null, days: null })
})

test('two newcomers with one e-mail make one account', async () => {
  const { token } = await studyLink()
  const email = `${randomUUID()}@example.org`
  const people = ['ten letters', 'a quiet harbour', 'twelve brass spoons'].map((password) => ({
    ...newcomer(token, { email }),
    password,
  }))
  const answers = await Promise.all(people.map((person) => acceptInvite(person)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await db.user.count({ where: { email } })).toBe(1)
  expect((await readInvite(token)).uses).toBe(1)
})

test('a staff link raises a role, never lowers one, and is not spent for nothing', async () => {
  const annotator = await makeActor('ANNOTATOR')
  const { token } = await staffLink({ capacity: 2 })
  await joinByInvite(mine(annotator), { token: token })
  await joinByInvite(mine(admin), { token: token })
  expect((await db.user.findUnique({ where: { id: annotator.id } }))?.role).toBe('RESEARCHER')
  expect((await db.user.findUnique({ where: { id: admin.id } }))?.role).toBe('ADMIN')
  expect((await readInvite(token)).uses).toBe(1)
})

test('whoever was deactivated does not get in again by the link', async () => {
  const { token, studyId } = await studyLink()
  const person = await makeActor('ANNOTATOR')
  await joinByInvite(mine(person), { token: token })
  await db.annotator.updateMany({ where: { studyId }, data: { deactivatedAt: new Date() } })
  await expect(joinByInvite(mine(person), { token: token })).rejects.toEqual(invalid)
})

test('a link of one study can be neither made nor revoked from another', async () => {
  const one = await studyLink()
  const other = await studyLink()
  const { id: inviteId } = await readInvite(one.token)
  const missing = expect.objectContaining({ code: 'not_found' })
  await expect(revokeAnnotatorInvite(other.access, { inviteId })).rejects.toEqual(missing)
  await expect(revokeStaffInvite(site, { inviteId })).rejects.toEqual(missing)
  await expect(
    createAnnotatorInvite(other.access, { groupId: one.groupId, capacity: null, days: null }),
  ).rejects.toEqual(missing)
  await findInvite(one.token)
})

test('each step is in the audit trail, under whoever took it', async () => {
  const { token, studyId, access } = await studyLink()
  const person = await makeActor('ANNOTATOR')
  await joinByInvite(mine(person), { token: token })
  await revokeAnnotatorInvite(access, { inviteId: (await readInvite(token)).id })
  const entries = await db.auditEntry.findMany({ where: { studyId }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['invite.create', admin.id],
    ['annotator.join', person.id],
    ['invite.revoke', admin.id],
  ])
})

test('who has not agreed to the consent text, or to another one, is not let in, and nothing about them is kept', async () => {
  const { token, studyId } = await studyLink()
  await db.study.update({ where: { id: studyId }, data: { consent: 'It takes an hour.' } })
  const person = newcomer(token)
  const kept = async () => ({
    accounts: await db.user.count({ where: { email: person.email } }),
    annotators: await db.annotator.count({ where: { studyId } }),
    attempts: await db.auditEntry.count({ where: { studyId, action: 'annotator.join' } }),
    uses: (await readInvite(token)).uses,
  })
  const nothing = await kept()
  for (const agreesTo of [null, '', 'x', consentStamp('It takes two hours.')])
    await expect(acceptInvite({ ...person, agreesTo })).rejects.toMatchObject({ code: 'conflict' })
  const known = await makeActor('ANNOTATOR')
  await expect(joinByInvite(mine(known), { token })).rejects.toMatchObject({ code: 'conflict' })
  expect(await kept()).toEqual(nothing)

  const agreesTo = consentStamp('It takes an hour.')
  expect(await acceptInvite({ ...person, agreesTo })).toEqual({ studyId })
  expect(await joinByInvite(mine(known), { token, agreesTo })).toEqual({ studyId })
  const joined = await db.annotator.findMany({ where: { studyId } })
  expect(joined.map(({ consentedAt }) => consentedAt !== null)).toEqual([true, true])
  const events = await db.securityEvent.findMany({ where: { studyId, kind: 'consent' } })
  expect(events.map(({ userId }) => userId).sort()).toEqual(joined.map(({ userId }) => userId).sort())
})
