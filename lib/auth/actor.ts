import 'server-only'
import { cache } from 'react'
import { db } from '@/lib/db/client'
import { passwordStamp } from './password'
import type { Role } from './permissions'
import { readSession } from './session'

/** Who sent the request. */
export type Actor = { readonly id: string; readonly name: string; readonly email: string; readonly role: Role }

/**
 * The signed-in person, or null. The token only says who they are; role and standing come from the database on each
 * request, so that a disabled person is out, and a new role in force, at once.
 */
export const getActor = cache(async (): Promise<Actor | null> => {
  const session = await readSession()
  return session ? findSignedIn(session.userId, session.stamp) : null
})

/** The holder of a session, unless they are gone or disabled, or their password has changed since it began. */
export async function findSignedIn(userId: string, stamp: string | undefined): Promise<Actor | null> {
  const user = await db.user.findUnique({ where: { id: userId, disabledAt: null } })
  return user && stampFits(user, stamp) ? asActor(user) : null
}

type Account = Actor & { passwordHash: string }

/** Whether a session began after the password was last changed. */
export function stampFits({ passwordHash }: Account, stamp: string | undefined): boolean {
  return passwordStamp(passwordHash) === stamp
}

export function asActor({ id, name, email, role }: Account): Actor {
  return { id, name, email, role }
}

/** The person with this id, unless there is none or they are disabled. */
export async function findActor(userId: string): Promise<Actor | null> {
  return db.user.findUnique({
    where: { id: userId, disabledAt: null },
    select: { id: true, name: true, email: true, role: true },
  })
}
