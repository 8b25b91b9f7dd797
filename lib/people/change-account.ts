import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { requireGoodPassword } from '@/lib/auth/require-good-password'
import { endSessions } from '@/lib/auth/sessions'
import { countAttempt, forgiveAttempt } from '@/lib/auth/sign-in-wait'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { invalidInput } from '@/lib/field-errors'
import { recordSecurity } from '@/lib/security/record'
import type { PasswordChange } from './schema'

/** Changes what the actor is called. */
export async function changeName({ actor }: SiteAccess<'account:manage'>, { name }: { name: string }): Promise<void> {
  await db.user.update({ where: { id: actor.id }, data: { name }, select: { id: true } })
}

/** Whether the actor signs in by a password, which can be changed. */
export async function readHasPassword({ actor }: SiteAccess<'account:manage'>): Promise<boolean> {
  return (await db.user.count({ where: { id: actor.id, passwordHash: { not: null } } })) > 0
}

/**
 * Changes the actor's password. All their sessions end, this one too: the browser signs in again with the new one.
 * @throws AppError `invalid` at `current` when that is not the present password, or at `password` when the new one is
 *   easy to guess; `too_many_attempts`
 */
export async function changePassword(
  { actor }: SiteAccess<'password:change'>,
  { current, password }: PasswordChange,
): Promise<void> {
  requireGoodPassword(password, actor)
  // A borrowed session must not serve to guess the password.
  const attempt = { account: actor.email ?? actor.id, client: { session: actor.id } }
  await countAttempt(attempt, { userId: actor.id })
  const { passwordHash: before } = await db.user.findUniqueOrThrow({ where: { id: actor.id } })
  if (!(await verifyPassword(current, before, actor.id))) {
    await recordSecurity(db, { kind: 'password-refused', userId: actor.id })
    throw wrong('current', 'This is not your present password.')
  }
  // A password that an admin gave is known to two.
  if (current === password) throw wrong('password', 'This is the present one.')
  const passwordHash = await hashPassword(password, actor.id)
  await db.$transaction(async (tx) => {
    // Of two changes at once the first counts.
    const { count } = await tx.user.updateMany({
      where: { id: actor.id, passwordHash: before },
      data: { passwordHash, passwordExpiresAt: null },
    })
    if (count === 0) throw new AppError('conflict')
    await endSessions(tx, actor.id)
    await recordAudit(tx, actor, { action: 'person.password', subject: actor.id })
  })
  await forgiveAttempt(attempt)
}

function wrong(field: keyof PasswordChange, message: string): AppError {
  return invalidInput(new z.ZodError([{ code: 'custom', path: [field], message, input: undefined }]))
}
