import 'server-only'
import { db } from '@/lib/db/client'
import { recordSecurity } from '@/lib/security/record'
import type { Session } from './session'
import { endSessions } from './sessions'

/** Ends the session that a browser has, so that whoever copied its token has nothing either. One that is over stays so. */
export async function signOut(
  { userId, stamp }: Session,
  from: { address: string; userAgent?: string | null },
): Promise<void> {
  if ((await endSessions(db, userId, { only: stamp })) === 0) return
  await recordSecurity(db, { kind: 'sign-out', userId, from })
}
