import { randomBytes, scryptSync } from 'node:crypto'

/** A stored password hash like the app's, of a cost that tests which try many passwords do not wait for. */
export function cheapHash(password: string): string {
  const salt = randomBytes(16)
  const key = scryptSync(password, salt, 32, { N: 2, r: 8, p: 1 })
  return `scrypt$2$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`
}
