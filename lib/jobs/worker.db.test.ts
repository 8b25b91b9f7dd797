import { randomUUID } from 'node:crypto'
import { afterEach, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { query } from '@/lib/testing/postgres'
import { cancelLive } from './cancel'
import type { Job, JobRun } from './job'
import { enqueue, findLive } from './queue'
import { readLatest } from './state'
import { Worker } from './worker'

const Payload = z.object({ text: z.string() })
type Payload = z.output<typeof Payload>

let workers: Worker[] = []
afterEach(async () => {
  for (const worker of workers) await worker.stop()
  workers = []
})

async function work(job: Job<Payload>): Promise<Worker> {
  const worker = new Worker([job as unknown as Job<object>])
  workers.push(worker)
  await worker.start()
  return worker
}

/** A kind of job of its own for each test, which remembers its runs. */
function makeJob(run: (nth: number, run: JobRun) => Promise<object>, retries = 2) {
  const runs: JobRun[] = []
  const name = `test-${randomUUID()}`
  const job: Job<Payload> = {
    ...{ name, title: 'A test', payload: Payload, atOnce: 1, retries },
    run: (_, given) => run(runs.push(given), given),
  }
  const ask = (key = 'it', payload: Payload = { text: 'do it' }) =>
    db.$transaction((tx) => enqueue(tx, job, payload, key))
  const state = async () => (await readLatest(job, 'it'))?.state
  const ends = (wanted: string) => expect.poll(state, { timeout: 30_000 }).toBe(wanted)
  return { job, runs, ask, state, ends }
}

/** Goes on until it is broken off. */
const untilAborted = ({ signal }: JobRun) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('a process that works keeps no dead row of the database from being vacuumed', async () => {
  const { job, ask, ends } = makeJob(async () => ({}))
  await work(job)
  await ask()
  await ends('finished')
  const rows = await db.$queryRaw`
    SELECT backend_xmin::text FROM pg_stat_activity WHERE application_name = 'worker' AND datname = current_database()`
  expect(rows).toEqual([{ backend_xmin: null }])
})

test('who asks for what is asked for already joins it, and a transaction that fails asks for nothing', async () => {
  const { job, runs, ask, ends } = makeJob(async () => ({ said: 'done' }))
  const ids = await Promise.all([ask(), ask(), ask()])
  expect(new Set(ids).size).toBe(1)
  const failing = db.$transaction(async (tx) => {
    await enqueue(tx, job, { text: 'never' }, 'other')
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await findLive(job, 'other')).toBeUndefined()
  await work(job)
  await ends('finished')
  expect(runs).toHaveLength(1)
  expect(await readLatest(job, 'it')).toMatchObject({ output: { said: 'done' } })
  expect(await ask()).not.toBe(ids[0])
})

test('what nobody expected is tried again; what somebody has to mend is not', async () => {
  const flaky = makeJob(async (nth) => {
    if (nth === 1) throw new RangeError('by chance')
    return {}
  })
  await flaky.ask()
  await work(flaky.job)
  await flaky.ends('finished')
  expect(flaky.runs).toHaveLength(2)
  const refused = makeJob(async () => {
    throw new AppError('study_incomplete', { message: 'A response is missing.' })
  })
  await refused.ask()
  await work(refused.job)
  await refused.ends('failed')
  expect(refused.runs).toHaveLength(1)
  expect(await readLatest(refused.job, 'it')).toMatchObject({
    problem: { code: 'study_incomplete', message: 'A response is missing.' },
  })
})

test('a payload of another release is not run, and says so', async () => {
  const { job, runs, ask, ends } = makeJob(async () => ({}))
  await ask('it', { words: 'do it' } as unknown as Payload)
  await work(job)
  await ends('failed')
  expect(runs).toEqual([])
})

test('a job that is cancelled is broken off, and stays so', async () => {
  const { job, runs, ask, ends, state } = makeJob((_, run) => untilAborted(run))
  await ask()
  await work(job)
  await ends('running')
  await cancelLive(job, 'it')
  expect(await state()).toBe('cancelled')
  expect(runs.map(({ signal }) => signal.aborted)).toEqual([true])
  expect(await db.jobRun.count()).toBe(0)
})

test('a worker that stops hands its job to the next, as if nobody had begun it', async () => {
  const { job, runs, ask, ends } = makeJob((nth, run) => (nth === 1 ? untilAborted(run) : Promise.resolve({})), 0)
  await ask()
  const first = await work(job)
  await ends('running')
  await first.stop()
  workers = []
  await ends('waiting')
  await work(job)
  await ends('finished')
  expect(runs).toHaveLength(2)
})

test('a worker that loses its way to the database breaks off, and its job is begun again', async () => {
  const { job, runs, ask, ends } = makeJob((nth, run) => (nth === 1 ? untilAborted(run) : Promise.resolve({})))
  await ask()
  await work(job)
  await ends('running')
  const admin = inject('adminUrl')
  const [{ name } = { name: '' }] = await db.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
  await query(
    admin,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'worker' AND datname = '${name}'`,
  )
  await ends('finished')
  expect(runs.map(({ signal }) => signal.aborted)).toEqual([true, false])
})
