import 'server-only'
import { z } from 'zod'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { findAsker } from '@/lib/jobs/actor'
import type { Job } from '@/lib/jobs/job'
import { importStudy } from './import-study'
import { FinishedStudyInput } from './schema'

const Payload = FinishedStudyInput.extend({ actorId: z.uuid() })
type Payload = z.output<typeof Payload>

/** What the job answers. */
export const ImportedStudy = z.object({ studyId: z.uuid() })

/** Makes a closed study of files of judgments that were reviewed. */
export const importStudyJob: Job<Payload> = {
  name: 'import-study',
  title: 'Import of a finished study',
  payload: Payload,
  atOnce: 1,
  retries: 5,
  run: async ({ actorId, ...input }, { tell }) => {
    const access = authorizeActorSite(await findAsker(actorId), 'imports:manage')
    const { studyId } = await db.studyImport.findUniqueOrThrow({
      where: { id: input.importId },
      select: { studyId: true },
    })
    // A process that ended right after the import could not say so.
    return studyId === null ? importStudy(access, input, tell) : { studyId }
  },
}
