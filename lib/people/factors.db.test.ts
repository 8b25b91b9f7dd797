import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { findSignedIn } from '@/lib/auth/actor'
import { hashDevice, makeDevice } from '@/lib/auth/device'
import { FactorNeeded, signIn } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'
import {
  confirmApp,
  proveAgain,
  readFactors,
  removeFactor,
  renewCodes,
  startApp,
  startPasskey,
} from '@/lib/factors/manage'
import { openPending, sealPending } from '@/lib/factors/pending'
import { proveByCode } from '@/lib/factors/prove'
import { hashLinkToken } from '@/lib/mail/link-token'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { makeActor, makeSession } from '@/lib/testing/fixtures'
import { resetPasswordByCommand, takeFactors } from './reset-password'
import { resetByLink, signInByLink } from './use-link'

const PASSWORD = 'a quiet harbour'
const OTHER = 'twelve brass spoons'
let hosts = 0
const newBrowser = (device: string | null = null) => ({ address: `10.8.${++hosts >> 8}.${hosts & 255}`, device })
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) => error.code as string,
  )

async function someone() {
  const actor = await makeActor('RESEARCHER')
  await db.user.update({ where: { id: actor.id }, data: { passwordHash: cheapHash(PASSWORD) } })
  const access = authorizeActorSite(actor, 'factor:manage')
  return { ...actor, access, session: { userId: actor.id, stamp: await makeSession(actor.id) } }
}

/** The code of an app some half minutes from now. */
function codeAt(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
}

async function withApp() {
  const person = await someone()
  const { secret } = await startApp(person.access, person.session)
  const { codes } = await confirmApp(person.access, person.session, codeAt(secret))
  // As if it had been some time ago: tests use the code of now.
  await db.codeGenerator.update({ where: { userId: person.id }, data: { lastStep: 0 } })
  return { ...person, secret, codes: codes ?? [] }
}

/** A right password, as the browser keeps it until the second step. */
async function halfway(email: string, password = PASSWORD): Promise<string> {
  const error: unknown = await signIn({ email, password }, newBrowser()).catch((thrown) => thrown)
  if (!(error instanceof FactorNeeded)) throw error
  return sealPending(error)
}

test('a password alone signs in nobody who has a second factor; with a code it does', async () => {
  const person = await withApp()
  expect(await codeOf(signIn({ email: person.email, password: 'wrong' }, newBrowser()))).toBe('sign_in_failed')
  const kept = await halfway(person.email)
  const begun = await proveByCode(kept, codeAt(person.secret).replace(/(...)/, '$1 '), newBrowser())
  expect((await findSignedIn({ userId: begun.userId, stamp: begun.stamp }))?.actor.id).toBe(person.id)
})

test('an app counts from its first right code on, and its secret is sealed', async () => {
  const person = await someone()
  const { secret, address } = await startApp(person.access, person.session)
  expect(address).toMatch(/^otpauth:\/\/totp\/Evenhand/)
  expect((await signIn({ email: person.email, password: PASSWORD }, newBrowser())).id).toBe(person.id)
  expect(await codeOf(confirmApp(person.access, person.session, '000000'))).toBe('factor_failed')
  const { codes } = await confirmApp(person.access, person.session, codeAt(secret))
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  expect(await codeOf(signIn({ email: person.email, password: PASSWORD }, newBrowser()))).toBe('factor_needed')
  expect(await codeOf(startApp(person.access, person.session))).toBe('conflict')
  const stored = JSON.stringify([await db.codeGenerator.findMany(), await db.recoveryCode.findMany()], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  for (const secretText of [secret, ...(codes ?? [])]) expect(stored).not.toContain(secretText)
})

test('a code serves once, for half a minute before and after, and no code before it', async () => {
  const person = await withApp()
  const kept = await halfway(person.email)
  const [now, next] = [codeAt(person.secret), codeAt(person.secret, 1)]
  expect(await codeOf(proveByCode(kept, codeAt(person.secret, 4), newBrowser()))).toBe('factor_failed')
  const tries = await Promise.all([1, 2, 3].map(() => codeOf(proveByCode(kept, now, newBrowser()))))
  expect(tries.filter((outcome) => outcome === 'done')).toHaveLength(1)
  expect(await codeOf(proveByCode(kept, next, newBrowser()))).toBe('done')
  expect(await codeOf(proveByCode(kept, now, newBrowser()))).toBe('factor_failed')
})

test('guesses wait, wherever they come from; the holder in a browser of theirs does not wait for them', async () => {
  const person = await withApp()
  const device = makeDevice()
  await db.knownDevice.create({ data: { userId: person.id, device: hashDevice(device) } })
  const kept = await halfway(person.email)
  const guesses: string[] = []
  for (let i = 0; i < 7; i++) guesses.push(await codeOf(proveByCode(kept, '000000', newBrowser())))
  expect(guesses.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'factor_failed'))
  expect(guesses.slice(5)).toEqual(['too_many_attempts', 'too_many_attempts'])
  expect(await codeOf(proveByCode(kept, codeAt(person.secret), newBrowser()))).toBe('too_many_attempts')
  expect(await codeOf(proveByCode(kept, codeAt(person.secret), newBrowser(device)))).toBe('done')
})

test('a recovery code serves once, however it is typed; new ones end the others', async () => {
  const person = await withApp()
  const [first = '', second = ''] = person.codes
  const kept = await halfway(person.email)
  expect(await codeOf(proveByCode(kept, first.toUpperCase().replaceAll('-', ' '), newBrowser()))).toBe('done')
  expect(await codeOf(proveByCode(kept, first, newBrowser()))).toBe('factor_failed')
  const { codes } = await renewCodes(person.access, person.session)
  expect(await codeOf(proveByCode(kept, second, newBrowser()))).toBe('factor_failed')
  expect(await codeOf(proveByCode(kept, codes[0] ?? '', newBrowser()))).toBe('done')
  expect(await readFactors(person.access, person.session)).toMatchObject({ codesLeft: 9 })
  const other = await withApp()
  expect(await codeOf(proveByCode(await halfway(other.email), codes[1] ?? '', newBrowser()))).toBe('factor_failed')
})

test('a right password waits only while it is the right one, and its holder may sign in', async () => {
  const person = await withApp()
  const kept = await halfway(person.email)
  expect(await openPending(kept)).toMatchObject({ id: person.id, hasApp: true, hasPasskey: false })
  expect(await openPending(`${kept.slice(0, -4)}AAAA`)).toBeNull()
  await db.user.update({ where: { id: person.id }, data: { passwordHash: cheapHash(OTHER) } })
  expect(await openPending(kept)).toBeNull()
  expect(await codeOf(proveByCode(kept, codeAt(person.secret), newBrowser()))).toBe('sign_in_failed')
  const again = await halfway(person.email, OTHER)
  await db.user.update({ where: { id: person.id }, data: { disabledAt: new Date() } })
  expect(await openPending(again)).toBeNull()
})

test('mailed links are as good as the password, and no better', async () => {
  const person = await withApp()
  const link = async (kind: 'SIGN_IN' | 'RESET') => {
    const token = randomUUID()
    const expiresAt = new Date(Date.now() + 60_000)
    await db.mailedLink.create({ data: { tokenHash: hashLinkToken(token), userId: person.id, kind, expiresAt } })
    return token
  }
  expect(await codeOf(signInByLink(await link('SIGN_IN'), newBrowser()))).toBe('factor_needed')
  const reset = resetByLink({ token: await link('RESET'), password: OTHER }, newBrowser())
  expect(await codeOf(reset)).toBe('factor_needed')
  expect(await db.session.count({ where: { userId: person.id } })).toBe(0)
  expect(await codeOf(signIn({ email: person.email, password: OTHER }, newBrowser()))).toBe('factor_needed')
})

test('what signing in rests on is changed by whoever has proven lately who they are', async () => {
  const person = await withApp()
  const { access, session } = person
  await db.session.update({ where: { id: session.stamp }, data: { provenAt: new Date(Date.now() - 16 * 60_000) } })
  for (const act of [
    () => startApp(access, session),
    () => startPasskey(access, session),
    () => confirmApp(access, session, '000000'),
    () => removeFactor(access, session, null),
    () => renewCodes(access, session),
  ])
    expect(await codeOf(act())).toBe('proof_needed')
  expect(await codeOf(proveAgain(access, session, 'wrong'))).toBe('sign_in_failed')
  expect(await codeOf(renewCodes(access, session))).toBe('proof_needed')
  await proveAgain(access, session, PASSWORD)
  expect(await codeOf(renewCodes(access, session))).toBe('done')
  for (let i = 0; i < 5; i++) await codeOf(proveAgain(access, session, 'wrong'))
  expect(await codeOf(proveAgain(access, session, PASSWORD))).toBe('too_many_attempts')
})

test('without the last factor the password is enough again, and nothing is left of it', async () => {
  const person = await withApp()
  await removeFactor(person.access, person.session, null)
  expect(await db.recoveryCode.count({ where: { userId: person.id } })).toBe(0)
  expect((await signIn({ email: person.email, password: PASSWORD }, newBrowser())).id).toBe(person.id)
  expect(await codeOf(renewCodes(person.access, person.session))).toBe('conflict')
  const acts = await db.auditEntry.findMany({ where: { subject: person.id }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action }) => action)).toEqual(['factor.add', 'factor.remove'])
})

test('who has lost all of them is let in again by an admin, or by whoever runs the machine', async () => {
  const [one, other] = [await withApp(), await withApp()]
  const admin = authorizeActorSite(await makeActor('ADMIN'), 'people:manage')
  await takeFactors(admin, { personId: one.id })
  expect(await findSignedIn(one.session)).toBeNull()
  expect((await signIn({ email: one.email, password: PASSWORD }, newBrowser())).id).toBe(one.id)
  expect(await codeOf(takeFactors(admin, { personId: randomUUID() }))).toBe('not_found')
  const { password } = await resetPasswordByCommand(other.email)
  expect((await signIn({ email: other.email, password }, newBrowser())).id).toBe(other.id)
})
