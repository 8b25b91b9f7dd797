import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { findSignedIn } from '@/lib/auth/actor'
import { signIn } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'
import { beginSignOn, finishSignOn, openErrand } from '@/lib/oidc/flow'
import { type OidcSettings, readOidcSettings } from '@/lib/oidc/settings'
import { openUnproven, sealUnproven } from '@/lib/oidc/unproven'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { makeActor, makeBareStudy } from '@/lib/testing/fixtures'
import { CLIENT } from '@/lib/testing/oidc-client'
import { TestProvider, visitProvider } from '@/lib/testing/oidc-provider'
import { createAnnotatorInvite } from './create-invite'
import { detach, hasIdentity, joinAccount } from './identities'
import { AnnotatorInvite } from './schema'
import { signOnAs, signOnWithAccount } from './sign-on'

const HOME = 'http://localhost:3000'
const CALLBACK = `${HOME}/api/oidc/callback`
const provider = new TestProvider(CALLBACK)
const browser = { address: '192.0.2.77', device: null }

beforeAll(() => provider.start())
afterAll(() => provider.stop())
beforeEach(() => {
  provider.holder = {
    sub: randomUUID(),
    name: 'Ines Caldeira',
    email: `${randomUUID()}@lab.example`,
    email_verified: true,
  }
})

function settings(more: Record<string, string> = {}): OidcSettings {
  const own = {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    NEXTAUTH_URL: HOME,
  }
  return readOidcSettings({ ...own, ...more }) as OidcSettings
}

const OPEN = { OIDC_SIGNUP: 'true', OIDC_DEFAULT_ROLE: 'ANNOTATOR' }
const MAPPED = {
  OIDC_SIGNUP: 'true',
  OIDC_ROLE_CLAIM: 'groups',
  OIDC_ROLE_MAP: 'evenhand-admins=ADMIN,lab=RESEARCHER,crowd=ANNOTATOR',
}

/** Goes to the provider and comes back. `spoil` changes the address there, as somebody in between would. */
async function arrival(set: OidcSettings, { next = '/', spoil = (_: URL) => {} } = {}) {
  const { address, errand } = await beginSignOn(set, { next })
  const there = new URL(address)
  spoil(there)
  const query = await visitProvider(there.href, CALLBACK)
  const opened = await openErrand(errand)
  if (!opened) throw new Error('the errand is lost')
  return { ...(await finishSignOn(set, query, opened)), browser }
}

async function signOn(more: Record<string, string>, next = '/') {
  const set = settings(more)
  return signOnAs(set, await arrival(set, { next }), next)
}

const codeOf = (run: Promise<unknown>) =>
  run.then(
    (value) => value,
    (error) => error.code as string,
  )
async function whoIsIn(outcome: Awaited<ReturnType<typeof signOn>>) {
  if (outcome.kind !== 'in') return null
  return (await findSignedIn({ userId: outcome.userId, stamp: outcome.stamp }))?.actor ?? null
}
const PASSWORD = 'a quiet harbour'
async function withPassword(email: string, role: 'ADMIN' | 'RESEARCHER' | 'ANNOTATOR' = 'RESEARCHER') {
  return db.user.create({ data: { email, name: 'Before', role, passwordHash: cheapHash(PASSWORD) } })
}

test('somebody new gets an account where that is allowed, and the same one next time', async () => {
  expect(await signOn({})).toEqual({ kind: 'prove' })
  expect(await codeOf(signOn({ OIDC_LINK: 'never' }))).toBe('sign_on_refused')
  expect(await db.identity.count({ where: { subject: provider.holder.sub } })).toBe(0)
  const first = await whoIsIn(await signOn(OPEN))
  expect(first).toMatchObject({ name: 'Ines Caldeira', email: provider.holder.email, role: 'ANNOTATOR' })
  // The e-mail may change there: the account is found by whom it is of.
  provider.holder = { ...provider.holder, email: `${randomUUID()}@lab.example` }
  expect(await whoIsIn(await signOn({}))).toMatchObject({ id: first?.id })
  const events = await db.securityEvent.findMany({ where: { userId: first?.id }, orderBy: { id: 'asc' } })
  expect(events.map(({ kind }) => kind)).toEqual(['person.sign-on', 'sign-on', 'sign-on'])
})

test('two tabs of one newcomer make one account', async () => {
  const set = settings(OPEN)
  const arrivals = [await arrival(set), await arrival(set), await arrival(set)]
  const outcomes = await Promise.all(arrivals.map((each) => signOnAs(set, each, '/')))
  expect(new Set(outcomes.map((outcome) => outcome.kind === 'in' && outcome.userId)).size).toBe(1)
  expect(await db.user.count({ where: { email: provider.holder.email } })).toBe(1)
})

test('accounts are made for the domains that are named alone', async () => {
  const named = { ...OPEN, OIDC_ALLOWED_DOMAINS: 'lab.example, other.example' }
  provider.holder.email = `${randomUUID()}@elsewhere.example`
  expect(await signOn(named)).toEqual({ kind: 'prove' })
  provider.holder = { ...provider.holder, email: `${randomUUID()}@lab.example`, email_verified: false }
  expect(await signOn(named)).toEqual({ kind: 'prove' })
  provider.holder.email_verified = true
  expect((await signOn(named)).kind).toBe('in')
})

test('an e-mail that was not verified is nobody’s: it takes no account over and is stored with none', async () => {
  const before = await withPassword(provider.holder.email ?? '')
  provider.holder.email_verified = false
  const made = await whoIsIn(await signOn({ ...OPEN, OIDC_LINK: 'verified' }))
  expect(made).toMatchObject({ email: null })
  expect(made?.id).not.toBe(before.id)
})

test('groups give roles at each sign-in, of two the higher one; without a group nobody gets in', async () => {
  provider.holder.groups = ['crowd', 'lab']
  const made = await whoIsIn(await signOn(MAPPED))
  expect(made).toMatchObject({ role: 'RESEARCHER' })
  provider.holder.groups = ['crowd']
  expect(await whoIsIn(await signOn(MAPPED))).toMatchObject({ id: made?.id, role: 'ANNOTATOR' })
  provider.holder.groups = ['something else']
  expect(await codeOf(signOn(MAPPED))).toBe('sign_on_refused')
  expect(await whoIsIn(await signOn({ ...MAPPED, OIDC_DEFAULT_ROLE: 'ANNOTATOR' }))).toMatchObject({
    role: 'ANNOTATOR',
  })
  const changes = await db.auditEntry.findMany({ where: { action: 'person.role', subject: made?.id } })
  expect(changes.map(({ detail }) => detail)).toMatchObject([{ from: 'RESEARCHER', to: 'ANNOTATOR' }])
})

test('a group that was renamed does not take the last admin away', async () => {
  await db.user.updateMany({ where: { role: 'ADMIN' }, data: { role: 'RESEARCHER' } })
  provider.holder.groups = ['evenhand-admins']
  const admin = await whoIsIn(await signOn(MAPPED))
  expect(admin).toMatchObject({ role: 'ADMIN' })
  provider.holder.groups = ['evenhand-owners']
  expect(await whoIsIn(await signOn(MAPPED))).toMatchObject({ id: admin?.id, role: 'ADMIN' })
  await makeActor('ADMIN')
  expect(await codeOf(signOn(MAPPED))).toBe('sign_on_refused')
})

test('groups that a provider tells only when asked count as well', async () => {
  provider.inToken = false
  provider.changeKeys()
  try {
    provider.holder.groups = ['lab']
    expect(await whoIsIn(await signOn(MAPPED))).toMatchObject({ role: 'RESEARCHER', email: provider.holder.email })
  } finally {
    provider.inToken = true
    provider.changeKeys()
  }
})

test('an account that is here is joined after its password, and not by its e-mail', async () => {
  const before = await withPassword(provider.holder.email ?? '')
  const set = settings(OPEN)
  const came = await arrival(set)
  expect(await signOnAs(set, came, '/')).toEqual({ kind: 'prove' })
  const kept = await openUnproven(await sealUnproven(came.signOn, '/statistics'))
  expect(kept).toEqual({ ...came.signOn, next: '/statistics' })
  await expect(signIn({ email: before.email, password: 'wrong' }, browser)).rejects.toMatchObject({
    code: 'sign_in_failed',
  })
  expect(await hasIdentity(before.id, set.issuers)).toBe(false)
  const { id } = await signIn({ email: before.email, password: PASSWORD }, browser)
  const begun = await signOnWithAccount(set, came, id)
  expect((await findSignedIn({ userId: before.id, stamp: begun.stamp }))?.actor).toMatchObject({ role: 'RESEARCHER' })
  expect(await whoIsIn(await signOn({}))).toMatchObject({ id: before.id })
})

test('what was sealed for one step opens no other', async () => {
  const set = settings()
  const { errand } = await beginSignOn(set, { next: '/' })
  expect(await openErrand(errand)).toMatchObject({ userId: null })
  expect(await openUnproven(errand)).toBeNull()
  const { signOn } = await arrival(set)
  expect(await openErrand(await sealUnproven(signOn, '/'))).toBeNull()
  expect(await openErrand('x'.repeat(100))).toBeNull()
})

test('a verified e-mail joins at once where that is set, but not the account of who had it before', async () => {
  const before = await withPassword(provider.holder.email ?? '')
  expect(await whoIsIn(await signOn({ OIDC_LINK: 'verified' }))).toMatchObject({ id: before.id })
  // Another person at the provider, who was given the e-mail.
  provider.holder = { ...provider.holder, sub: randomUUID() }
  expect(await signOn({ ...OPEN, OIDC_LINK: 'verified' })).toEqual({ kind: 'prove' })
})

test('disabled here is disabled, whatever the provider says, and is told as no account is', async () => {
  const made = await whoIsIn(await signOn(OPEN))
  await db.user.update({ where: { id: made?.id }, data: { disabledAt: new Date() } })
  expect(await codeOf(signOn(OPEN))).toBe('sign_on_refused')
  const disabled = await withPassword(`${randomUUID()}@lab.example`)
  await db.user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } })
  provider.holder = { sub: randomUUID(), email: disabled.email ?? '', email_verified: true }
  expect(await signOn({ ...OPEN, OIDC_LINK: 'verified' })).toEqual({ kind: 'prove' })
})

test('an invite link makes an account as it does for others', async () => {
  const study = await makeBareStudy()
  const access = await authorizeActor(await makeActor('ADMIN'), study.studyId, 'annotators:manage')
  const { token } = await createAnnotatorInvite(access, AnnotatorInvite.parse(study))
  expect(await signOn({}, '/join/no-such-link')).toEqual({ kind: 'prove' })
  expect(await whoIsIn(await signOn({}, `/join/${token}`))).toMatchObject({ role: 'ANNOTATOR' })
  provider.holder = { sub: randomUUID(), groups: ['nothing'] }
  expect(await signOn({ ...MAPPED, OIDC_SIGNUP: 'false' }, `/join/${token}`)).toEqual({ kind: 'prove' })
})

test.each(['state', 'nonce', 'code_challenge'])('an answer with another %s is refused', async (name) => {
  const other = 'M3VuQ1R5a2h6cV9rZmFrZV9vdGhlcl92YWx1ZV8xMjM0NTY3'.slice(0, 43)
  const spoil = (address: URL) => address.searchParams.set(name, other)
  expect(await codeOf(arrival(settings(), { spoil }))).toBe('sign_on_failed')
})

test('an answer serves once, and one in vain says so', async () => {
  const set = settings()
  const { address, errand } = await beginSignOn(set, { next: '/' })
  const query = await visitProvider(address, CALLBACK)
  const opened = await openErrand(errand)
  if (!opened) throw new Error('the errand is lost')
  await finishSignOn(set, query, opened)
  expect(await codeOf(finishSignOn(set, query, opened))).toBe('sign_on_failed')
  const { state } = opened
  const refused = `?${new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer })}`
  expect(await codeOf(finishSignOn(set, refused, opened))).toBe('sign_on_failed')
})

test('other keys of the provider are found at once', async () => {
  await arrival(settings())
  provider.changeKeys()
  expect((await arrival(settings())).signOn.subject).toBe(provider.holder.sub)
})

test('a provider that is away is said to be, before somebody goes there and after', async () => {
  const set = settings()
  const { address, errand } = await beginSignOn(set, { next: '/' })
  const query = await visitProvider(address, CALLBACK)
  const opened = await openErrand(errand)
  if (!opened) throw new Error('the errand is lost')
  await provider.stop()
  try {
    expect(await codeOf(finishSignOn(set, query, opened))).toBe('sign_on_unreachable')
    const elsewhere = settings({ OIDC_ISSUER: 'http://127.0.0.1:9' })
    expect(await codeOf(beginSignOn(elsewhere, { next: '/' }))).toBe('sign_on_unreachable')
  } finally {
    await provider.start()
  }
})

test('one connects an account that one is signed in to, nobody else’s sign-on, and disconnects it with its sessions', async () => {
  const set = settings(OPEN)
  const person = await withPassword(`${randomUUID()}@lab.example`)
  const { signOn: theirs } = await arrival(set)
  await joinAccount(person.id, theirs)
  const other = await makeActor('ANNOTATOR')
  expect(await codeOf(joinAccount(other.id, theirs))).toBe('sign_on_taken')
  const outcome = await signOn(OPEN)
  expect(await whoIsIn(outcome)).toMatchObject({ id: person.id })
  await detach(person, set.issuers)
  expect(await whoIsIn(outcome)).toBeNull()
  const withoutPassword = await whoIsIn(await signOn(OPEN))
  expect(withoutPassword?.id).not.toBe(person.id)
  expect(await codeOf(detach(withoutPassword ?? person, set.issuers))).toBe('conflict')
  expect(authorizeActorSite(other, 'account:manage').actor.id).toBe(other.id)
})
