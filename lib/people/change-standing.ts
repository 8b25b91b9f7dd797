import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { endSessions } from '@/lib/auth/sessions'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { oidcSettings } from '@/lib/oidc/settings'
import type { Standing } from './schema'

/**
 * Sets a person's role, or disables or enables them; in force at their next request.
 * @throws AppError `not_found`; `conflict` when nobody would be left to administer the site, or a provider gives the role
 */
export async function changeStanding(
  { actor }: SiteAccess<'people:manage'>,
  { personId, role, disabled }: Standing,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const admins = await lockAdmins(tx)
    const person = await tx.user.findUnique({ where: { id: personId } })
    if (!person) throw new AppError('not_found')
    const after = { role: role ?? person.role, disabled: disabled ?? person.disabledAt !== null }
    const leavesAdmins = after.role !== 'ADMIN' || after.disabled
    if (after.role !== person.role && (await isRoleGiven(tx, personId))) throw givenElsewhere()
    if (leavesAdmins && admins.length === 1 && admins[0] === personId) throw lastAdmin()
    if (after.role !== person.role) {
      await tx.user.update({ where: { id: personId }, data: { role: after.role } })
      const detail = { from: person.role, to: after.role }
      await recordAudit(tx, actor, { action: 'person.role', subject: personId, detail })
    }
    if (after.disabled !== (person.disabledAt !== null)) {
      await tx.user.update({ where: { id: personId }, data: { disabledAt: after.disabled ? new Date() : null } })
      if (after.disabled) await endSessions(tx, personId)
      await recordAudit(tx, actor, { action: after.disabled ? 'person.disable' : 'person.enable', subject: personId })
    }
  })
}

/** Whether somebody's groups at the provider decide on their role, at each sign-in. */
export async function readIsRoleGiven(_access: SiteAccess<'people:manage'>, personId: string): Promise<boolean> {
  return isRoleGiven(db, personId)
}

async function isRoleGiven(tx: Tx | typeof db, personId: string): Promise<boolean> {
  const settings = oidcSettings()
  if (!settings?.roles) return false
  return (await tx.identity.count({ where: { userId: personId, issuer: { in: [...settings.issuers] } } })) > 0
}

function givenElsewhere(): AppError {
  return new AppError('conflict', { message: 'Their groups at the sign-on provider give the role: change it there.' })
}

function lastAdmin(): AppError {
  return new AppError('conflict', { message: 'This is the only admin left. Make somebody else an admin first.' })
}

/** The active admins, locked: whoever else takes one away waits here, and then sees what is left. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT id FROM "User" WHERE role = 'ADMIN' AND "disabledAt" IS NULL ORDER BY id FOR UPDATE`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}
