import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { generatePassword, hashPassword } from '@/lib/auth/password'
import { endSessions } from '@/lib/auth/sessions'
import { forgiveEverybody } from '@/lib/auth/sign-in-wait'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { resetFactors } from '@/lib/factors/manage'
import { Email, type PersonKey } from './schema'

/** Long enough to reach somebody over a weekend. */
const GIVEN_HOURS = 72

/**
 * Gives a person a new password, for the admin to pass on; their sessions end. It serves to choose one of their own, for
 * three days.
 * @returns it: it is shown now or never
 * @throws AppError `not_found`; `conflict` for somebody without an e-mail to sign in with
 */
export async function resetPassword(
  { actor }: SiteAccess<'people:manage'>,
  { personId }: PersonKey,
): Promise<{ password: string }> {
  return givePassword(actor, { id: personId })
}

/**
 * The same for whoever runs the machine, and may know no password at all: the command is the permission. Second factors go.
 * @throws AppError `not_found`
 */
export async function resetPasswordByCommand(email: string): Promise<{ password: string }> {
  return givePassword(null, { email: Email.safeParse(email).data ?? '' })
}

async function givePassword(
  actor: { id: string } | null,
  who: { id: string } | { email: string },
): Promise<{ password: string }> {
  const password = generatePassword()
  const passwordHash = await hashPassword(password)
  await db.$transaction(async (tx) => {
    const passwordExpiresAt = new Date(Date.now() + GIVEN_HOURS * 60 * 60 * 1000)
    const data = { passwordHash, passwordExpiresAt }
    const { id, email } = (await tx.user.findUnique({ where: who })) ?? {}
    if (!id) throw new AppError('not_found')
    if (!email)
      throw new AppError('conflict', {
        message: 'This account has no e-mail, so nobody can sign in to it by password.',
      })
    await tx.user.update({ where: { id }, data, select: { id: true } })
    // Whoever runs the machine and has lost all else gets in again.
    if (actor === null) await resetFactors(null, id, tx)
    await endSessions(tx, id)
    await forgiveEverybody(email)
    await recordAudit(tx, actor, { action: 'person.password-reset', subject: id })
  })
  return { password }
}

/** Takes the second factors of somebody who has lost them; their sessions end. @throws AppError `not_found` */
export async function takeFactors({ actor }: SiteAccess<'people:manage'>, { personId }: PersonKey): Promise<void> {
  await db.$transaction(async (tx) => {
    await resetFactors(actor, personId, tx)
    await endSessions(tx, personId)
  })
}
