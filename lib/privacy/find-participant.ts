import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { participantKey } from '@/lib/recruitments/participant'

/** Somebody who came from a crowd platform, by the id they have there: a person, and the studies they judged in. */
export type Found = { personId: string; name: string; study: string }

/**
 * Finds people by the id that a crowd platform gave them, exactly as it is: only its keyed hash is compared. Who arrived and
 * never began has no account, and is not found.
 */
export async function findParticipant(_access: SiteAccess<'people:manage'>, participant: string): Promise<Found[]> {
  if (participant === '') return []
  const recruitments = await db.recruitment.findMany({
    distinct: ['studyId', 'platform'],
    select: { studyId: true, platform: true },
  })
  const keys = recruitments.map((one) => ({ studyId: one.studyId, participantKey: participantKey(one, participant) }))
  const found = await db.participation.findMany({
    where: { participantKey: { in: keys.map((key) => key.participantKey) }, annotator: { isNot: null } },
    select: {
      annotator: { select: { user: { select: { id: true, name: true } }, study: { select: { title: true } } } },
    },
  })
  return found.flatMap(({ annotator }) =>
    annotator?.user ? [{ personId: annotator.user.id, name: annotator.user.name, study: annotator.study.title }] : [],
  )
}
