import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/queue'
import { readLatest } from '@/lib/jobs/state'
import { Worker } from '@/lib/jobs/worker'
import { openingJob } from '@/lib/studies/opening-job'
import { requestOpening } from '@/lib/studies/request-opening'
import { makeActor, makeDraft } from '@/lib/testing/fixtures'
import { cancelJob, retryJob } from './decide-job'
import { JOBS } from './handlers'
import { listJobs } from './list-jobs'

const asAdmin = async () => authorizeActorSite(await makeActor('ADMIN'), 'jobs:manage')
const ask = ({ studyId, researcher }: Awaited<ReturnType<typeof makeDraft>>) =>
  db.$transaction((tx) => enqueue(tx, openingJob, { studyId, actorId: researcher.id }, studyId))
const stateOf = async (studyId: string) => (await readLatest(openingJob, studyId))?.state

/** Works until there is nothing left to do for now. */
async function work(until: () => Promise<unknown>): Promise<void> {
  const worker = new Worker(JOBS)
  await worker.start()
  await expect.poll(until, { timeout: 30_000 }).toBeTruthy()
  await worker.stop()
}

test('a job is cancelled while it waits, begun again, and done', async () => {
  const admin = await asAdmin()
  const draft = await makeDraft()
  const jobId = await ask(draft)
  expect((await listJobs(admin)).underWay).toMatchObject([
    { id: jobId, state: 'waiting', title: 'Opening of a study', studyId: draft.studyId, asker: draft.researcher.name },
  ])
  await expect(retryJob(admin, { jobId })).rejects.toMatchObject({ code: 'conflict' })
  await cancelJob(admin, { jobId })
  await expect(cancelJob(admin, { jobId })).rejects.toMatchObject({ code: 'conflict' })
  expect(await listJobs(admin)).toMatchObject({ underWay: [], ended: [{ id: jobId, state: 'cancelled' }] })
  await retryJob(admin, { jobId })
  await work(async () => (await stateOf(draft.studyId)) === 'finished')
  expect(await db.study.findUniqueOrThrow({ where: { id: draft.studyId } })).toMatchObject({ status: 'OPEN' })
  const acts = await db.auditEntry.findMany({ where: { action: { startsWith: 'job.' } }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action, studyId }) => [action, studyId])).toEqual([
    ['job.cancel', draft.studyId],
    ['job.retry', draft.studyId],
  ])
})

test('a failed job tells why, is tried again once mended, and not beside another', async () => {
  const admin = await asAdmin()
  const draft = await makeDraft()
  const gone = { promptSetId: draft.promptSet.id, systemId: draft.promptSet.systems[0]?.id }
  const responses = await db.systemResponse.findMany({ where: gone })
  await db.systemResponse.deleteMany({ where: gone })
  const jobId = await ask(draft)
  await work(async () => (await stateOf(draft.studyId)) === 'failed')
  const failed = (await listJobs(admin)).failed.find(({ id }) => id === jobId)
  expect(failed).toMatchObject({ tries: 1, cause: expect.stringContaining('The study cannot open yet') })
  const second = await ask(draft)
  await expect(retryJob(admin, { jobId })).rejects.toMatchObject({ code: 'conflict' })
  await cancelJob(admin, { jobId: second })
  for (const { id, promptId, promptSetId, systemId, digest } of responses)
    await db.systemResponse.create({
      data: { id, promptId, promptSetId, systemId, digest, messages: [{ role: 'assistant', content: 'Back.' }] },
    })
  await retryJob(admin, { jobId })
  await work(async () => (await db.study.count({ where: { id: draft.studyId, status: 'OPEN' } })) > 0)
})

test('whoever lost their account opens nothing by a job that waited', async () => {
  const draft = await makeDraft()
  await ask(draft)
  await db.user.update({ where: { id: draft.researcher.id }, data: { disabledAt: new Date() } })
  await work(async () => (await stateOf(draft.studyId)) === 'failed')
  expect(await readLatest(openingJob, draft.studyId)).toMatchObject({ problem: { code: 'forbidden' } })
  expect(await db.study.findUniqueOrThrow({ where: { id: draft.studyId } })).toMatchObject({ status: 'DRAFT' })
})

test('without a worker an opening waits, and is told to', async () => {
  const { studyId, researcher } = await makeDraft()
  const asked = requestOpening(await authorizeActor(researcher, studyId, 'study:run'))
  await expect.poll(() => stateOf(studyId)).toBe('waiting')
  await work(async () => (await stateOf(studyId)) === 'finished')
  expect(await asked).toMatchObject({ isOpen: true })
})
