import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { asSignedIn, SIGNED_IN_COLUMNS, SignedInRow } from '@/lib/auth/actor'
import { askPrepared, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { recordSecurity } from '@/lib/security/record'
import { isScope, type Scope } from './scopes'
import { hashSecret, looksLikeSecret } from './secret'

/** How many requests a token may make within a minute. */
export const REQUESTS_A_MINUTE = 1000

/** Whoever comes with a token: in whose name, with which scopes, for which studies, and how much is left of the minute. */
export type Holder = {
  actor: Actor
  tokenId: string
  scopes: ReadonlySet<Scope>
  /** Null for all of the owner's. */
  studyIds: ReadonlySet<string> | null
  /** Requests left in this minute: below zero when there were too many. */
  left: number
  /** Seconds until the next. */
  resetsIn: number
}

const Row = SignedInRow.extend({
  tokenId: z.string(),
  scopes: z.array(z.string()),
  studyIds: z.array(z.string()),
  uses: z.number(),
  resetsIn: z.coerce.number(),
})

/**
 * Who it is, how often they came and that they did, in one statement: what a token may do is asked anew each time, so that
 * one that is revoked, or whose owner is disabled or annotates now, is out at once.
 */
const COMES = `
  UPDATE "ApiToken" k SET
    uses = CASE WHEN k."usesSince" > now() - interval '1 minute' THEN k.uses + 1 ELSE 1 END,
    "usesSince" = CASE WHEN k."usesSince" > now() - interval '1 minute' THEN k."usesSince" ELSE now() END,
    "lastUsedAt" = CASE WHEN k."lastUsedAt" > now() - interval '1 minute' THEN k."lastUsedAt" ELSE now() END
  FROM "User" u
  WHERE k.hash = $1 AND k."revokedAt" IS NULL AND (k."expiresAt" IS NULL OR k."expiresAt" > now())
    AND u.id = k."userId" AND u."disabledAt" IS NULL AND u.role <> 'ANNOTATOR'
  RETURNING ${SIGNED_IN_COLUMNS}, k.id AS "tokenId", k.scopes, k."studyIds"::text[] AS "studyIds", k.uses,
    ceil(extract(epoch FROM k."usesSince" + interval '1 minute' - now())) AS "resetsIn"`

/**
 * The holder of a token.
 * @param address where the request came from, for the security log
 * @throws AppError `token_refused` for one that is unknown, revoked, over, or whose owner may not have any;
 *   `password_change_needed`
 */
export async function findHolder(secret: string, address: string): Promise<Holder> {
  const rows = looksLikeSecret(secret) ? await askPrepared('token comes', COMES, [hashSecret(secret)]) : []
  const found = z.array(Row).max(1).parse(rows)[0]
  if (!found) {
    await recordSecurity(db, { kind: 'token-refused', from: { address } })
    throw new AppError('token_refused')
  }
  const { actor, mustChangePassword } = asSignedIn(found)
  if (mustChangePassword) throw new AppError('password_change_needed')
  const { tokenId, scopes, studyIds, uses, resetsIn } = found
  return {
    ...{ actor, tokenId, scopes: new Set(scopes.filter(isScope)) },
    studyIds: studyIds.length > 0 ? new Set(studyIds) : null,
    ...{ left: REQUESTS_A_MINUTE - uses, resetsIn },
  }
}
