import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { findSignedIn } from '@/lib/auth/actor'
import { signIn } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'
import { sealLedger } from '@/lib/ledger/seal'
import { listPeople } from '@/lib/people/queries'
import { recordSecurity } from '@/lib/security/record'
import { setStatus } from '@/lib/studies/set-status'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { enrolPeople, makeActor, makeOpenStudy, makeSession } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, WHOLE } from '@/lib/testing/judging'
import { makeRecruitment, startJudging } from '@/lib/testing/recruitment'
import { erasePerson } from './erase-person'
import { exportPerson } from './export-person'
import { findParticipant } from './find-participant'
import { forgetWhereDue, setRetention } from './retention'

const PASSWORD = 'a password to prove it with'

/** Everywhere in the database where a text stands, as `Table: how many rows`. */
async function wherever(text: string): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT c.oid::regclass::text AS name FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace IN ('public'::regnamespace, 'pgboss'::regnamespace) ORDER BY 1`
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ n: bigint }[]>(
      `SELECT count(*) AS n FROM ${name} t WHERE position(lower($1) IN lower(t::text)) > 0`,
      text,
    )
    if (row?.n) found.push(`${name}: ${row.n}`)
  }
  return found
}

async function makeAdmin() {
  const admin = await makeActor('ADMIN')
  await db.user.update({ where: { id: admin.id }, data: { passwordHash: cheapHash(PASSWORD) } })
  return asAdmin(admin)
}

async function asAdmin(admin: Actor) {
  const session = { userId: admin.id, stamp: await makeSession(admin.id) }
  return { admin, session, access: authorizeActorSite(admin, 'people:manage') }
}

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error) => error.code,
  )

/** Somebody with an account who has judged, and left traces wherever people do. */
async function makeTraced(studyId: string) {
  const [person] = await enrolPeople(studyId, 1)
  if (!person) throw new Error('nobody was enrolled')
  const mark = `zq${randomUUID().slice(0, 8)}`
  const userId = person.actor.id
  const [email, name] = [`${mark}@example.org`, `Name ${mark}`]
  await db.user.update({ where: { id: userId }, data: { email, name } })
  await judgeAll(person, undefined, 2)
  await db.assignment.updateMany({
    where: { annotatorId: person.annotator.id, doneAt: { not: null } },
    data: { rationale: `because ${mark}` },
  })
  await db.identity.create({ data: { userId, issuer: 'https://id.example.org', subject: mark } })
  await db.knownDevice.create({ data: { userId, device: mark } })
  await db.mail.create({ data: { kind: 'REMINDER', to: email, language: 'en', studyId } })
  await db.webhook.create({
    data: { userId, name: mark, url: `https://${mark}.example`, events: ['study.closed'], sealedSecret: '' },
  })
  const link = {
    tokenHash: randomUUID(),
    role: 'ANNOTATOR' as const,
    studyId,
    capacity: 1,
    createdById: userId,
    usedById: userId,
  }
  const { id: groupId } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  await db.invite.create({ data: { ...link, groupId, personName: name, personEmail: email } })
  await recordSecurity(db, { kind: 'sign-in', userId, from: { address: '203.0.113.77', userAgent: null } })
  return { ...person, mark, email, name, session: { userId, stamp: await makeSession(userId) } }
}

const judgmentsOf = (studyId: string) => db.judgment.findMany({ where: { studyId }, orderBy: { id: 'asc' } })

test('erasure leaves no trace of who somebody is, and every judgment and the ledger as they were', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 4, overlap: 2 })
  const { admin, session, access } = await makeAdmin()
  const { actor, mark, annotator, session: theirs } = await makeTraced(studyId)
  const held = await db.assignment.count({ where: { studyId, annotatorId: annotator.id, doneAt: null } })
  expect(held).toBeGreaterThan(0)
  await sealLedger(studyId)
  const before = await judgmentsOf(studyId)
  expect((await wherever(mark)).length).toBeGreaterThan(5)

  await erasePerson(access, session, { personId: actor.id, withWords: true })

  expect(await wherever(mark)).toEqual([])
  expect(await db.securityEvent.count({ where: { userId: actor.id, network: { not: null } } })).toBe(0)
  expect(await judgmentsOf(studyId)).toEqual(before)
  expect(await db.$queryRaw`SELECT said FROM broken_ledger(${studyId}::uuid)`).toEqual([])
  expect(await checkStudy(studyId)).toMatchObject(WHOLE)
  expect(await findSignedIn(theirs)).toBeNull()
  // What they held goes to others, and they come back by no way.
  expect(await db.assignment.count({ where: { studyId, annotatorId: annotator.id, doneAt: null } })).toBe(0)
  await expect(authorizeActor(actor, studyId, 'judgment:submit')).rejects.toMatchObject({ code: 'not_found' })
  const acts = await db.auditEntry.findMany({ where: { subject: actor.id } })
  expect(acts).toMatchObject([{ action: 'person.erase', actorId: admin.id, detail: { words: 'yes' } }])
  expect((await listPeople(access, '')).people.map(({ id }) => id)).not.toContain(actor.id)
})

test('what somebody wrote stays unless that is erased, too; later it still can be', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 3 })
  const { session, access } = await makeAdmin()
  const { actor, mark } = await makeTraced(studyId)
  await erasePerson(access, session, { personId: actor.id, withWords: false })
  expect(await wherever(mark)).toEqual([expect.stringMatching(/^"Assignment": /)])
  await erasePerson(access, session, { personId: actor.id, withWords: true })
  expect(await wherever(mark)).toEqual([])
})

test('it asks who is there, and nobody erases themselves or whom nobody knows', async () => {
  const { admin, session, access } = await makeAdmin()
  const other = await makeActor('ANNOTATOR')
  const ask = (input: object) =>
    codeOf(erasePerson(access, session, { personId: other.id, withWords: false, ...input }))
  await db.session.update({ where: { id: session.stamp }, data: { provenAt: new Date(Date.now() - 16 * 60_000) } })
  expect(await ask({})).toBe('proof_needed')
  expect(await ask({ password: 'wrong' })).toBe('sign_in_failed')
  expect(await db.user.count({ where: { id: other.id, erasedAt: null } })).toBe(1)
  expect(await ask({ password: PASSWORD, personId: admin.id })).toBe('conflict')
  expect(await ask({ personId: randomUUID() })).toBe('not_found')
  expect(await ask({})).toBe('done')
})

test('of two admins who erase each other at once, one stays', async () => {
  await db.user.updateMany({ where: { role: 'ADMIN' }, data: { role: 'ANNOTATOR' } })
  const [one, two] = [await makeAdmin(), await makeAdmin()]
  const done = await Promise.all([
    codeOf(erasePerson(one.access, one.session, { personId: two.admin.id, withWords: false })),
    codeOf(erasePerson(two.access, two.session, { personId: one.admin.id, withWords: false })),
  ])
  expect(done.sort()).toEqual(['done', 'forbidden'])
  expect(await db.user.count({ where: { role: 'ADMIN', disabledAt: null } })).toBe(1)
})

test('who came from a crowd platform is found by their id there, and forgotten with it', async () => {
  const study = await makeOpenStudy({ prompts: 3 })
  const { session, access } = await makeAdmin()
  const { token } = await makeRecruitment(study)
  const participant = `pid${randomUUID().slice(0, 8)}`
  const judging = await startJudging(token, participant)
  if (!judging) throw new Error('there was no room')
  await judgeAll(judging)
  const found = await findParticipant(access, participant)
  expect(found).toMatchObject([{ personId: judging.actor.id }])
  const { chunks } = await exportPerson(access, judging.actor.id)
  expect(JSON.parse(await textOf(chunks)).annotates[0].participation).toMatchObject({ participant })
  await erasePerson(access, session, { personId: judging.actor.id, withWords: false })
  expect(await findParticipant(access, participant)).toEqual([])
  const told = await exportPerson(access, judging.actor.id)
  expect(await textOf(told.chunks)).not.toContain(participant)
})

async function textOf(chunks: AsyncIterable<unknown>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

test('a person’s data hold what they did as they saw it, no secret, and tell no system', async () => {
  const { studyId, promptSet } = await makeOpenStudy({ prompts: 4 })
  const { access } = await makeAdmin()
  const { actor, mark, email } = await makeTraced(studyId)
  await db.user.update({ where: { id: actor.id }, data: { passwordHash: 'the hash of it' } })
  const { chunks } = await exportPerson(access, actor.id)
  const text = await textOf(chunks)
  const told = JSON.parse(text)
  expect(told).toMatchObject({ format: 'evenhand-person/1', person: { email }, mails: [{ to: email }] })
  expect(told.annotates[0].verdicts.filter((each: { doneAt: unknown }) => each.doneAt)).toMatchObject([
    { answers: [{ choice: 'A' }], rationale: `because ${mark}` },
    { answers: [{ choice: 'TIE' }], rationale: `because ${mark}` },
  ])
  expect(told.security).toMatchObject([{ kind: 'sign-in', network: '203.0.113.0/24' }])
  for (const secret of ['the hash of it', 'passwordHash', 'sealed', ...promptSet.systems.map(({ id }) => id)])
    expect(text).not.toContain(secret)
  expect(await db.auditEntry.count({ where: { action: 'person.export', subject: actor.id } })).toBe(1)
})

test('a study forgets its people when its time is over, and not before', async () => {
  const study = await makeOpenStudy({ prompts: 4, overlap: 2 })
  const { studyId, researcher } = study
  const { access } = await makeAdmin()
  const manage = await authorizeActor(researcher, studyId, 'annotators:manage')
  const { token } = await makeRecruitment(study)
  const crowd = await startJudging(token, 'somebody-there')
  if (!crowd) throw new Error('there was no room')
  await judgeAll(crowd, undefined, 2)
  const account = await makeTraced(studyId)
  await db.auditEntry.create({
    data: { action: 'annotator.join', actorId: account.actor.id, studyId, subject: account.annotator.code },
  })
  await setRetention(manage, { days: 30 })
  await setStatus(await authorizeActor(researcher, studyId, 'study:run'), 'close')
  await sealLedger(studyId)
  const before = await judgmentsOf(studyId)
  await forgetWhereDue()
  expect(await findParticipant(access, 'somebody-there')).toHaveLength(1)

  await db.$executeRaw`UPDATE "Study" SET "closedAt" = now() - interval '31 days' WHERE id = ${studyId}::uuid`
  await Promise.all([forgetWhereDue(), forgetWhereDue(), forgetWhereDue()])

  expect(await findParticipant(access, 'somebody-there')).toEqual([])
  expect(await db.user.count({ where: { id: crowd.actor.id } })).toBe(0)
  // Who has an account keeps it, and no code leads there.
  expect(await db.user.findUnique({ where: { id: account.actor.id } })).toMatchObject({ email: account.email })
  expect(await db.annotator.count({ where: { studyId, userId: account.actor.id } })).toBe(0)
  const joined = await db.auditEntry.findMany({ where: { studyId, action: 'annotator.join' } })
  expect(joined.length).toBeGreaterThan(1)
  expect(joined.filter(({ actorId }) => actorId !== null)).toEqual([])
  const told = await textOf((await exportPerson(access, account.actor.id)).chunks)
  expect(told).not.toContain(account.annotator.code)
  expect(
    await db.invite.count({ where: { studyId, OR: [{ usedById: { not: null } }, { personEmail: { not: null } }] } }),
  ).toBe(0)
  expect(await judgmentsOf(studyId)).toEqual(before)
  expect(await db.$queryRaw`SELECT said FROM broken_ledger(${studyId}::uuid)`).toEqual([])
  expect(await db.auditEntry.count({ where: { studyId, action: 'study.forget' } })).toBe(1)
  expect(await codeOf(setRetention(manage, { days: null }))).toBe('conflict')
})

test('who joined stays on record as long as the study knows its people, and nothing else can be taken from the trail', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 1 })
  const actor = await makeActor('ANNOTATOR')
  const joined = { action: 'annotator.join', actorId: actor.id, studyId, subject: 'C01' }
  const { id } = await db.auditEntry.create({ data: joined })
  const take = (subject: string) =>
    db.$executeRaw`UPDATE "AuditEntry" SET "actorId" = NULL, subject = ${subject} WHERE id = ${id}`
  await expect(take('C01')).rejects.toThrow(/append-only/)
  await db.study.update({ where: { id: studyId }, data: { forgottenAt: new Date() } })
  await expect(take('C02')).rejects.toThrow(/append-only/)
  await expect(db.$executeRaw`DELETE FROM "AuditEntry" WHERE id = ${id}`).rejects.toThrow(/append-only/)
  expect(await take('C01')).toBe(1)
})

test('the address that somebody came from stands nowhere', async () => {
  const address = '198.51.100.213'
  const person = await makeActor('ANNOTATOR')
  await db.user.update({ where: { id: person.id }, data: { passwordHash: cheapHash(PASSWORD) } })
  await codeOf(signIn({ email: person.email, password: 'wrong' }, { address, device: null }))
  await signIn({ email: person.email, password: PASSWORD }, { address, device: null })
  const study = await makeOpenStudy({ prompts: 2 })
  const { token } = await makeRecruitment(study)
  await startJudging(token, 'from-somewhere', address)
  expect(await wherever(address)).toEqual([])
  // What is kept for thirty days, and by which the search is known to find what is there.
  expect(await wherever('198.51.100.0/24')).toEqual([expect.stringMatching(/^"SecurityEvent": /)])
})
