import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { authorizeActor, type SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { TokenInput } from './schema'
import { hashSecret, makeSecret } from './secret'

const DAY_MS = 24 * 60 * 60 * 1000
/** More than anybody has scripts. */
const MOST_TOKENS = 50

/**
 * Makes a token for whoever asks.
 * @returns it: it is shown now or never
 * @throws AppError `not_found` for a study that is none of theirs; `conflict` with too many that still work
 */
export async function createToken(
  { actor }: SiteAccess<'tokens:manage'>,
  { name, scopes, studyIds, days }: TokenInput,
): Promise<{ token: string }> {
  for (const studyId of studyIds) await authorizeActor(actor, studyId, 'study:see')
  const secret = makeSecret()
  const expiresAt = days === null ? null : new Date(Date.now() + days * DAY_MS)
  await db.$transaction(async (tx) => {
    const working = { userId: actor.id, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] }
    if ((await tx.apiToken.count({ where: working })) >= MOST_TOKENS)
      throw new AppError('conflict', { message: `You have ${MOST_TOKENS} tokens that work. Revoke one first.` })
    await tx.apiToken.create({
      data: {
        ...{ userId: actor.id, name, hash: hashSecret(secret), lastFour: secret.slice(-4) },
        ...{ scopes: [...new Set(scopes)], studyIds: [...new Set(studyIds)], expiresAt },
      },
      select: { id: true },
    })
    const detail = { scopes, days, studies: studyIds.length }
    await recordAudit(tx, actor, { action: 'token.create', subject: name, detail })
  })
  return { token: secret }
}
