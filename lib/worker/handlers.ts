import 'server-only'
import { analysisJob } from '@/lib/analysis/analysis-job'
import { pushJob } from '@/lib/formats/hub/push-job'
import type { Job } from '@/lib/jobs/job'
import { renderingJob, requestRendering } from '@/lib/judgments/rendering-job'
import { mailJob } from '@/lib/mail/mail-job'
import { rehearsalJob } from '@/lib/rehearsals/rehearsal-job'
import { reportJob } from '@/lib/reports/report-job'
import { runJob } from '@/lib/runs/run-job'
import { openingJob } from '@/lib/studies/opening-job'
import { importJob } from '@/lib/uploads/import-job'
import { importPairsJob } from '@/lib/uploads/judgments/import-pairs-job'
import { importStudyJob } from '@/lib/uploads/judgments/import-study-job'
import { webhookJob } from '@/lib/webhooks/webhook-job'

/** What annotators will be shown of it is rendered as soon as the job is done. */
function thenRendered<P extends { studyId?: string; uploadId?: string }>(job: Job<P>): Job<P> {
  return {
    ...job,
    run: async (payload, run) => {
      const output = await job.run(payload, run)
      const { studyId, uploadId } = payload
      await requestRendering({ studyId, uploadId })
      return output
    },
  }
}

/** Every kind of job that this release knows. */
export const JOBS = [
  thenRendered(openingJob),
  rehearsalJob,
  thenRendered(importJob),
  importStudyJob,
  importPairsJob,
  renderingJob,
  analysisJob,
  runJob,
  pushJob,
  reportJob,
  webhookJob,
  mailJob,
] as unknown as readonly Job<object>[]
