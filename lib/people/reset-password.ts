import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { generatePassword, hashPassword } from '@/lib/auth/password'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { PersonKey } from './schema'

/**
 * Gives a person a new password, for the admin to pass on; their sessions end. @returns it: it is shown now or never
 * @throws AppError `not_found`
 */
export async function resetPassword(
  { actor }: SiteAccess<'people:manage'>,
  { personId }: PersonKey,
): Promise<{ password: string }> {
  const password = generatePassword()
  const passwordHash = await hashPassword(password)
  await db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: personId }, data: { passwordHash } })
    if (count === 0) throw new AppError('not_found')
    await recordAudit(tx, actor, { action: 'person.password-reset', subject: personId })
  })
  return { password }
}
