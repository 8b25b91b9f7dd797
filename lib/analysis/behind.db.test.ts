import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { workHere } from '@/lib/worker/testing'
import { requirePresent } from './read-analysis'
import { judgmentsOf, makeJudged } from './testing'

workHere()

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
