import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { boss } from './boss'
import { type Claimed, failJob, forgetRun, handBack, noteProgress } from './claim'
import type { Job } from './job'

const TELL_EVERY_MS = 500

/** Why a run is broken off. A job that was cancelled stays so; one whose process stops is for the next worker. */
export class BrokenOff extends Error {
  constructor(readonly why: 'cancelled' | 'stopping' | 'lost') {
    super(`broken off: ${why}`)
  }
}

/** Runs a job to its end and writes down which that was. Never throws. */
export async function runJob(job: Job<object>, { id, data }: Claimed, worker: number, signal: AbortSignal) {
  const progress = keepTelling(id, worker, signal)
  try {
    const output = await job.run(job.payload.parse(data), { signal, tell: progress.tell })
    await boss().complete(job.name, id, output)
  } catch (error) {
    await settle(job, id, error, signal).catch((err) => log.warn({ err, job: job.name, id }, 'job not settled'))
  } finally {
    await progress.ended()
    await forgetRun(id, worker).catch(() => undefined)
  }
}

async function settle({ name }: Job<object>, id: string, error: unknown, signal: AbortSignal): Promise<void> {
  const why = signal.aborted && signal.reason instanceof BrokenOff ? signal.reason.why : null
  if (why === 'stopping') return handBack(id)
  // Who cancelled it has written so, and a lost one is begun again by whoever finds it.
  if (why) return
  if (error instanceof AppError) return failJob(name, id, error.toProblem(), true)
  log.error({ err: error, job: name, id }, 'job failed')
  const cause = error instanceof z.ZodError ? 'What it was told is not what it expects' : (error as Error).message
  const message = `Something went wrong that nobody expected: ${cause}`
  return failJob(name, id, { message }, error instanceof z.ZodError)
}

/** What a run says of how far it is, written down now and then. */
function keepTelling(id: string, worker: number, signal: AbortSignal) {
  let last = 0
  let writing: Promise<unknown> = Promise.resolve()
  return {
    tell: (done: number, total: number) => {
      signal.throwIfAborted()
      if (Date.now() - last < TELL_EVERY_MS) return
      last = Date.now()
      const write = () => noteProgress(id, worker, Math.min(done, total), total)
      // The work itself will tell when the database is gone.
      writing = writing.then(write).catch(() => undefined)
    },
    ended: () => writing,
  }
}
