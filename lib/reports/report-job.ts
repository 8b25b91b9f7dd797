import 'server-only'
import { z } from 'zod'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { findAsker } from '@/lib/jobs/actor'
import type { Job } from '@/lib/jobs/job'
import { makeReport } from './make-report'
import { ReportInput } from './schema'

const Payload = ReportInput.extend({ reportId: z.uuid(), actorId: z.uuid() })
export type ReportPayload = z.output<typeof Payload>

/** Makes a report. */
export const reportJob: Job<ReportPayload> = {
  name: 'report',
  title: 'Making of a report',
  payload: Payload,
  atOnce: 1,
  retries: 3,
  run: async ({ actorId, reportId, ...input }, run) => {
    const access = authorizeActorSite(await findAsker(actorId), 'studies:list')
    // A process that ended right after it had made it could not say so.
    if ((await db.report.count({ where: { id: reportId } })) === 0)
      await makeReport(access, { ...input, id: reportId }, run)
    return { reportId }
  },
}
