import 'server-only'
import { createHash } from 'node:crypto'
import { db, type Tx } from '@/lib/db/client'
import { networkOf } from '@/lib/http/client-address'
import { describeBrowser } from '@/lib/http/describe-browser'
import { log } from '@/lib/log'
import type { SecurityKind } from './kinds'

export type SecurityEvent = {
  kind: SecurityKind
  userId?: string | null
  studyId?: string | null
  /** A file's name, a permission, or a person by their id. Never a token, an e-mail or an address. */
  subject?: string
  /** Where it came from, as far as a request says: kept as a network. */
  from?: { address: string; userAgent?: string | null }
}

/** What may come by the thousand: the same within ten minutes is one row that counts. */
const FOLDED: readonly SecurityKind[] = [
  ...([
    'sign-in-failed',
    'sign-on-failed',
    'link-asked',
    'sign-in-stopped',
    'password-refused',
    'factor-failed',
    'refusal',
    'join-stopped',
    'token-refused',
    'download',
  ] as const),
]
const FOLD_MS = 10 * 60 * 1000

/** Writes down what matters for security, as a line of the log and a row for the admins' page. */
export async function recordSecurity(tx: Tx | typeof db, event: SecurityEvent): Promise<void> {
  const { kind, userId = null, studyId = null, subject = null, from } = event
  const network = from ? networkOf(from.address) : null
  const browser = from ? nameOf(from.userAgent ?? null) : null
  log.info({ security: kind, userId, studyId, subject, network, browser }, 'security')
  const fold = FOLDED.includes(kind) ? foldOf([kind, userId, studyId, subject, network, browser]) : null
  await tx.$executeRaw`
    INSERT INTO "SecurityEvent" AS e (kind, "userId", "studyId", subject, network, browser, fold)
    VALUES (${kind}, ${userId}::uuid, ${studyId}::uuid, ${subject}, ${network}, ${browser}, ${fold})
    ON CONFLICT (fold) DO UPDATE SET times = e.times + 1`
  sweepSometimes()
}

function foldOf(parts: readonly (string | null)[]): string {
  const window = Math.floor(Date.now() / FOLD_MS)
  return createHash('sha256')
    .update(JSON.stringify([window, ...parts]))
    .digest('base64url')
}

function nameOf(userAgent: string | null): string | null {
  const { browser, system } = describeBrowser(userAgent)
  return [browser, system].filter((part) => part !== null).join(', ') || null
}

const HOUR_MS = 60 * 60 * 1000
let sweptAt = 0

/** Keeps to what is promised of how long things are kept: hourly where anything is written or read, by the way. */
export function sweepSometimes(): void {
  if (Date.now() - sweptAt < HOUR_MS) return
  sweptAt = Date.now()
  sweepSecurity().catch((error) => log.error({ err: error }, 'the security log was not swept'))
}

/** Forgets where events came from after thirty days, and the events after thirteen months. */
export async function sweepSecurity(): Promise<void> {
  await db.$executeRaw`
    UPDATE "SecurityEvent" SET network = NULL, browser = NULL
    WHERE at < now() - interval '30 days' AND (network IS NOT NULL OR browser IS NOT NULL)`
  await db.$executeRaw`DELETE FROM "SecurityEvent" WHERE at < now() - interval '13 months'`
}
