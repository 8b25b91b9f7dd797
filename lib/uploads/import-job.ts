import 'server-only'
import { z } from 'zod'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { findAsker } from '@/lib/jobs/actor'
import type { Job } from '@/lib/jobs/job'
import { importUpload } from './import-upload'
import { ImportInput, ImportOutcome } from './schema'

const Payload = ImportInput.extend({ actorId: z.uuid() })
type Payload = z.output<typeof Payload>

/** Imports a reviewed upload. */
export const importJob: Job<Payload> = {
  name: 'import',
  title: 'Import of an upload',
  payload: Payload,
  atOnce: 1,
  retries: 5,
  run: async ({ actorId, ...input }, { tell }) => {
    const access = authorizeActorSite(await findAsker(actorId), 'uploads:manage')
    const { status, outcome } = await db.upload.findUniqueOrThrow({
      where: { id: input.uploadId },
      select: { status: true, outcome: true },
    })
    // A process that ended right after the import could not say so.
    if (status === 'IMPORTED') return ImportOutcome.parse(outcome)
    return importUpload(access, input, tell)
  },
}
