import 'server-only'
import { AppError } from '@/lib/errors'
import type { JobName } from '@/lib/jobs/job'
import { asAppError, waitForJob } from '@/lib/jobs/state'

/** Most files are in before anybody would see that they are not. */
const PATIENCE_MS = 8000

/**
 * Waits a while for an import that was just asked for.
 * @returns what the job answers; null when it is still at it
 * @throws AppError whatever the import refuses; `conflict` when somebody cancelled it
 */
export async function awaitImport(
  job: JobName,
  key: string,
  patience = PATIENCE_MS,
): Promise<{ output: unknown } | null> {
  const state = await waitForJob(job, key, patience)
  if (state.state === 'failed') throw asAppError(state.problem)
  if (state.state === 'cancelled') throw new AppError('conflict', { message: 'Somebody cancelled the import.' })
  return state.state === 'finished' ? { output: state.output } : null
}
