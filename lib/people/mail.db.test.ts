import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { findSignedIn } from '@/lib/auth/actor'
import { signIn } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'
import type { Language } from '@/lib/i18n/languages'
import { linkToken, remindersToken } from '@/lib/mail/link-token'
import { mailJob } from '@/lib/mail/mail-job'
import { postMail } from '@/lib/mail/outbox'
import { remindAnnotators } from '@/lib/monitor/remind'
import { addToTeam, changeTeamRole, removeFromTeam } from '@/lib/team/change-team'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { enrolPeople, makeActor, makeBareStudy, makeOpenStudy } from '@/lib/testing/fixtures'
import { MailServer } from '@/lib/testing/mail-server'
import { acceptInvite } from './accept-invite'
import { askForLink } from './ask-for-link'
import { changePassword } from './change-account'
import { mailAnnotatorInvites, mailStaffInvites } from './mail-invites'
import { endReminders, readReminders, setReminders } from './reminders'
import { MailedAnnotatorInvites, MailedStaffInvites } from './schema'
import { readLinkKind, resetByLink, signInByLink } from './use-link'

// Settings are read once a process: `vi.stubEnv` has this file run alone.
const server = new MailServer()
const PASSWORD = 'a quiet harbour'
const OTHER = 'twelve brass spoons'
const browser = { address: '192.0.2.91', device: null }
let hosts = 0
const newAddress = () => `10.9.${++hosts >> 8}.${hosts & 255}`

beforeAll(async () => {
  vi.stubEnv('SMTP_URL', `${await server.start()}/?greetingTimeout=400`)
  vi.stubEnv('SMTP_FROM', 'Evenhand <evenhand@lab.example>')
})
afterAll(() => server.stop())
beforeEach(async () => {
  server.arrived.length = 0
  server.refuses.clear()
  await db.mail.deleteMany()
})

async function someone(fields: { passwordHash?: string | null; disabledAt?: Date } = {}) {
  const email = `${randomUUID()}@example.org`
  return db.user.create({
    data: { email, name: 'Mara Lindt', role: 'ANNOTATOR', passwordHash: cheapHash(PASSWORD), ...fields },
  })
}

const run = (mailId: string) => mailJob.run({ mailId }, { signal: new AbortController().signal, tell: () => undefined })
/** Works at all that waits, in the order in which it was asked for. */
async function sendAll() {
  const waiting = await db.mail.findMany({ where: { sentAt: null, failedAt: null }, orderBy: { createdAt: 'asc' } })
  for (const { id } of waiting) await run(id)
}
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) => (error.code as string) ?? 'error',
  )
const tokenIn = (text: string) => /\/(?:sign-in\/link|join|reminders)\/([\w.-]+)/.exec(text)?.[1] ?? ''

async function askFor(kind: 'SIGN_IN' | 'RESET', email: string | null, language: Language = 'en') {
  await askForLink({ email: email ?? '', kind, language }, newAddress())
  await sendAll()
  return tokenIn(server.arrived.at(-1)?.text ?? '')
}

test('a mailed link signs in once, and only until its time is over', async () => {
  const person = await someone()
  const token = await askFor('SIGN_IN', person.email)
  expect(server.arrived).toHaveLength(1)
  expect(server.arrived[0]?.to).toBe(person.email)
  expect(await readLinkKind(token)).toBe('SIGN_IN')
  expect(await readLinkKind(token)).toBe('SIGN_IN')
  const uses = await Promise.allSettled([1, 2, 3].map(() => signInByLink(token, browser)))
  const [begun, ...more] = uses.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(more).toEqual([])
  expect((await findSignedIn({ userId: person.id, stamp: begun?.stamp ?? '' }))?.actor.id).toBe(person.id)
  expect(await readLinkKind(token)).toBeNull()
  const late = await askFor('SIGN_IN', person.email)
  await db.mailedLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } })
  expect(await codeOf(signInByLink(late, browser))).toBe('link_over')
})

test('a link to another password changes it, ends sessions and other links, and is for nothing else', async () => {
  const person = await someone()
  const before = await signIn({ email: person.email, password: PASSWORD }, browser)
  const [toSignIn, toReset] = [await askFor('SIGN_IN', person.email), await askFor('RESET', person.email)]
  expect(await codeOf(signInByLink(toReset, browser))).toBe('link_over')
  expect(await codeOf(resetByLink({ token: toSignIn, password: OTHER }, browser))).toBe('link_over')
  expect(await codeOf(resetByLink({ token: toReset, password: 'password1234' }, browser))).toBe('invalid')
  const begun = await resetByLink({ token: toReset, password: OTHER }, browser)
  expect(await findSignedIn({ userId: person.id, stamp: begun.stamp })).toMatchObject({ mustChangePassword: false })
  expect(await findSignedIn({ userId: person.id, stamp: before.stamp })).toBeNull()
  expect(await codeOf(signInByLink(toSignIn, browser))).toBe('link_over')
  expect(await codeOf(resetByLink({ token: toReset, password: PASSWORD }, browser))).toBe('link_over')
  expect(await codeOf(signIn({ email: person.email, password: PASSWORD }, { ...browser, address: newAddress() }))).toBe(
    'sign_in_failed',
  )
  expect((await signIn({ email: person.email, password: OTHER }, browser)).id).toBe(person.id)
})

test('a changed password and a disabled account end links that are under way', async () => {
  const person = await someone()
  const token = await askFor('SIGN_IN', person.email)
  const access = authorizeActorSite({ ...person, role: 'ANNOTATOR' }, 'password:change')
  await changePassword(access, { current: PASSWORD, password: OTHER })
  expect(await codeOf(signInByLink(token, browser))).toBe('link_over')
  const again = await askFor('SIGN_IN', person.email)
  await db.user.update({ where: { id: person.id }, data: { disabledAt: new Date() } })
  expect(await readLinkKind(again)).toBeNull()
  expect(await codeOf(signInByLink(again, browser))).toBe('link_over')
})

test('who asks cannot tell whether there is an account: the answer and all that is written are the same', async () => {
  const [person, disabled, elsewhere] = [
    await someone(),
    await someone({ disabledAt: new Date() }),
    await someone({ passwordHash: null }),
  ]
  const emails = [person.email, disabled.email, elsewhere.email, `${randomUUID()}@example.org`]
  for (const email of emails)
    expect(await askForLink({ email: email ?? '', kind: 'RESET', language: 'en' }, newAddress())).toBeUndefined()
  const rows = await db.mail.findMany({ omit: { id: true, to: true, createdAt: true } })
  expect(rows).toHaveLength(4)
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1)
  const events = await db.securityEvent.findMany({ where: { kind: 'link-asked' }, orderBy: { id: 'desc' }, take: 4 })
  for (const { userId, subject } of events) expect([userId, subject]).toEqual([null, null])
  await sendAll()
  expect(server.arrived.map(({ to }) => to)).toEqual([person.email])
  expect(await db.mail.count()).toBe(1)
})

test('nobody is flooded, from one address or from many', async () => {
  const email = `${randomUUID()}@example.org`
  const ask = (to: string, address: string) =>
    codeOf(askForLink({ email: to, kind: 'SIGN_IN', language: 'en' }, address))
  for (let i = 0; i < 3; i++) expect(await ask(email, newAddress())).toBe('done')
  expect(await ask(email, newAddress())).toBe('too_many_attempts')
  const address = newAddress()
  for (let i = 0; i < 30; i++) expect(await ask(`${randomUUID()}@example.org`, address)).toBe('done')
  expect(await ask(`${randomUUID()}@example.org`, address)).toBe('too_many_attempts')
})

test('no link stands in the database, and a mail that is sent twice is the same mail', async () => {
  const person = await someone()
  await askForLink({ email: person.email ?? '', kind: 'RESET', language: 'en' }, newAddress())
  const [mail] = await db.mail.findMany()
  if (!mail) throw new Error('there is no mail')
  await run(mail.id)
  // The process ended before it could write down that it was sent.
  await db.mail.update({ where: { id: mail.id }, data: { sentAt: null } })
  await run(mail.id)
  await run(mail.id)
  const [one, other, ...more] = server.arrived
  expect(more).toEqual([])
  expect(other?.text).toBe(one?.text)
  expect(other?.header('Message-ID')).toBe(one?.header('Message-ID'))
  const stored = JSON.stringify([await db.mail.findMany(), await db.mailedLink.findMany()])
  expect(stored).not.toContain(linkToken(mail.id))
  expect(tokenIn(one?.text ?? '')).toBe(linkToken(mail.id))
})

test('Korean arrives as Korean, in the subject as well', async () => {
  const person = await someone()
  await askFor('RESET', person.email, 'ko')
  const [mail] = server.arrived
  expect(mail?.header('Subject')).toMatch(/의 새 비밀번호$/)
  expect(mail?.text).toContain('Mara Lindt 님, 이 링크로')
  expect(mail?.text).toContain('15분 안에 한 번만')
  expect(mail?.header('From')).toBe('Evenhand <evenhand@lab.example>')
})

test.each([
  ['de', 'Ein neues Passwort für', 'Guten Tag Mara Lindt', 'innerhalb von 15 Minuten'],
  ['zh-Hans', '的新密码', 'Mara Lindt，您好', '15 分钟内'],
  ['ar', 'كلمة مرور أخرى', '\u2068Mara Lindt\u2069', 'خلال 15 دقيقة'],
] as const)('in %s, in the subject as well', async (language, subject, greeting, minutes) => {
  const person = await someone()
  await askFor('RESET', person.email, language)
  const [mail] = server.arrived
  expect(mail?.header('Subject')).toContain(subject)
  expect(mail?.text).toContain(greeting)
  expect(mail?.text).toContain(minutes)
})

test('invitations: a link each, which joins the study and serves once', async () => {
  const study = await makeBareStudy()
  await db.study.update({ where: { id: study.studyId }, data: { title: 'Tone & <style>' } })
  const access = await authorizeActor(await makeActor('ADMIN', 'Dana Okafor'), study.studyId, 'annotators:manage')
  const emails = ' One@Example.org, two@example.org;\nthree@example.org one@example.org'
  const sent = await mailAnnotatorInvites(access, MailedAnnotatorInvites.parse({ ...study, emails, language: 'en' }))
  expect(sent).toEqual({ mails: 3 })
  await sendAll()
  expect(server.arrived.map(({ to }) => to).sort()).toEqual(['one@example.org', 'three@example.org', 'two@example.org'])
  const [first] = server.arrived
  expect(first?.header('Subject')).toBe('Invitation: Tone & <style>')
  expect(first?.text).toContain('Dana Okafor invites you to judge in the study “Tone & <style>”.')
  expect(first?.raw).not.toContain('<style>”')
  const token = tokenIn(first?.text ?? '')
  const person = { token, name: 'One', password: OTHER, agreesTo: null }
  expect(await acceptInvite({ ...person, email: `${randomUUID()}@example.org` }, newAddress())).toMatchObject({
    studyId: study.studyId,
  })
  expect(await codeOf(acceptInvite({ ...person, email: `${randomUUID()}@example.org` }, newAddress()))).toBe(
    'invite_invalid',
  )
})

test('a link that was revoked before its mail was sent is not sent, and neither half of a list', async () => {
  const admin = authorizeActorSite(await makeActor('ADMIN'), 'people:manage')
  const input = { role: 'RESEARCHER', emails: 'lab@example.org', language: 'ko' }
  await mailStaffInvites(admin, MailedStaffInvites.parse(input))
  await db.invite.updateMany({ where: { mails: { some: {} } }, data: { revokedAt: new Date() } })
  await sendAll()
  expect(server.arrived).toEqual([])
  const { studyId } = await makeBareStudy()
  const access = await authorizeActor(admin.actor, studyId, 'annotators:manage')
  const wrong = { studyId, groupId: randomUUID(), emails: ['a@example.org', 'b@example.org'], language: 'en' as const }
  expect(await codeOf(mailAnnotatorInvites(access, wrong))).toBe('not_found')
  expect(await db.mail.count()).toBe(0)
  for (const emails of ['', 'no e-mail', Array.from({ length: 51 }, (_, i) => `p${i}@example.org`).join(' ')])
    expect(MailedStaffInvites.safeParse({ ...input, emails }).success).toBe(false)
})

test('who is added to a team is told so, with what they are by then, and who was taken out again is not', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const own = await authorizeActor(researcher, studyId, 'study:own')
  const [one, other] = [await makeActor('RESEARCHER'), await makeActor('ADMIN')]
  await addToTeam(own, { email: one.email, role: 'VIEWER' }, 'en')
  await addToTeam(own, { email: other.email, role: 'EDITOR' }, 'ko')
  await changeTeamRole(own, { userId: one.id, role: 'EDITOR' })
  await removeFromTeam(own, { userId: other.id })
  await sendAll()
  expect(server.arrived.map(({ to }) => to)).toEqual([one.email])
  expect(server.arrived[0]?.text).toContain('an editor of the study')
  expect(server.arrived[0]?.text).toContain(`/studies/${studyId}`)
})

test('reminders reach who is not at it, seldom, and nobody who wants none', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 4 })
  const people = await enrolPeople(studyId, 3)
  const ids = people.map(({ actor }) => actor.id)
  const [first, second, third] = people.map(({ actor }) => authorizeActorSite(actor, 'account:manage'))
  if (!first || !second || !third) throw new Error('somebody is missing')
  await setReminders(second, false)
  await endReminders(remindersToken(third.actor.id))
  expect([await readReminders(first), await readReminders(second), await readReminders(third)]).toEqual([
    true,
    false,
    false,
  ])
  expect(await codeOf(endReminders(`${first.actor.id}.${'x'.repeat(43)}`))).toBe('link_over')
  const access = await authorizeActor(researcher, studyId, 'annotators:manage')
  expect(await remindAnnotators(access, 'en')).toBe(1)
  expect(await remindAnnotators(access, 'en')).toBe(0)
  await sendAll()
  const [mail] = server.arrived
  expect(mail?.to).toBe(first.actor.email)
  expect(mail?.text).toContain(`/annotate/${studyId}`)
  expect(mail?.header('List-Unsubscribe')).toMatch(/^<http:\/\/localhost:3000\/api\/reminders\/[\w.-]+>$/)
  expect(mail?.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  await endReminders(tokenIn(mail?.text ?? ''))
  expect(await readReminders(first)).toBe(false)
  await setReminders(second, true)
  expect(await remindAnnotators(access, 'ko')).toBe(1)
  // Switched off after it was asked for.
  await setReminders(second, false)
  await sendAll()
  expect(server.arrived).toHaveLength(1)
  expect(ids).toHaveLength(3)
})

test('what the server refuses for good is given up and says why; what it refuses for now is tried again', async () => {
  const person = await someone()
  server.refuses.set(person.email ?? '', [451, 'Greylisted, come back later'])
  await askForLink({ email: person.email ?? '', kind: 'SIGN_IN', language: 'en' }, newAddress())
  const [mail] = await db.mail.findMany()
  const id = mail?.id ?? ''
  expect(await codeOf(run(id))).not.toBe('conflict')
  expect(await db.mail.findUnique({ where: { id } })).toMatchObject({ sentAt: null, failedAt: null })
  server.refuses.clear()
  expect(await run(id)).toEqual({ sent: true })
  server.refuses.set(person.email ?? '', [550, 'No such user here'])
  await askForLink({ email: person.email ?? '', kind: 'SIGN_IN', language: 'en' }, newAddress())
  const refused = await db.mail.findFirstOrThrow({ where: { sentAt: null } })
  await expect(run(refused.id)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('No such user'),
  })
  expect(await db.mail.findUnique({ where: { id: refused.id } })).toMatchObject({
    failedAt: expect.any(Date),
    failure: '550 No such user here',
  })
  expect(await run(refused.id)).toEqual({ sent: false })
})

test('a server that says nothing, and one that is not there, are tried again', async () => {
  const silent: Server = createServer(() => undefined)
  await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
  const { port } = silent.address() as AddressInfo
  const { mailSettings } = await import('@/lib/mail/settings')
  const settings = mailSettings() as { url: string }
  const { url } = settings
  const person = await someone()
  await askForLink({ email: person.email ?? '', kind: 'SIGN_IN', language: 'en' }, newAddress())
  const mail = await db.mail.findFirstOrThrow()
  try {
    settings.url = `smtp://127.0.0.1:${port}/?greetingTimeout=300`
    await expect(run(mail.id)).rejects.toThrow(/greeting/i)
    settings.url = 'smtp://127.0.0.1:9'
    await expect(run(mail.id)).rejects.toThrow(/ECONNREFUSED/)
    expect(await db.mail.findUnique({ where: { id: mail.id } })).toMatchObject({ sentAt: null, failedAt: null })
  } finally {
    settings.url = url
    await new Promise((closed) => silent.close(closed))
  }
  expect(await run(mail.id)).toEqual({ sent: true })
})

test('a mail is asked for with what it is about, or not at all', async () => {
  const person = await someone()
  const undone = db.$transaction(async (tx) => {
    await postMail(tx, { kind: 'SIGN_IN', to: person.email ?? '', language: 'en' })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await db.mail.count()).toBe(0)
  await db.$transaction((tx) => postMail(tx, { kind: 'SIGN_IN', to: person.email ?? '', language: 'en' }))
  const { id } = await db.mail.findFirstOrThrow()
  const jobs = await db.$queryRaw`SELECT FROM pgboss.job WHERE name = 'mail' AND singleton_key = ${id}`
  expect(jobs).toHaveLength(1)
})
