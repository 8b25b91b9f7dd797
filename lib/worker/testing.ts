import { afterAll, beforeAll } from 'vitest'
import { Worker } from '@/lib/jobs/worker'
import { JOBS } from './handlers'

/** Works at the jobs of a test file, as a process of the app does. */
export function workHere(): void {
  const worker = new Worker(JOBS)
  beforeAll(() => worker.start())
  afterAll(() => worker.stop())
}
