import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { ANALYSIS_STEPS } from './analyse'
import { COMPUTED_NOW } from './data-version'
import { type AnalysisState, kindOf, readAnalysis, requireDone, requirePresent } from './read-analysis'

async function makeJudged() {
  const names = [`one ${randomUUID()}`, `two ${randomUUID()}`] as const
  const study = await writeStudy(names)
  const annotator = await study.addAnnotator({ group: 'crowd' })
  const judge = () => study.judge(annotator, names)
  for (let k = 0; k < 3; k++) await judge()
  const access = await grantAdmin(study.studyId, 'study:results')
  const ask = (patience = 60_000) => readAnalysis(access, 'Question 0', patience)
  return { studyId: study.studyId, judge, ask }
}

const judgmentsOf = (state: AnalysisState) => requireDone(state).analysis.strengths.judgments

test('the latest numbers are given while newer judgments are counted, and not as if they were of now', async () => {
  const { studyId, judge, ask } = await makeJudged()
  const first = requirePresent(await ask())
  const others = { studyId, kind: kindOf('Question 0'), version: `${COMPUTED_NOW}somebody is at it` }
  await db.analysisRun.create({ data: { ...others, done: 3, total: 9 } })
  await judge()
  const state = await ask()
  expect(state).toEqual({ ...first, behind: { state: 'running', done: 3, total: 9 } })
  expect(() => requirePresent(state)).toThrow('being computed')
  expect(await db.analysisRun.count({ where: { studyId } })).toBe(2)

  // Whoever was at it failed: the next who asks begins anew, and its older ones go when it is done.
  await db.analysisRun.updateMany({ where: others, data: { problem: 'It ended.' } })
  expect(judgmentsOf(await ask())).toBe(4)
  const left = await db.analysisRun.findMany({ where: { studyId } })
  expect(left).toMatchObject([{ done: ANALYSIS_STEPS, problem: null }])
})

test('what failed is said beside the latest numbers; what an earlier release kept is not taken for one', async () => {
  const { studyId, judge, ask } = await makeJudged()
  const first = requirePresent(await ask())
  await judge()
  expect((await ask(0)).state).toBe('done')
  const isThere = async () => judgmentsOf(await ask(0))
  await expect.poll(isThere, { timeout: 60_000 }).toBe(4)
  const present = requirePresent(await ask())
  const run = { studyId, kind: kindOf('Question 0') }
  await db.analysisRun.updateMany({ where: { ...run, version: present.version }, data: { version: first.version } })
  await db.analysisRun.create({ data: { ...run, version: present.version, problem: 'It ended.' } })
  expect(await ask()).toMatchObject({ version: first.version, behind: { state: 'failed', problem: 'It ended.' } })
  await db.analysisRun.updateMany({ where: { ...run, version: first.version }, data: { version: '4 of old' } })
  expect(await ask()).toEqual({ state: 'failed', problem: 'It ended.' })
})

test('a run that comes late leaves alone what is of newer data than its own', async () => {
  const { studyId, ask } = await makeJudged()
  const run = { studyId, kind: kindOf('Question 0') }
  expect((await ask(0)).state).toBe('running')
  const later = { ...run, version: `${COMPUTED_NOW}later`, startedAt: new Date(Date.now() + 60_000), result: {} }
  const before = { ...run, version: `${COMPUTED_NOW}before`, startedAt: new Date(Date.now() - 60_000), result: {} }
  await db.analysisRun.createMany({ data: [later, before] })
  const versions = async () => (await db.analysisRun.findMany({ where: run })).map(({ version }) => version)
  await expect.poll(versions, { timeout: 60_000 }).not.toContain(before.version)
  expect(await versions()).toHaveLength(2)
  expect(await versions()).toContain(later.version)
})
