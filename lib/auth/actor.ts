import 'server-only'
import { cache } from 'react'
import { z } from 'zod'
import { askPrepared, db } from '@/lib/db/client'
import { env } from '@/lib/env'
import type { Role } from './permissions'
import { readSession, type Session } from './session'
import { noteSeen } from './sessions'

/** Who sent the request. Who signs in without a password may have no e-mail. */
export type Actor = { readonly id: string; readonly name: string; readonly email: string | null; readonly role: Role }

/**
 * Somebody with a session; who was given a password may do nothing until they have chosen one, and who has to have a second
 * factor nothing until they have one.
 */
export type SignedIn = { actor: Actor; mustChangePassword: boolean; mustAddFactor: boolean }

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
export const SIGNED_IN_COLUMNS = `u.id, u.name, u.email, u.role, u."passwordExpiresAt" IS NOT NULL AS "mustChange",
  u."secondFactorAt" IS NULL AND u."passwordHash" IS NOT NULL AS "lacksFactor"`

export const SignedInRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR']),
  mustChange: z.boolean(),
  /** Whether a password alone signs them in; who has none is left to their provider. */
  lacksFactor: z.boolean(),
})

export function asSignedIn({ lacksFactor, mustChange, ...person }: z.output<typeof SignedInRow>): SignedIn {
  const { id, name, email, role } = person
  const mustAddFactor = lacksFactor && isFactorRequired(role)
  return { actor: { id, name, email, role }, mustChangePassword: mustChange, mustAddFactor }
}

/** Whether everybody in a role has to have a second factor. */
export function isFactorRequired(role: Role): boolean {
  const { AUTH_REQUIRE_2FA: who } = env()
  return who === 'staff' ? role !== 'ANNOTATOR' : who === 'admins' && role === 'ADMIN'
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
