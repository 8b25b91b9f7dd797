import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { recordSecurity } from '@/lib/security/record'

/**
 * Notes that an annotator agrees to the study's consent text, and when. Who has agreed already stays with the first time.
 * @returns when they agreed, ISO 8601
 */
export async function giveConsent({ actor, studyId }: Access<'judgment:submit'>): Promise<{ consentedAt: string }> {
  const mine = { studyId, userId: actor.id }
  const given = await db.annotator.updateMany({
    where: { ...mine, consentedAt: null },
    data: { consentedAt: new Date() },
  })
  if (given.count > 0) await recordSecurity(db, { kind: 'consent', userId: actor.id, studyId })
  const { consentedAt } = await db.annotator.findUniqueOrThrow({ where: { studyId_userId: mine } })
  return { consentedAt: (consentedAt ?? new Date()).toISOString() }
}
