import 'server-only'
import { createHash } from 'node:crypto'
import { keyed } from '@/lib/auth/keyed'

/**
 * The token of the link in a mail, of 256 bits: made of its id by the installation's secret, so that it stands in no
 * table and is the same when the mail has to be sent again.
 */
export function linkToken(mailId: string): string {
  return keyed('mailed link', mailId)
}

/** The hash that a link is found by. Plain SHA-256 will do, since a token cannot be guessed. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** By which somebody ends their reminders without signing in: it does that and nothing else. */
export function remindersToken(userId: string): string {
  return `${userId}.${keyed('no reminders', userId)}`
}

/** Whose token it is; null for what is none. */
export function readRemindersToken(token: string): string | null {
  const [userId = ''] = token.split('.', 1)
  // Compared by their hashes: how long that takes tells nothing of the token.
  return hashLinkToken(token) === hashLinkToken(remindersToken(userId)) ? userId : null
}
