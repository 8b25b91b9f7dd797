import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analyseRated, type RatedAnalysis } from '@/lib/analysis/analyse'
import { readAnalysis, requirePresent } from '@/lib/analysis/read-analysis'
import { db } from '@/lib/db/client'
import { exportRows } from '@/lib/exports/export-judgments'
import { jsonlChunks } from '@/lib/http/stream'
import { RatingGatherer } from '@/lib/ratings/gather-ratings'
import { readExport } from '@/lib/records/read-export'
import { addModel, rateByModel } from '@/lib/testing/judged-by-model'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { grantAdmin } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'

workHere()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-rated-judges-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the pages rest on; what the exported file comes to is the same, to the last digit. */
async function analysisOf(studyId: string): Promise<RatedAnalysis> {
  const { question } = await db.criterion.findFirstOrThrow({ where: { studyId, position: 0 } })
  const { analysis } = requirePresent(await readAnalysis(await grantAdmin(studyId, 'study:results'), question, 60_000))
  const file = path.join(folder, 'judgments.jsonl')
  let text = ''
  for await (const chunk of jsonlChunks((await exportRows(await grantAdmin(studyId, 'study:export'))).batches))
    text += chunk
  await writeFile(file, text)
  const gatherer = new RatingGatherer(question)
  for await (const row of readExport(file)) gatherer.add(row)
  expect(JSON.parse(JSON.stringify(analyseRated(gatherer.finish())))).toEqual(JSON.parse(JSON.stringify(analysis)))
  return analysis as RatedAnalysis
}

test('models that join a closed rating study stand apart, one without a rating among them, and move no number', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 8, systems: 2, overlap: 2 })
  await judgeRatings(studyId)
  const codes = ['FAIL', 'PASS', 'EXCELLENT']
  const says =
    (shift: number) =>
    ({ nth }: { nth: number }) =>
      nth === 3 ? null : (codes[(nth + shift) % 3] as string)
  await rateByModel(studyId, await addModel(studyId, { code: 'G01', model: 'early' }), says(0))
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  const before = await analysisOf(studyId)
  expect(before.judges?.habits.map(({ code, answered }) => [code, answered])).toEqual([['G01', 15]])

  const late = (code: string, model: string) => addModel(studyId, { code, model, group: 'Late', exploratory: true })
  await rateByModel(studyId, await late('H01', 'later'), says(1))
  await rateByModel(studyId, await late('H02', 'silent'), () => null)
  const after = await analysisOf(studyId)
  const { judges, account, ...rest } = after
  const { judges: judgesBefore, account: accountBefore, ...restBefore } = before
  expect(rest).toEqual(restBefore)
  expect(account.leftOut).toEqual({ ...accountBefore.leftOut, exploratory: 15 })
  expect(judges).toMatchObject({ margin: judgesBefore?.margin, people: judgesBefore?.people })
  expect(judges?.worth.slice(0, -1)).toEqual(judgesBefore?.worth)
  expect(judges?.worth.at(-1)).toMatchObject({ code: 'H01', model: 'later (exploratory)', items: 15 })
  expect(judges?.habits.slice(0, -2)).toEqual(judgesBefore?.habits)
  expect(judges?.habits.slice(-2)).toMatchObject([
    { code: 'H01', model: 'later (exploratory)', answered: 15, outcomes: { refused: 1 } },
    { code: 'H02', model: 'silent (exploratory)', answered: 0, outcomes: { refused: 16 }, noVerdict: { share: 1 } },
  ])
})
