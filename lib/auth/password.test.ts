import { expect, test } from 'vitest'
import { generatePassword, hashPassword, verifyPassword } from './password'

test('a password matches its own hash and no other does', async () => {
  const stored = await hashPassword('correct horse battery')
  expect(await verifyPassword('correct horse battery', stored)).toBe(true)
  expect(await verifyPassword('correct horse batterx', stored)).toBe(false)
  expect(await verifyPassword('', stored)).toBe(false)
})

test('the hash says how it was made, and is salted', async () => {
  const [one, two] = await Promise.all([hashPassword('same'), hashPassword('same')])
  expect(one).toMatch(/^scrypt\$32768\$8\$3\$/)
  expect(one).not.toBe(two)
})

test('a hash made at another cost still verifies', async () => {
  // node -e "console.log(crypto.scryptSync('pleaseletmein', Buffer.alloc(16, 1), 32, { N: 16384, r: 8, p: 1, maxmem: 2 ** 26 }).toString('base64url'))"
  const stored = `scrypt$16384$8$1$AQEBAQEBAQEBAQEBAQEBAQ$p2pSaHG4JOxXGeLw7kbZgkbRWugze_67oWl8aw76ZEE`
  expect(await verifyPassword('pleaseletmein', stored)).toBe(true)
})

test('nobody has a password', async () => {
  expect(await verifyPassword('', null)).toBe(false)
  expect(await verifyPassword('anything', null)).toBe(false)
})

test('a hash of unknown form is a bug, not a wrong password', async () => {
  await expect(verifyPassword('x', '$2b$10$abcdefghijklmnopqrstuv')).rejects.toThrow(/unknown form/)
})

test('the same letters in composed and decomposed form are the same password', async () => {
  expect(await verifyPassword('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true)
})

test('generated passwords are readable and differ', () => {
  const made = new Set(Array.from({ length: 1000 }, generatePassword))
  expect(made.size).toBe(1000)
  for (const one of made) expect(one).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/)
})
