import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { makeDevice } from './device'
import { signIn } from './sign-in'
import { countAttempt } from './sign-in-wait'

const password = 'a password for tests'
const passwordHash = cheapHash(password)

let hosts = 0
/** An address that nobody else here has. */
const newAddress = () => `10.${++hosts >> 16}.${(hosts >> 8) & 255}.${hosts & 255}`

/** An account, and a browser of its own to sign in from. */
async function someone(fields: { disabledAt?: Date } = {}) {
  const email = `${randomUUID()}@example.org`
  const user = await db.user.create({ data: { email, name: 'Someone', role: 'ANNOTATOR', passwordHash, ...fields } })
  return { ...user, email, browser: { address: newAddress(), device: null } }
}

type Browser = Parameters<typeof signIn>[1]
const attempt = (email: unknown, given: unknown, browser: Browser) =>
  signIn({ email, password: given }, browser).then(
    () => 'in',
    (error) => error.code as string,
  )
const guess = (email: string, browser: Browser) => attempt(email, 'wrong', browser)
async function guessTimes(times: number, email: string, browser: Browser) {
  const codes: string[] = []
  for (let i = 0; i < times; i++) codes.push(await guess(email, browser))
  return codes
}
/** Lets the waits go by that anybody has. */
const letWaitsPass = () => db.$executeRaw`UPDATE "SignInWait" SET "freeAt" = now()`

test('e-mail and password sign in, whatever the case and spaces of the e-mail', async () => {
  const { id, email, browser } = await someone()
  const signedIn = await signIn({ email: `  ${email.toUpperCase()} `, password }, browser)
  expect(signedIn).toMatchObject({ id, email, name: 'Someone', stamp: expect.any(String) })
})

test('unknown, wrong, disabled and malformed get one answer', async () => {
  const { email } = await someone()
  const disabled = await someone({ disabledAt: new Date() })
  for (const [name, given] of [
    ['nobody@example.org', password],
    [email, 'wrong'],
    [email, password.toUpperCase()],
    [disabled.email, password],
    [email, 'x'.repeat(100_000)],
    [{ contains: '@' }, password],
    ['nul\0@example.org', password],
    [undefined, undefined],
  ])
    expect(await attempt(name, given, { address: newAddress(), device: null })).toBe('sign_in_failed')
})

test('the sixth attempt at an account from one address waits, even with the right password', async () => {
  const { email, browser } = await someone()
  expect(await Promise.all(Array.from({ length: 5 }, () => guess(email, browser)))).toEqual(
    Array(5).fill('sign_in_failed'),
  )
  expect(await attempt(email, password, browser)).toBe('too_many_attempts')
  expect(await attempt(email.toUpperCase(), password, browser)).toBe('too_many_attempts')
  await letWaitsPass()
  expect(await attempt(email, password, browser)).toBe('in')
})

test('an account that is none waits like one that is', async () => {
  const email = `${randomUUID()}@example.org`
  const client = { address: newAddress() }
  for (let i = 0; i < 5; i++) await countAttempt({ account: email, client })
  expect(await attempt(email, password, { ...client, device: null })).toBe('too_many_attempts')
})

test('parallel attempts cannot slip past', async () => {
  const { email, browser } = await someone()
  const codes = await Promise.all(Array.from({ length: 12 }, () => guess(email, browser)))
  expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(7)
})

test('each attempt in vain makes the next wait twice as long, to a quarter of an hour; what is refused adds nothing', async () => {
  const { email, browser } = await someone()
  await guessTimes(4, email, browser)
  for (const wait of [15, 30, 60, 120, 240, 480, 900, 900, 900]) {
    await letWaitsPass()
    const before = Date.now()
    expect(await guess(email, browser)).toBe('sign_in_failed')
    const after = Date.now()
    expect(await guessTimes(2, email, browser)).toEqual(['too_many_attempts', 'too_many_attempts'])
    const { freeAt } = await db.signInWait.findFirstOrThrow({ orderBy: { freeAt: 'desc' } })
    expect(freeAt.getTime()).toBeGreaterThanOrEqual(before + wait * 1000 - 1)
    expect(freeAt.getTime()).toBeLessThanOrEqual(after + wait * 1000 + 1)
  }
})

test('a quiet hour, and success, start the count afresh', async () => {
  const { email, browser } = await someone()
  for (let round = 0; round < 2; round++) {
    await guessTimes(4, email, browser)
    expect(await attempt(email, password, browser)).toBe('in')
  }
  await guessTimes(5, email, browser)
  await db.$executeRaw`UPDATE "SignInWait" SET "freeAt" = now(), "expiresAt" = now()`
  expect((await guessTimes(6, email, browser)).at(-1)).toBe('too_many_attempts')
  expect(await db.signInWait.count({ where: { expiresAt: { lt: new Date() } } })).toBe(0)
})

test('a hundred strangers at one address lock out nobody of a campus, and at one account not its holder', async () => {
  const campus = newAddress()
  const people = await Promise.all(Array.from({ length: 20 }, () => someone()))
  for (let i = 0; i < 100; i++) await countAttempt({ account: `junk-${i}@example.org`, client: { address: campus } })
  for (const { email } of people) expect(await attempt(email, password, { address: campus, device: null })).toBe('in')

  const [victim] = people
  const email = victim?.email ?? ''
  for (let i = 0; i < 100; i++) await guess(email, { address: newAddress(), device: null })
  expect(await attempt(email, password, { address: campus, device: null })).toBe('in')
  expect(await attempt(email, password, { address: newAddress(), device: null })).toBe('in')
})

test('a known browser signs in whatever strangers do, even at its own address', async () => {
  const { email, browser } = await someone()
  const { device } = await signIn({ email, password }, browser)
  expect((await guessTimes(8, email, browser)).at(-1)).toBe('too_many_attempts')
  expect((await guessTimes(8, email, { ...browser, device: makeDevice() })).at(-1)).toBe('too_many_attempts')
  for (let i = 0; i < 25; i++) await guess(email, { address: newAddress(), device: null })
  expect(await attempt(email, password, { ...browser, device })).toBe('in')
  // Who has the browser waits like anybody else.
  expect((await guessTimes(6, email, { ...browser, device })).at(-1)).toBe('too_many_attempts')
})

test('a browser is known to the account that was signed in there, and to no other', async () => {
  const [one, other] = [await someone(), await someone()]
  const { device } = await signIn({ email: one.email, password }, one.browser)
  await guessTimes(5, other.email, other.browser)
  expect(await attempt(other.email, password, { ...other.browser, device })).toBe('too_many_attempts')
  await letWaitsPass()
  const again = await signIn({ email: other.email, password }, { ...other.browser, device })
  expect(again.device).toBe(device)
})

test('who guesses from many addresses has one try at each before waiting', async () => {
  const { email } = await someone()
  for (let i = 0; i < 21; i++) await guess(email, { address: newAddress(), device: null })
  expect(await guessTimes(2, email, { address: newAddress(), device: null })).toEqual([
    'sign_in_failed',
    'too_many_attempts',
  ])
})

test('an address that tries account after account has one try at each before waiting', async () => {
  const sprayer = { address: newAddress(), device: null }
  const client = { address: sprayer.address }
  for (let i = 0; i < 21; i++) await countAttempt({ account: `spray-${i}@example.org`, client })
  const { email } = await someone()
  expect(await guessTimes(2, email, sprayer)).toEqual(['sign_in_failed', 'too_many_attempts'])
})

test('the addresses of one IPv6 host are one client', async () => {
  const { email } = await someone()
  const codes: string[] = []
  for (let i = 1; i <= 6; i++) codes.push(await guess(email, { address: `2001:db8:0:7::${i}`, device: null }))
  expect(codes.at(-1)).toBe('too_many_attempts')
})

test('what is counted holds neither e-mail nor address, and of a browser no cookie', async () => {
  const { email, browser } = await someone()
  const { device } = await signIn({ email, password }, browser)
  await guess(email, browser)
  const rows = JSON.stringify([await db.signInWait.findMany(), await db.knownDevice.findMany()])
  for (const secret of [email, browser.address, device]) expect(rows).not.toContain(secret)
})

test('of an account twenty browsers are remembered, the latest', async () => {
  const { id, email, browser } = await someone()
  const devices: string[] = []
  for (let i = 0; i < 22; i++) devices.push((await signIn({ email, password }, browser)).device)
  expect(await db.knownDevice.count({ where: { userId: id } })).toBe(20)
  await guessTimes(6, email, browser)
  expect(await attempt(email, password, { ...browser, device: devices[0] ?? null })).toBe('too_many_attempts')
  expect(await attempt(email, password, { ...browser, device: devices[21] ?? null })).toBe('in')
})
