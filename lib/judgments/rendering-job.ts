import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/job'
import { enqueue } from '@/lib/jobs/queue'
import { wakeWorker } from '@/lib/jobs/wake'
import { renderOpenStudies, renderStudy, renderUpload } from './render-ahead'

/** The texts of a study, of the set that an upload went into, or of all studies in which somebody may judge. */
const Payload = z.object({ studyId: z.uuid().optional(), uploadId: z.uuid().optional() })
type Payload = z.output<typeof Payload>

/** Renders texts before anybody is shown them; until it has, the desk renders what is missing. */
export const renderingJob: Job<Payload> = {
  name: 'rendering',
  title: 'Rendering of texts',
  payload: Payload,
  atOnce: 1,
  retries: 3,
  run: async ({ studyId, uploadId }) => {
    if (studyId) await renderStudy(studyId)
    else if (uploadId) await renderUpload(uploadId)
    else await renderOpenStudies()
    return {}
  },
}

/** Asks for it, once for each thing at a time. */
export async function requestRendering(what: Payload): Promise<void> {
  await db.$transaction((tx) => enqueue(tx, renderingJob, what, what.studyId ?? what.uploadId ?? 'all'))
  wakeWorker()
}
