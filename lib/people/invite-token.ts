import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for a link. Only the hash is stored: whoever reads the database cannot join with it. */
export function makeInviteToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashInviteToken(token) }
}

/** The hash a link is found by. Plain SHA-256 will do, since a token cannot be guessed. */
export function hashInviteToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
