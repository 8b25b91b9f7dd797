import 'server-only'
import { z } from 'zod'
import { keyed } from '@/lib/auth/keyed'
import { openFor, sealFor } from '@/lib/auth/sealed'
import type { FactorNeeded } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'

/** How long a right password waits for a second factor. */
export const PENDING_SECONDS = 10 * 60

const PURPOSE = 'second factor'

const Pending = z.object({ userId: z.string(), password: z.string() })

/** What a browser keeps whose password was right: whose it is, and which password that was. */
export async function sealPending({
  userId,
  passwordHash,
}: Pick<FactorNeeded, 'userId' | 'passwordHash'>): Promise<string> {
  return sealFor(PURPOSE, { userId, password: keyed(passwordHash ?? '') }, PENDING_SECONDS)
}

/** Somebody whose password was right; null for nobody, after too long, or when it has changed since. */
export async function openPending(
  sealed: string | undefined,
): Promise<{ id: string; passwordHash: string | null; hasApp: boolean; hasPasskey: boolean } | null> {
  const pending = await openFor(PURPOSE, sealed, Pending)
  if (!pending) return null
  const person = await db.user.findUnique({
    where: { id: pending.userId, disabledAt: null },
    select: {
      ...{ id: true, passwordHash: true, codes: { select: { confirmedAt: true } } },
      passkeys: { select: { id: true }, take: 1 },
    },
  })
  if (!person || keyed(person.passwordHash ?? '') !== pending.password) return null
  const { id, passwordHash, codes, passkeys } = person
  return { id, passwordHash, hasApp: Boolean(codes?.confirmedAt), hasPasskey: passkeys.length > 0 }
}
