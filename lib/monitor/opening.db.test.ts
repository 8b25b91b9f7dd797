import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db, inTransaction } from '@/lib/db/client'
import { findLive } from '@/lib/jobs/queue'
import { waitForJob } from '@/lib/jobs/state'
import { openingJob } from '@/lib/studies/opening-job'
import { requestOpening } from '@/lib/studies/request-opening'
import { makeDraft } from '@/lib/testing/fixtures'
import { workHere } from '@/lib/worker/testing'
import { readFailedOpening, readOpening } from './read-opening'

workHere()

test('an opening is told from when it was asked for until it has ended', async () => {
  const { studyId, researcher } = await makeDraft()
  const access = await authorizeActor(researcher, studyId, 'study:run')
  const reader = await authorizeActor(researcher, studyId, 'study:read')
  expect(await readOpening(reader)).toBeNull()
  await inTransaction(async (client) => {
    // The opening waits for this row.
    await client.query('SELECT FROM "Study" WHERE id = $1 FOR UPDATE', [studyId])
    const asked = requestOpening(access)
    await expect.poll(() => readOpening(reader)).toEqual({ written: 0, total: 0 })
    await db.jobRun.updateMany({ data: { done: 120, total: 300 } })
    await expect.poll(() => readOpening(reader)).toEqual({ written: 120, total: 300 })
    await client.query('COMMIT')
    expect(await asked).toMatchObject({ isOpen: true })
    await client.query('BEGIN')
  })
  expect(await readOpening(reader)).toBeNull()
  expect(await db.study.findUniqueOrThrow({ where: { id: studyId } })).toMatchObject({ status: 'OPEN' })
})

test('many who ask at once get one opening', async () => {
  const { studyId, researcher } = await makeDraft()
  const access = await authorizeActor(researcher, studyId, 'study:run')
  const answers = await Promise.all([1, 2, 3, 4].map(() => requestOpening(access)))
  expect(answers).toMatchObject(Array(4).fill({ isOpen: true }))
  expect(await db.auditEntry.count({ where: { studyId, action: 'study.open' } })).toBe(1)
  await expect(requestOpening(access)).rejects.toMatchObject({ code: 'study_frozen' })
})

test('why a study was not opened is told to who asked, and to who looks later', async () => {
  const { studyId, researcher, promptSet } = await makeDraft()
  await db.systemResponse.deleteMany({ where: { promptSetId: promptSet.id, systemId: promptSet.systems[0]?.id } })
  const access = await authorizeActor(researcher, studyId, 'study:run')
  await expect(requestOpening(access)).rejects.toMatchObject({ code: 'study_incomplete' })
  expect(await findLive(openingJob, studyId)).toBeUndefined()
  expect(await waitForJob(openingJob, studyId, 0)).toMatchObject({ state: 'failed' })
  const reader = await authorizeActor(researcher, studyId, 'study:read')
  expect((await readFailedOpening(reader))?.why).toMatch(/^The study cannot open yet/)
})
