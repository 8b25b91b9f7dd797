import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { db } from '@/lib/db/client'
import type { SignOn } from '@/lib/oidc/claims'
import type { OidcSettings } from '@/lib/oidc/settings'
import { lockAdmins } from './change-standing'
import type { Account } from './identities'

/**
 * Gives somebody the role that their groups at the provider have, where these decide. The last admin stays one, whatever
 * became of their group.
 * @returns whether they have a role
 */
export async function syncRole(settings: OidcSettings, account: Account, signOn: SignOn): Promise<boolean> {
  if (settings.roles === null) return true
  const role = signOn.role ?? settings.defaultRole
  if (role === account.role) return true
  return db.$transaction(async (tx) => {
    const admins = await lockAdmins(tx)
    if (admins.length === 1 && admins[0] === account.id) return true
    if (role === null) return false
    await tx.user.update({ where: { id: account.id }, data: { role }, select: { id: true } })
    const detail = { from: account.role, to: role, by: signOn.issuer }
    await recordAudit(tx, null, { action: 'person.role', subject: account.id, detail })
    return true
  })
}
