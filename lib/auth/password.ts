import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { FairTurns } from './fair-turns'

const COST = { N: 2 ** 15, r: 8, p: 3 }
const KEY_BYTES = 32
const FORM = /^scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/

/** Nobody's hash, compared with when there is no account, so that the answer takes as long as for one. */
const NOBODYS = `scrypt$${COST.N}$${COST.r}$${COST.p}$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`

/** Letters and digits that nobody mistakes for one another. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Each takes a tenth of a second and 32 MB: a flood of attempts must leave a core, and the threads that read files. */
const turns = new FairTurns(2, 1000)

/**
 * Hashes a password with scrypt and a salt of its own. The string says how it was made, so that the cost can rise later.
 * @param who whoever asks for many waits behind their own
 */
export async function hashPassword(password: string, who = 'the site'): Promise<string> {
  const salt = randomBytes(16)
  const key = await turns.run(who, () => derive(password, salt, COST))
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/**
 * Whether the password is the one hashed. Takes the same time for a wrong one and, with `stored` null, for nobody's.
 * @param who whoever asks for many waits behind their own
 * @throws Error when `stored` is not a string that `hashPassword` made
 */
export async function verifyPassword(password: string, stored: string | null, who = 'the site'): Promise<boolean> {
  const [, N, r, p, salt, key] = FORM.exec(stored ?? NOBODYS) ?? []
  if (!salt || !key) throw new Error('A stored password hash has an unknown form.')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const given = await turns.run(who, () => derive(password, Buffer.from(salt, 'base64url'), cost))
  return timingSafeEqual(given, Buffer.from(key, 'base64url')) && stored !== null
}

/** A password to be read out or copied once, such as `k7mqx-2hfpr-w9tza-cc4de`: about 99 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => READABLE[randomInt(READABLE.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  // The same letters typed on two keyboards may differ in bytes.
  const text = password.normalize('NFKC')
  const options = { ...cost, maxmem: 256 * 2 ** 20 }
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
