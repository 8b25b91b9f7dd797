import 'server-only'
import { connection } from 'next/server.js'
import { cache } from 'react'
import { z } from 'zod'
import { askPrepared, db } from '@/lib/db/client'
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
  // Who asks is known only when somebody does: never while building, where there is no environment either.
  await connection()
  const session = await readSession()
  return session ? findSignedIn(session.userId, session.stamp) : null
})

/** The holder of a session, unless they are gone or disabled, or their password has changed since it began. */
export async function findSignedIn(userId: string, stamp: string | undefined): Promise<Actor | null> {
  const rows = await askPrepared('signed in', SIGNED_IN, [userId])
  const user = z.array(SignedIn).max(1).parse(rows)[0]
  if (!user || passwordStamp(user.passwordHash) !== stamp) return null
  return { id: user.id, name: user.name, email: user.email, role: user.role }
}

// It comes before every verdict: prepared, and only what is needed.
const SIGNED_IN = 'SELECT id, name, email, role, "passwordHash" FROM "User" WHERE id = $1 AND "disabledAt" IS NULL'

const SignedIn = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR']),
  passwordHash: z.string(),
})

/** The person with this id, unless there is none or they are disabled. */
export async function findActor(userId: string): Promise<Actor | null> {
  return db.user.findUnique({
    where: { id: userId, disabledAt: null },
    select: { id: true, name: true, email: true, role: true },
  })
}
