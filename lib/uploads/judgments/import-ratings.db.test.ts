import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import { exportRows } from '@/lib/exports/export-judgments'
import { parseExported } from '@/lib/records/exported-judgment'
import { chunksOf, importAccess, jsonLines } from '../testing'
import { importStudy } from './import-study'
import { reviewJudgments } from './review-judgments'
import { FinishedStudyInput } from './schema'
import { stageJudgments } from './stage-judgments'

const grade = (model: string, question: number, turn: number, score: number) => ({
  ...{ question_id: question, model, judge: ['gpt-4', turn === 1 ? 'single-v1' : 'single-v1-multi-turn'] },
  ...{ user_prompt: 'Zip?', judgment: `Good. [[${score}]]`, score, turn, tstamp: 1_687_000_000 + question },
})

test('grades of single answers become a closed study of ratings; a grade that is none is left out', async () => {
  const rows = [
    grade('Heron', 81, 1, 7),
    grade('Heron', 81, 2, 4),
    grade('Quill', 81, 1, 10),
    grade('Quill', 82, 1, -1),
  ]
  const access = await importAccess()
  const importId = await stageJudgments(access, { filename: 'gpt-4_single.jsonl' }, chunksOf(jsonLines(rows)))
  const review = await reviewJudgments(access, importId)
  expect(review).toMatchObject({
    ...{ isOfRatings: true, focals: [], systems: ['Heron', 'Quill'], counts: [{ problem: 'unparsed', count: 1 }] },
    totals: { judgments: 3, prompts: 1, pairs: 0, annotators: 1, repeats: 0 },
    groups: [{ name: 'gpt-4', kind: 'LLM' }],
  })
  const asked = { importId, title: 'Grades', set: 'Grades', repeats: 'earliest', leaveOutProblems: true }
  await expect(importStudy(access, FinishedStudyInput.parse({ ...asked, focal: 'Heron' }))).rejects.toThrow(
    /none is focal/,
  )
  const { studyId } = await importStudy(access, FinishedStudyInput.parse(asked))

  const study = await db.study.findUniqueOrThrow({ where: { id: studyId }, include: { items: true, pairs: true } })
  expect(study).toMatchObject({ protocol: 'RATING', origin: 'IMPORTED', status: 'CLOSED', samples: 2, pairs: [] })
  expect(study.items.map(({ responseBId }) => responseBId)).toEqual([null, null, null])
  const design = await loadDesign(db, studyId)
  if (design.protocol !== 'RATING') throw new Error('It is one of ratings')
  expect(design.rated.systemIds).toHaveLength(2)
  expect(design.criteria[0]?.options.map(({ score }) => score)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(JSON.parse(study.protocolText ?? '')).toMatchObject({ rated: ['Heron', 'Quill'], counts: { judgments: 3 } })

  const { batches } = await exportRows(await authorizeActor(access.actor, studyId, 'study:export'))
  const exported = []
  for await (const batch of batches) exported.push(...batch.map(parseExported))
  expect(exported.map((row) => [row.modelA, row.promptId, row.score, row.sample])).toEqual([
    ['Heron', '81', 7, 0],
    ['Heron', '81', 4, 1],
    ['Quill', '81', 10, 0],
  ])
})
