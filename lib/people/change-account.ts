import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { countAttempt, forgiveAttempt } from '@/lib/auth/rate-limit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { invalidInput } from '@/lib/field-errors'
import type { PasswordChange } from './schema'

/** Changes what the actor is called. */
export async function changeName({ actor }: SiteAccess<'account:manage'>, { name }: { name: string }): Promise<void> {
  await db.user.update({ where: { id: actor.id }, data: { name }, select: { id: true } })
}

/**
 * Changes the actor's password. All their sessions end, this one too: the browser signs in again with the new one.
 * @throws AppError `invalid` at `current` when that is not the present password; `too_many_attempts`
 */
export async function changePassword(
  { actor }: SiteAccess<'account:manage'>,
  { current, password }: PasswordChange,
): Promise<void> {
  // A borrowed session must not serve to guess the password.
  const attempt = { email: actor.email, address: 'account' }
  await countAttempt(attempt)
  const { passwordHash: before } = await db.user.findUniqueOrThrow({ where: { id: actor.id } })
  if (!(await verifyPassword(current, before)))
    throw invalidInput(
      new z.ZodError([
        { code: 'custom', path: ['current'], message: 'This is not your present password.', input: undefined },
      ]),
    )
  const passwordHash = await hashPassword(password)
  await db.$transaction(async (tx) => {
    // Of two changes at once the first counts.
    const { count } = await tx.user.updateMany({
      where: { id: actor.id, passwordHash: before },
      data: { passwordHash },
    })
    if (count === 0) throw new AppError('conflict')
    await recordAudit(tx, actor, { action: 'person.password', subject: actor.id })
  })
  await forgiveAttempt(attempt)
}
