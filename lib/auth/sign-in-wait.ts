import 'server-only'
import { z } from 'zod'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { recordSecurity, type SecurityEvent } from '@/lib/security/record'
import { keyed } from './keyed'

/** A browser in which the account was signed in before, an address, or a session that wants more than it has. */
export type Client = { device: string } | { address: string } | { session: string }

/**
 * Who tries what. Whatever others do to an account, from anywhere, its holder in a known browser has a count of their
 * own, and so has everybody else at their address.
 */
export type Attempt = { account: string; client: Client }

/**
 * Counts a try before it is made; each in vain makes the next wait longer (`count_sign_in`). Kept in Postgres, so that
 * it holds over processes and restarts.
 * @param about what the security log says of one that has to wait
 * @throws AppError `too_many_attempts`
 */
export async function countAttempt(attempt: Attempt, about: Omit<SecurityEvent, 'kind'> = {}): Promise<void> {
  const { account, client } = keysOf(attempt)
  const isKnown = !('address' in attempt.client)
  const rows = await db.$queryRaw`SELECT count_sign_in(${account}, ${client}, ${isKnown}) AS may`
  const [{ may }] = z.tuple([z.object({ may: z.boolean() })]).parse(rows)
  if (may) return
  await recordSecurity(db, { kind: 'sign-in-stopped', ...about })
  throw new AppError('too_many_attempts')
}

/** Forgets a client's tries at an account: one of them was right. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  await db.signInWait.deleteMany({ where: keysOf(attempt) })
}

/** Forgets all tries at an account: it has a new password. */
export async function forgiveEverybody(account: string, tx: Tx | typeof db = db): Promise<void> {
  await tx.signInWait.deleteMany({ where: { account: keyed('account', account) } })
}

/** The table holds neither e-mails nor addresses. */
function keysOf({ account, client }: Attempt): { account: string; client: string } {
  return { account: keyed('account', account), client: keyed(...(Object.entries(client)[0] ?? [])) }
}
