import 'server-only'
import { z } from 'zod'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findAsker } from '@/lib/jobs/actor'
import type { Job } from '@/lib/jobs/job'
import { openStudy } from './open-study'

const Payload = z.object({ studyId: z.uuid(), actorId: z.uuid() })
type Payload = z.output<typeof Payload>

/** Opens a draft. */
export const openingJob: Job<Payload> = {
  name: 'opening',
  title: 'Opening of a study',
  payload: Payload,
  atOnce: 1,
  retries: 5,
  run: async ({ studyId, actorId }, { tell }) => {
    const access = await authorizeActor(await findAsker(actorId), studyId, 'study:run')
    const study = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { status: true } })
    // A process that ended right after it had opened the study could not say so.
    if (study.status !== 'DRAFT') return {}
    await openStudy(access, tell).catch((error) => {
      // Somebody was faster; it is open.
      if (!(error instanceof AppError && error.code === 'study_frozen')) throw error
    })
    return {}
  },
}
