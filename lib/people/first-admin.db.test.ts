import { afterEach, expect, test } from 'vitest'
import { signIn } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'
import { ensureFirstAdmin } from './first-admin'

afterEach(async () => {
  delete process.env.EVENHAND_ADMIN_EMAIL
  delete process.env.EVENHAND_ADMIN_PASSWORD
  await db.user.deleteMany()
})

test('of several starts at once one makes the admin, and is told the password that signs in', async () => {
  const made = await Promise.all(Array.from({ length: 6 }, () => ensureFirstAdmin(db)))
  const [credentials, ...others] = made.filter((one) => one !== null)
  expect(others).toEqual([])
  expect(await db.user.count()).toBe(1)
  const { email, password } = credentials ?? {}
  expect(await signIn({ email, password }, { address: '192.0.2.1', device: null })).toMatchObject({
    email: 'admin@evenhand.example',
  })
})

test('the environment may name the admin and the password, which is then not repeated', async () => {
  process.env.EVENHAND_ADMIN_EMAIL = ' Dana@Example.org'
  process.env.EVENHAND_ADMIN_PASSWORD = 'ten letters'
  expect(await ensureFirstAdmin(db)).toEqual({ email: 'dana@example.org', password: null })
  await signIn({ email: 'dana@example.org', password: 'ten letters' }, { address: '192.0.2.1', device: null })
  expect(await ensureFirstAdmin(db)).toBeNull()
})

test('an empty variable is none, and a short password is refused by name', async () => {
  process.env.EVENHAND_ADMIN_EMAIL = ''
  process.env.EVENHAND_ADMIN_PASSWORD = 'short'
  await expect(ensureFirstAdmin(db)).rejects.toThrow(/EVENHAND_ADMIN_PASSWORD: .*10 characters/)
  expect(await db.user.count()).toBe(0)
})
