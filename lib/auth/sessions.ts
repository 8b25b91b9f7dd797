import 'server-only'
import { z } from 'zod'
import { askPrepared, db, type Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type BrowserKind, describeBrowser } from '@/lib/http/describe-browser'
import { log } from '@/lib/log'

/** How long a session can be renewed by use. Unused it ends after twelve hours: `session_lives`. */
export const SESSION_DAYS = 7

/** Sessions of a person at once; the oldest end when there are more. */
const MOST_SESSIONS = 50

/**
 * What somebody has proven who they are by: a password, by the hash it was proven against (null for somebody who has
 * none), that a provider vouches for them, or a passkey.
 */
export type Proof = { passwordHash: string | null } | { issuer: string; subject: string } | { passkey: string }

/**
 * Begins a session for somebody who has proven who they are. When the proof does not hold any more, since the password has
 * changed or the identity is another's, there is no session.
 * @returns the session's id, which is all that the browser's token says of it
 */
export async function beginSession(userId: string, proof: Proof, userAgent: string | null): Promise<string | null> {
  const { browser, system, device } = describeBrowser(userAgent)
  const issuer = 'issuer' in proof ? proof.issuer : null
  // The lock waits for a change of the password, which ends all sessions, and then sees it.
  const rows = await db.$queryRaw`
    INSERT INTO "Session" ("userId", "expiresAt", browser, system, device, issuer)
    SELECT u.id, now() + make_interval(days => ${SESSION_DAYS}::integer), ${browser}, ${system}, ${device}, ${issuer}
    FROM "User" u WHERE u.id = ${userId}::uuid AND ${holds(proof)} AND u."disabledAt" IS NULL FOR SHARE
    RETURNING id`
  const begun = z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? null
  await db.$executeRaw`
    DELETE FROM "Session" WHERE "userId" = ${userId}::uuid AND id NOT IN (
      SELECT s.id FROM "Session" s WHERE s."userId" = ${userId}::uuid AND session_lives(s)
      ORDER BY s."createdAt" DESC LIMIT ${MOST_SESSIONS})`
  return begun
}

function holds(proof: Proof): Prisma.Sql {
  if ('passwordHash' in proof) return Prisma.sql`u."passwordHash" IS NOT DISTINCT FROM ${proof.passwordHash}`
  if ('passkey' in proof)
    return Prisma.sql`EXISTS (SELECT FROM "Passkey" k WHERE k.id = ${proof.passkey} AND k."userId" = u.id)`
  return Prisma.sql`EXISTS (
    SELECT FROM "Identity" i WHERE i.issuer = ${proof.issuer} AND i.subject = ${proof.subject} AND i."userId" = u.id)`
}

/**
 * Ends one session of a person, or with `except` all others, or all, and then links that were mailed to them, too.
 * @returns how many ended
 */
export async function endSessions(
  tx: Tx | typeof db,
  userId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  if (!which.only && !which.except) await tx.mailedLink.deleteMany({ where: { userId } })
  const id = { ...(which.only && { equals: which.only }), ...(which.except && { not: which.except }) }
  return (await tx.session.deleteMany({ where: { userId, id } })).count
}

export type SessionRow = { id: string; createdAt: Date; seenAt: Date } & BrowserKind

const Row = z.object({
  id: z.string(),
  createdAt: z.date(),
  seenAt: z.date(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  device: z.string().nullable(),
})

/** A person's sessions that have not ended, the last used first. */
export async function findSessions(userId: string): Promise<SessionRow[]> {
  const rows = await db.$queryRaw`
    SELECT id, "createdAt", "seenAt", browser, system, device FROM "Session" s
    WHERE "userId" = ${userId}::uuid AND session_lives(s) ORDER BY "seenAt" DESC, id`
  return z.array(Row).parse(rows)
}

const NOTED_EVERY_MS = 10 * 60 * 1000
const MOST_NOTED = 5000
const noted = new Map<string, number>()

/** Notes that a session is in use, now and then and by the way: no request waits for it. */
export function noteSeen(sessionId: string): void {
  const now = Date.now()
  if (now - (noted.get(sessionId) ?? 0) < NOTED_EVERY_MS) return
  if (noted.size >= MOST_NOTED) noted.clear()
  noted.set(sessionId, now)
  const text = `UPDATE "Session" SET "seenAt" = now() WHERE id = $1 AND "seenAt" < now() - interval '5 minutes'`
  askPrepared('note seen', text, [sessionId]).catch((error) => log.warn({ err: error }, 'a session was not noted'))
}

/** How long somebody who has proven who they are may change what signing in rests on, without proving it again. */
const PROVEN_MINUTES = 15

/** Whether the holder of a session has proven lately who they are. */
export async function isProvenLately({ userId, stamp }: { userId: string; stamp: string }): Promise<boolean> {
  const since = new Date(Date.now() - PROVEN_MINUTES * 60_000)
  return (await db.session.count({ where: { id: stamp, userId, provenAt: { gt: since } } })) > 0
}

/** Notes that they have just done so. */
export async function noteProven({ userId, stamp }: { userId: string; stamp: string }): Promise<void> {
  await db.session.updateMany({ where: { id: stamp, userId }, data: { provenAt: new Date() } })
}
