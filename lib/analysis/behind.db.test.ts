import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/queue'
import { readLatest } from '@/lib/jobs/state'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { analysisJob, analysisKey, kindOf } from './analysis-job'
import { COMPUTED_NOW, dataVersion } from './data-version'
import { type AnalysisState, readAnalysis, requireComparisons, requireDone, requirePresent } from './read-analysis'

workHere()

async function makeJudged() {
  const names = [`one ${randomUUID()}`, `two ${randomUUID()}`] as const
  const study = await writeStudy(names)
  const annotator = await study.addAnnotator({ group: 'crowd' })
  const judge = () => study.judge(annotator, names)
  for (let k = 0; k < 3; k++) await judge()
  const access = await grantAdmin(study.studyId, 'study:results')
  const ask = (patience = 60_000) => readAnalysis(access, 'Question 0', patience)
  return { study, studyId: study.studyId, judge, ask }
}

const judgmentsOf = (state: AnalysisState) => requireComparisons(requireDone(state)).analysis.strengths.judgments

test('the latest numbers are given while newer judgments are counted, and not as if they were of now', async () => {
  const { study, studyId, judge, ask } = await makeJudged()
  const first = requirePresent(await ask())
  const held = await study.holdAnalysis()
  await judge()
  const state = await ask()
  expect(state).toEqual({ ...first, behind: { state: 'running', done: 3, total: 9 } })
  expect(() => requirePresent(state)).toThrow('being computed')
  expect(await db.analysisRun.count({ where: { studyId } })).toBe(1)

  // Whoever was at it is gone: the next who asks begins anew, and older ones go when it is done.
  await held.release()
  expect(judgmentsOf(await ask())).toBe(4)
  expect(await db.analysisRun.count({ where: { studyId } })).toBe(1)
})

/** As if the analysis of the present data had failed for good. */
async function failNow(studyId: string): Promise<void> {
  const payload = { studyId, criterion: 'Question 0', version: await dataVersion(studyId), actorId: randomUUID() }
  const key = analysisKey(studyId, 'Question 0')
  const id = await db.$transaction((tx) => enqueue(tx, analysisJob, payload, key))
  await expect.poll(async () => (await readLatest(analysisJob, key))?.state, { timeout: 30_000 }).toBe('failed')
  expect((await readLatest(analysisJob, key))?.id).toBe(id)
}

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
