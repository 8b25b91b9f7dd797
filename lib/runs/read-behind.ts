import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

const Row = z.object({
  annotatorId: z.string(),
  lanes: z.number(),
  studyId: z.string(),
  title: z.string(),
  code: z.string(),
  isSeen: z.boolean(),
})

/**
 * What a run waits for that has no call under way, since other runs have all lanes of its provider: those of studies that
 * whoever asks may see, and how many there are of others.
 */
export type Behind = {
  lanes: number
  runs: { studyId: string; title: string; code: string }[]
  hidden: number
}

/** Of each run that waits for a lane, by annotator, behind which it does. A run has calls under way while it reserves tokens. */
export async function readBehind({
  actor,
  studyId,
}: Access<'study:read'> | Access<'study:run'>): Promise<Map<string, Behind>> {
  const rows = await db.$queryRaw`
    SELECT r."annotatorId", p.lanes, s.id AS "studyId", s.title, n.code,
           ${actor.role === 'ADMIN'} OR EXISTS (
             SELECT FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = ${actor.id}::uuid AND m.role <> 'VIEWER') AS "isSeen"
    FROM "ModelRun" r
    JOIN "Provider" p ON p.id = r."providerId"
    JOIN "ModelRun" o ON o."providerId" = r."providerId" AND o."reservedTokens" > 0
    JOIN "Annotator" n ON n."studyId" = o."studyId" AND n.id = o."annotatorId"
    JOIN "Study" s ON s.id = o."studyId"
    WHERE r."studyId" = ${studyOf(studyId)} AND r.status = 'RUNNING' AND r."reservedTokens" = 0
      AND p.lanes <= (
        SELECT count(*) FROM "ProviderLane" l
        WHERE l."providerId" = p.id AND l.lane < p.lanes AND l.until > clock_timestamp())
    ORDER BY s.title, s.id, n.code`
  const behind = new Map<string, Behind>()
  for (const { annotatorId, lanes, isSeen, ...run } of z.array(Row).parse(rows)) {
    const own = behind.get(annotatorId) ?? { lanes, runs: [], hidden: 0 }
    behind.set(annotatorId, own)
    if (isSeen) own.runs.push(run)
    else own.hidden++
  }
  return behind
}
