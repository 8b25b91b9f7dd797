import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { readSession } from '@/lib/auth/session'
import { endSessions, findSessions, type SessionRow } from '@/lib/auth/sessions'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { recordSecurity } from '@/lib/security/record'

/** Where the actor is signed in: this browser first, then the last used. */
export async function listSessions({
  actor,
}: SiteAccess<'account:manage'>): Promise<(SessionRow & { isHere: boolean })[]> {
  const [sessions, here] = await Promise.all([findSessions(actor.id), readSession()])
  return sessions
    .map((session) => ({ ...session, isHere: session.id === here?.stamp }))
    .sort((one, other) => Number(other.isHere) - Number(one.isHere))
}

/** Ends one of the actor's sessions; one that has ended already is as they wish. */
export async function signOutOf({ actor }: SiteAccess<'account:manage'>, sessionId: string): Promise<void> {
  await end(actor.id, { only: sessionId })
}

/** Ends all of the actor's sessions but the one that asks. */
export async function signOutElsewhere({ actor }: SiteAccess<'account:manage'>): Promise<void> {
  const here = await readSession()
  if (!here) throw new AppError('unauthenticated')
  await end(actor.id, { except: here.stamp })
}

async function end(userId: string, which: { only?: string; except?: string }): Promise<void> {
  if ((await endSessions(db, userId, which)) > 0) await recordSecurity(db, { kind: 'sign-out', userId })
}
