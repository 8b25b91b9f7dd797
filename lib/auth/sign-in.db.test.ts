import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { findSignedIn } from './actor'
import { passwordStamp } from './password'
import { signIn } from './sign-in'

const password = 'a password for tests'
const passwordHash = cheapHash(password)

/** An account, and an address of its own to sign in from. */
async function someone(fields: { disabledAt?: Date } = {}) {
  const email = `${randomUUID()}@example.org`
  const user = await db.user.create({ data: { email, name: 'Someone', role: 'ANNOTATOR', passwordHash, ...fields } })
  return { ...user, address: randomUUID() }
}

test('e-mail and password sign in, whatever the case and spaces of the e-mail', async () => {
  const { id, email, address } = await someone()
  const signedIn = await signIn({ email: `  ${email.toUpperCase()} `, password, address })
  expect(signedIn).toEqual({ id, email, name: 'Someone', stamp: passwordStamp(passwordHash) })
})

test('unknown, wrong, disabled and malformed get one answer', async () => {
  const { email, address } = await someone()
  const disabled = await someone({ disabledAt: new Date() })
  const refused = expect.objectContaining({ code: 'sign_in_failed' })
  const attempts = [
    { email: 'nobody@example.org', password },
    { email, password: 'wrong' },
    { email, password: password.toUpperCase() },
    { email: disabled.email, password },
    { email, password: 'x'.repeat(100_000) },
    { email: { contains: '@' }, password },
    { email: 'nul\0@example.org', password },
    {},
  ]
  for (const attempt of attempts) await expect(signIn({ ...attempt, address })).rejects.toEqual(refused)
})

test('the sixth attempt at an account from one address is stopped, even with the right password', async () => {
  const { email, address } = await someone()
  const wrong = () => signIn({ email, password: 'wrong', address }).catch((error) => error.code)
  const codes = await Promise.all(Array.from({ length: 5 }, wrong))
  expect(codes).toEqual(Array(5).fill('sign_in_failed'))
  await expect(signIn({ email, password, address })).rejects.toMatchObject({ code: 'too_many_attempts' })
  await expect(signIn({ email: email.toUpperCase(), password, address })).rejects.toMatchObject({
    code: 'too_many_attempts',
  })
})

test('parallel attempts cannot slip past the limit', async () => {
  const { email, address } = await someone()
  const wrong = () => signIn({ email, password: 'wrong', address }).catch((error) => error.code)
  const codes = await Promise.all(Array.from({ length: 12 }, wrong))
  expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(7)
})

test('a blocked account neither blocks another person at that address nor its holder elsewhere', async () => {
  const blocked = await someone()
  const other = await someone()
  for (let i = 0; i < 6; i++)
    await signIn({ email: blocked.email, password: 'wrong', address: blocked.address }).catch(() => undefined)
  await signIn({ email: other.email, password, address: blocked.address })
  await signIn({ email: blocked.email, password, address: other.address })
})

test('success starts the count afresh', async () => {
  const { email, address } = await someone()
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 4; i++) await signIn({ email, password: 'wrong', address }).catch(() => undefined)
    await signIn({ email, password, address })
  }
})

test('an address that tries account after account is stopped', async () => {
  const address = randomUUID()
  const { email } = await someone()
  const key = (await spend(address)).key
  await db.rateLimiterFlexible.update({ where: { key }, data: { points: 100 } })
  await expect(signIn({ email, password, address })).rejects.toMatchObject({ code: 'too_many_attempts' })
})

/** Makes one attempt and finds the row that counts its address. */
async function spend(address: string) {
  const before = await db.rateLimiterFlexible.findMany({ select: { key: true } })
  await signIn({ email: `${randomUUID()}@example.org`, password, address }).catch(() => undefined)
  const known = before.map(({ key }) => key)
  return db.rateLimiterFlexible.findFirstOrThrow({
    where: { key: { startsWith: 'sign-in:address', notIn: known } },
  })
}

test('what is counted holds neither e-mail nor address', async () => {
  const { email, address } = await someone()
  await signIn({ email, password: 'wrong', address }).catch(() => undefined)
  const rows = JSON.stringify(await db.rateLimiterFlexible.findMany())
  expect(rows).not.toContain(email)
  expect(rows).not.toContain(address)
})

test('a session ends when its holder is disabled, and when the password changes', async () => {
  const { id } = await someone()
  const stamp = passwordStamp(passwordHash)
  expect(await findSignedIn(id, stamp)).toMatchObject({ id, role: 'ANNOTATOR' })
  expect(await findSignedIn(id, undefined)).toBeNull()
  await db.user.update({ where: { id }, data: { disabledAt: new Date() } })
  expect(await findSignedIn(id, stamp)).toBeNull()
  await db.user.update({ where: { id }, data: { disabledAt: null, passwordHash: cheapHash('another one') } })
  expect(await findSignedIn(id, stamp)).toBeNull()
})
