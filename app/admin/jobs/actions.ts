'use server'

import { action } from '@/lib/server/action'
import { cancelJob, JobInput, retryJob } from '@/lib/worker/decide-job'

/** Begins a job again that failed or was cancelled. */
export const retry = action({ input: JobInput, needs: 'jobs:manage' }, retryJob)

/** Cancels a job that waits or is under way. */
export const cancel = action({ input: JobInput, needs: 'jobs:manage' }, cancelJob)
