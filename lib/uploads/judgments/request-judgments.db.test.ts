import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { workHere } from '@/lib/worker/testing'
import { chunksOf, importAccess, jsonLines } from '../testing'
import { listWaitingImports } from './find-import'
import { importPairsJob } from './import-pairs-job'
import { importStudyJob } from './import-study-job'
import { reportJudgmentProblems } from './list-judgment-problems'
import { readPairsImport, readStudyImport, requestPairsImport, requestStudyImport } from './request-judgments'
import { reviewJudgments } from './review-judgments'
import { FinishedStudyInput } from './schema'
import { stageJudgments } from './stage-judgments'

workHere()

const vote = (judge: string, winner: string, others = ['Heron', 'Quill']) => ({
  ...{ question_id: 1, model_a: others[0], model_b: others[1], winner, judge },
})
const stage = async (rows: readonly object[]) =>
  stageJudgments(await importAccess(), { filename: 'votes.jsonl' }, chunksOf(jsonLines(rows)))
const inputOf = (importId: string, more: object = {}) =>
  FinishedStudyInput.parse({ importId, title: 'Zips', set: importId, repeats: 'earliest', ...more })

test('a job makes the study once, however often it is asked and begun', async () => {
  const access = await importAccess()
  const importId = await stage([vote('expert_1', 'tie'), vote('bot_1', 'model_a')])
  expect((await listWaitingImports(access)).map(({ id }) => id)).toContain(importId)
  const input = inputOf(importId, { models: ['bot'] })
  const { studyId } = await requestStudyImport(access, input)
  const groups = await db.annotatorGroup.findMany({ where: { studyId: studyId ?? '' }, orderBy: { name: 'asc' } })
  expect(groups.map(({ name, kind }) => [name, kind])).toEqual([
    ['bot', 'LLM'],
    ['expert', 'HUMAN'],
  ])
  expect((await readStudyImport(access, importId))?.state).toBe('finished')
  await expect(requestStudyImport(access, input)).rejects.toMatchObject({ code: 'upload_settled' })
  const signal = new AbortController().signal
  const again = await importStudyJob.run({ ...input, actorId: access.actor.id }, { signal, tell: () => undefined })
  expect(again).toEqual({ studyId })
  expect(await db.study.count({ where: { origin: 'IMPORTED', promptSet: { name: importId } } })).toBe(1)
})

test('what stands in its way is said, and nothing of it is written; what breaks it off leaves it waiting', async () => {
  const access = await importAccess()
  const importId = await stage([vote('expert_1', 'tie'), vote('expert_2', 'perhaps')])
  await expect(requestStudyImport(access, inputOf(importId))).rejects.toThrow(/one row has a problem/)
  expect(await readStudyImport(access, importId)).toMatchObject({ state: 'failed' })
  const stopped = new Error('stopped')
  const tell = () => {
    throw stopped
  }
  const payload = { ...inputOf(importId, { leaveOutProblems: true }), actorId: access.actor.id }
  await expect(importStudyJob.run(payload, { signal: new AbortController().signal, tell })).rejects.toBe(stopped)
  expect((await reviewJudgments(access, importId)).status).toBe('STAGED')
  expect(await db.promptSet.count({ where: { name: importId } })).toBe(0)
  const reported = []
  for await (const rows of reportJudgmentProblems(access, importId)) reported.push(...rows)
  expect(reported).toMatchObject([{ file: 'votes.jsonl', line: 2, problem: 'unparsed', what: 'Verdict that is none' }])
})

test('a system that each pair has may be the focal one', async () => {
  const importId = await stage([vote('a', 'tie'), vote('a', 'tie', ['Wren', 'Heron'])])
  expect((await reviewJudgments(await importAccess(), importId)).focals).toEqual(['Heron'])
})

test('pairs are written once by a job, which leaves nothing of those it cannot take', async () => {
  const access = await importAccess()
  const pair = { prompt: 'Zip?', model_a: 'Heron', model_b: 'Quill', response_a: 'Wax.', response_b: 'Oil.' }
  const rows = [pair, { ...pair, response_b: '' }]
  const pairs = { filename: 'pairs.jsonl', holds: 'PAIRS' } as const
  const importId = await stageJudgments(access, pairs, chunksOf(jsonLines(rows)))
  const input = { importId, set: `Pairs ${importId}`, leaveOutProblems: false }
  await expect(requestPairsImport(access, input)).rejects.toThrow(/one row has a problem/)
  expect(await readPairsImport(access, importId)).toMatchObject({ state: 'failed' })
  expect(await db.promptSet.count({ where: { name: input.set } })).toBe(0)
  const taken = { ...input, leaveOutProblems: true }
  const { promptSetId } = await requestPairsImport(access, taken)
  expect(await db.systemResponse.count({ where: { promptSetId: promptSetId ?? '' } })).toBe(2)
  await expect(requestPairsImport(access, taken)).rejects.toMatchObject({ code: 'upload_settled' })
  const signal = new AbortController().signal
  const again = await importPairsJob.run({ ...taken, actorId: access.actor.id }, { signal, tell: () => undefined })
  expect(again).toEqual({ promptSetId })
})
