import 'server-only'
import type { Session } from '@/lib/auth/session'
import { db } from '@/lib/db/client'
import { log } from '@/lib/log'
import { unseal } from '@/lib/security/seal'
import { signOutAddress } from './flow'
import { oidcSettings } from './settings'

/** Where a session that is about to end is ended at its provider, too; null for one by password, or where that is not wanted. */
export async function findWayOut({ userId, stamp }: Session): Promise<string | null> {
  const settings = oidcSettings()
  if (!settings?.logout) return null
  const where = { id: stamp, userId, issuer: { in: [...settings.issuers] } }
  const session = await db.session.findFirst({ where, select: { idToken: true } })
  if (!session) return null
  return signOutAddress(settings, session.idToken && (await unseal(stamp, session.idToken).catch(forget)))
}

/** Without it the provider asks whether to sign out. */
function forget(error: unknown): null {
  log.warn({ err: error }, 'what a provider said of a session cannot be opened')
  return null
}
