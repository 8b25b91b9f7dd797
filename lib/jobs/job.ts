import type { z } from 'zod'

/** What a job is given beside its payload. */
export type JobRun = {
  /** Aborted when somebody cancels the job, or this process has to stop. */
  signal: AbortSignal
  /**
   * Says how far the job is, for whoever watches it.
   * @throws what `signal` was aborted with
   */
  tell: (done: number, total: number) => void
}

/** A kind of work that outlives the request that asks for it. Defined beside what it does; `lib/worker/handlers.ts` lists all. */
export type Job<Payload extends object> = {
  /** Of its queue. */
  name: string
  /** What it is, in words, for the page of jobs. */
  title: string
  /** What it is told. By `studyId`, `uploadId` or `importId` the page of jobs finds what it is about. */
  payload: z.ZodType<Payload>
  /** How many of them a process works at at once. */
  atOnce: number
  /** How often it is begun again when its process ended, or something failed that nobody expected. */
  retries: number
  /**
   * Does it. What ran to its end before it was begun again is found done, and nothing is done twice.
   * @throws AppError with what whoever asked has to know: it is not tried again
   */
  run: (payload: Payload, run: JobRun) => Promise<object>
}

/** A kind of job as those who only ask about it know it. */
export type JobName<Payload = unknown> = { name: string; payload?: z.ZodType<Payload> }
