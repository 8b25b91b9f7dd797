import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/queue'
import { readLatest } from '@/lib/jobs/state'
import { workHere } from '@/lib/worker/testing'
import { analysisJob, analysisKey, kindOf } from './analysis-job'
import { COMPUTED_NOW, dataVersion } from './data-version'
import { requirePresent } from './read-analysis'
import { judgmentsOf, makeJudged } from './testing'

workHere()

test('what failed is said beside the latest numbers; what an earlier release kept is not taken for one', async () => {
  const { studyId, judge, ask } = await makeJudged()
  const first = requirePresent(await ask())
  await judge()
  // Nobody with this id may see it.
  await failNow(studyId)
  const problem = expect.stringMatching(/could not be computed.*no account/)
  expect(await ask()).toEqual({ ...first, behind: { state: 'failed', problem } })
  await db.analysisRun.updateMany({ where: { studyId }, data: { version: '4 of old' } })
  expect(await ask()).toEqual({ state: 'failed', problem })
  // With other data it is tried again.
  await judge()
  expect(judgmentsOf(await ask())).toBe(5)
})

test('a run that comes late leaves alone what is of newer data than its own', async () => {
  const { studyId, ask } = await makeJudged()
  const run = { studyId, kind: kindOf('Question 0') }
  const later = { ...run, version: `${COMPUTED_NOW}later`, startedAt: new Date(Date.now() + 60_000), result: {} }
  const before = { ...run, version: `${COMPUTED_NOW}before`, startedAt: new Date(Date.now() - 60_000), result: {} }
  await db.analysisRun.createMany({ data: [later, before] })
  await ask()
  const versions = async () => (await db.analysisRun.findMany({ where: run })).map(({ version }) => version)
  await expect.poll(versions, { timeout: 60_000 }).not.toContain(before.version)
  expect(await versions()).toHaveLength(2)
  expect(await versions()).toContain(later.version)
})

/** As if the analysis of the present data had failed for good. */
async function failNow(studyId: string): Promise<void> {
  const payload = { studyId, criterion: 'Question 0', version: await dataVersion(studyId), actorId: randomUUID() }
  const key = analysisKey(studyId, 'Question 0')
  const id = await db.$transaction((tx) => enqueue(tx, analysisJob, payload, key))
  await expect.poll(async () => (await readLatest(analysisJob, key))?.state, { timeout: 30_000 }).toBe('failed')
  expect((await readLatest(analysisJob, key))?.id).toBe(id)
}
