import { createReadStream, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { exportRows } from '@/lib/exports/export-judgments'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { type ExportedJudgment, parseExported } from '@/lib/records/exported-judgment'
import { importStudy } from '@/lib/uploads/judgments/import-study'
import { reviewJudgments } from '@/lib/uploads/judgments/review-judgments'
import { FinishedStudyInput } from '@/lib/uploads/judgments/schema'
import { stageJudgments } from '@/lib/uploads/judgments/stage-judgments'
import { importAccess } from '@/lib/uploads/testing'
import { pandalmFigures, tuluFigures, vicunaFigures } from './published'
import { hasRealData, REAL_DATA } from './rows'

if (!hasRealData) console.warn(`Imports of real data are SKIPPED: there is no ${REAL_DATA}.`)
const onRealData = test.skipIf(!hasRealData)

type Wanted = Partial<FinishedStudyInput> & { title: string; repeats: FinishedStudyInput['repeats'] }

/** Brings in files of published data as people would. */
async function bring(files: readonly string[], wanted: Wanted) {
  const access = await importAccess()
  let importId: string | undefined
  for (const file of files) {
    const bytes = createReadStream(path.join(REAL_DATA, file))
    importId = await stageJudgments(access, { filename: path.basename(file), importId }, bytes)
  }
  const review = await reviewJudgments(access, importId as string)
  const input = FinishedStudyInput.parse({ importId, set: wanted.title, leaveOutProblems: true, ...wanted })
  const { studyId } = await importStudy(access, input)
  return { review, studyId, rows: await rowsOf(studyId) }
}

async function rowsOf(studyId: string): Promise<ExportedJudgment[]> {
  const { actor } = await importAccess()
  const { batches } = await exportRows(await authorizeActor(actor, studyId, 'study:export'))
  const rows: ExportedJudgment[] = []
  for await (const batch of batches) rows.push(...batch.map(parseExported))
  return rows
}

onRealData('tulu: shares by the earliest judgment, agreement, and what was recorded', async () => {
  const file = 'tulu-human-eval/eval_annotations_tulu_1.derived.jsonl'
  const { review, studyId, rows } = await bring([file], { title: 'Tulu', repeats: 'latest', focal: 'tulu_65B' })
  expect(review.totals).toMatchObject({ judgments: 1150, repeats: 9, annotators: 16, pairs: 3, prompts: 332, sided: 0 })
  const times = (raw: string) => review.verdicts.find((one) => one.criterion === 0 && one.raw === raw)?.count
  const scale = ['a-is-better', 'a-is-slightly-better', 'tie', 'b-is-slightly-better', 'b-is-better']
  expect(scale.map(times)).toEqual([188, 235, 376, 191, 160])

  const { actor } = await importAccess()
  const result = await winTieLoss(await authorizeActor(actor, studyId, 'study:results'), { rule: 'earliest' })
  const chatgpt = result.rows.find(({ other }) => other === 'chatgpt')
  const shares = [chatgpt?.win, chatgpt?.tie, chatgpt?.loss].map((share) => (100 * (share?.share ?? 0)).toFixed(1))
  expect(shares).toEqual(['27.7', '33.1', '39.2'])
  const same = await tuluFigures(rows)
  expect(same.shares).toEqual(shares)
  expect(same.rates.map(({ wins, ties, losses }) => [wins, ties, losses])).toEqual(
    result.rows.map(({ wins, ties, losses }) => [wins, ties, losses]),
  )
  expect(same.tieDiscounted).toBeCloseTo(0.7149, 4)
  expect(same.alpha).toBeCloseTo(0.3592, 4)
})

onRealData('pandalm: kappas, majorities and the table of wins', async () => {
  const { review, rows } = await bring(['pandalm/testset-v1.json'], { title: 'PandaLM', repeats: 'earliest' })
  expect(review.totals).toMatchObject({ judgments: 2997, repeats: 0, annotators: 3, pairs: 10, prompts: 170 })
  const { kappas, llama, ties } = await pandalmFigures(rows)
  expect(kappas).toEqual(['0.85', '0.88', '0.86'])
  expect(llama).toEqual([
    [72, 28, 11],
    [80, 24, 6],
    [71, 24, 11],
    [58, 27, 9],
  ])
  expect(ties).toBe(105)
})

onRealData('vicuna80: 56 files are one study; sides, consistency and Elo', async () => {
  const folder = 'vicuna80-gpt4/judgments'
  const files = hasRealData ? readdirSync(path.join(REAL_DATA, folder)).sort() : []
  const { review, rows } = await bring(
    files.map((file) => `${folder}/${file}`),
    { title: 'Vicuna 80', repeats: 'all' },
  )
  expect([review.totals.judgments, review.counts]).toEqual([4467, [{ problem: 'unparsed', count: 13 }]])
  const { sides, sideless, consistency, farthestElo } = await vicunaFigures(rows)
  expect([sides, sideless, consistency]).toEqual([[56, 30, 13], 0, '61.4'])
  expect(farthestElo).toBeLessThan(1.5)
})
