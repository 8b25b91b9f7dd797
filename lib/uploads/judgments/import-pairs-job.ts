import 'server-only'
import { z } from 'zod'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { findAsker } from '@/lib/jobs/actor'
import type { Job } from '@/lib/jobs/job'
import { importPairs } from './import-pairs'
import { PairsInput } from './schema'

const Payload = PairsInput.extend({ actorId: z.uuid() })
type Payload = z.output<typeof Payload>

/** What the job answers. */
export const ImportedInto = z.object({ promptSetId: z.uuid() })

/** Writes prompts and responses of reviewed files of pairs into a prompt set. */
export const importPairsJob: Job<Payload> = {
  name: 'import-pairs',
  title: 'Import of pairs',
  payload: Payload,
  atOnce: 1,
  retries: 5,
  run: async ({ actorId, ...input }, { tell }) => {
    const access = authorizeActorSite(await findAsker(actorId), 'imports:manage')
    const { promptSetId } = await db.studyImport.findUniqueOrThrow({
      where: { id: input.importId },
      select: { promptSetId: true },
    })
    // A process that ended right after the import could not say so.
    return promptSetId === null ? importPairs(access, input, tell) : { promptSetId }
  },
}
