import 'server-only'
import { cache } from 'react'
import { z } from 'zod'
import { askPrepared, db } from '@/lib/db/client'
import type { Role } from './permissions'
import { readSession, type Session } from './session'
import { noteSeen } from './sessions'

/** Who sent the request. Who signs in without a password may have no e-mail. */
export type Actor = { readonly id: string; readonly name: string; readonly email: string | null; readonly role: Role }

/** Somebody with a session; who was given a password may do nothing until they have chosen one. */
export type SignedIn = { actor: Actor; mustChangePassword: boolean }

/**
 * The signed-in person, or null. The token only names a session; whether it goes on, role and standing come from the
 * database on each request, so that a disabled person is out, and a new role in force, at once.
 */
export const getSignedIn = cache(async (): Promise<SignedIn | null> => {
  const session = await readSession()
  return session ? findSignedIn(session) : null
})

/** The same person, whatever they have yet to do. */
export async function getActor(): Promise<Actor | null> {
  return (await getSignedIn())?.actor ?? null
}

/** The row of a signed-in person, as `asSignedIn` reads it. */
export const SIGNED_IN_COLUMNS = `u.id, u.name, u.email, u.role, u."passwordExpiresAt" IS NOT NULL AS "mustChange"`

export const SignedInRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR']),
  mustChange: z.boolean(),
})

export function asSignedIn({ id, name, email, role, mustChange }: z.output<typeof SignedInRow>): SignedIn {
  return { actor: { id, name, email, role }, mustChangePassword: mustChange }
}

/** The holder of a session, unless it is over, or they are gone or disabled. */
export async function findSignedIn({ userId, stamp }: Session): Promise<SignedIn | null> {
  const text = `
    SELECT ${SIGNED_IN_COLUMNS} FROM "Session" s JOIN "User" u ON u.id = s."userId"
    WHERE s.id = $2 AND u.id = $1 AND session_lives(s) AND u."disabledAt" IS NULL`
  const rows = await askPrepared('signed in', text, [userId, stamp])
  const found = z.array(SignedInRow).max(1).parse(rows)[0]
  if (!found) return null
  noteSeen(stamp)
  return asSignedIn(found)
}

/** The person with this id, unless there is none or they are disabled. */
export async function findActor(userId: string): Promise<Actor | null> {
  return db.user.findUnique({
    where: { id: userId, disabledAt: null },
    select: { id: true, name: true, email: true, role: true },
  })
}
