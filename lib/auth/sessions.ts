import 'server-only'
import { z } from 'zod'
import { askPrepared, db, type Tx } from '@/lib/db/client'
import { type BrowserKind, describeBrowser } from '@/lib/http/describe-browser'
import { log } from '@/lib/log'

/** How long a session can be renewed by use. Unused it ends after twelve hours: `session_lives`. */
export const SESSION_DAYS = 7

/** Sessions of a person at once; the oldest end when there are more. */
const MOST_SESSIONS = 50

/**
 * Begins a session for somebody who has proven who they are.
 * @param passwordHash what their password was proven against, null for somebody who has none: when that has changed
 *   since, there is no session
 * @returns the session's id, which is all that the browser's token says of it
 */
export async function beginSession(
  userId: string,
  passwordHash: string | null,
  userAgent: string | null,
): Promise<string | null> {
  const { browser, system, device } = describeBrowser(userAgent)
  // The lock waits for a change of the password, which ends all sessions, and then sees it.
  const rows = await db.$queryRaw`
    INSERT INTO "Session" ("userId", "expiresAt", browser, system, device)
    SELECT id, now() + make_interval(days => ${SESSION_DAYS}::integer), ${browser}, ${system}, ${device} FROM "User"
    WHERE id = ${userId}::uuid AND "passwordHash" IS NOT DISTINCT FROM ${passwordHash} AND "disabledAt" IS NULL FOR SHARE
    RETURNING id`
  const begun = z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? null
  await db.$executeRaw`
    DELETE FROM "Session" WHERE "userId" = ${userId}::uuid AND id NOT IN (
      SELECT s.id FROM "Session" s WHERE s."userId" = ${userId}::uuid AND session_lives(s)
      ORDER BY s."createdAt" DESC LIMIT ${MOST_SESSIONS})`
  return begun
}

/** Ends one session of a person, or with `except` all others, or all. @returns how many ended */
export async function endSessions(
  tx: Tx | typeof db,
  userId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
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
