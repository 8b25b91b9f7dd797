import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { cancelLive } from '@/lib/jobs/cancel'
import { rehearsalJob } from './rehearsal-job'

const Stopped = z.array(z.object({ title: z.string(), rehearsalOfId: z.string() })).max(1)

/**
 * Ends the run of a rehearsal where it is; what was judged is kept, and it can go on later.
 * @throws AppError `conflict` when it is over, or no rehearsal
 */
export async function stopRehearsal({ actor, studyId }: Access<'study:run'>): Promise<void> {
  await cancelLive(rehearsalJob, studyId)
  await db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw`
      UPDATE "Rehearsal" r SET problem = 'somebody stopped it.'
      FROM "Study" s
      WHERE r."studyId" = ${studyId}::uuid AND r."finishedAt" IS NULL AND s.id = r."studyId"
      RETURNING s.title, s."rehearsalOfId"`
    const stopped = Stopped.parse(rows)[0]
    if (!stopped) throw new AppError('conflict', { message: 'This rehearsal is over already.' })
    const { title, rehearsalOfId } = stopped
    const detail = { rehearsal: studyId }
    await recordAudit(tx, actor, { action: 'rehearsal.stop', studyId: rehearsalOfId, subject: title, detail })
  })
}
