import { createReadStream, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { groupMatrix, panelAgreement } from '@/lib/agreement/group-agreement'
import { ratedItems } from '@/lib/agreement/rated-items'
import { authorizeActor } from '@/lib/auth/access'
import { exportRows } from '@/lib/exports/export-judgments'
import { measureBias } from '@/lib/rankings/bias'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { type ExportedJudgment, parseExported } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { recompute } from '@/lib/records/recompute'
import { rng } from '@/lib/rng'
import { identityWeights } from '@/lib/stats/agreement-weights'
import { cohenKappa, crossTable } from '@/lib/stats/cohen-kappa'
import { onlineElo } from '@/lib/stats/online-elo'
import { importStudy } from '@/lib/uploads/judgments/import-study'
import { reviewJudgments } from '@/lib/uploads/judgments/review-judgments'
import { FinishedStudyInput } from '@/lib/uploads/judgments/schema'
import { stageJudgments } from '@/lib/uploads/judgments/stage-judgments'
import { adminAccess } from '@/lib/uploads/testing'
import { hasRealData, REAL_DATA, shortName } from './rows'

if (!hasRealData) console.warn(`Imports of real data are SKIPPED: there is no ${REAL_DATA}.`)
const onRealData = test.skipIf(!hasRealData)

type Wanted = Partial<FinishedStudyInput> & { title: string; repeats: FinishedStudyInput['repeats'] }

/** Brings in files of published data as people would. */
async function bring(files: readonly string[], wanted: Wanted) {
  const access = await adminAccess()
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
  const { actor } = await adminAccess()
  const { batches } = await exportRows(await authorizeActor(actor, studyId, 'study:export'))
  const rows: ExportedJudgment[] = []
  for await (const batch of batches) rows.push(...batch.map(parseExported))
  return rows
}

const counted = (rows: readonly ExportedJudgment[]) => rows.filter(({ leftOut }) => leftOut === null)

onRealData('tulu: shares by the earliest judgment, agreement, and what was recorded', async () => {
  const file = 'tulu-human-eval/eval_annotations_tulu_1.derived.jsonl'
  const { review, studyId, rows } = await bring([file], { title: 'Tulu', repeats: 'latest', focal: 'tulu_65B' })
  expect(review.totals).toMatchObject({ judgments: 1150, repeats: 9, annotators: 16, pairs: 3, prompts: 332, sided: 0 })
  const times = (raw: string) => review.verdicts.find((one) => one.criterion === 0 && one.raw === raw)?.count
  const scale = ['a-is-better', 'a-is-slightly-better', 'tie', 'b-is-slightly-better', 'b-is-better']
  expect(scale.map(times)).toEqual([188, 235, 376, 191, 160])

  const { actor } = await adminAccess()
  const result = await winTieLoss(await authorizeActor(actor, studyId, 'study:results'), { rule: 'earliest' })
  const chatgpt = result.rows.find(({ other }) => other === 'chatgpt')
  const shares = [chatgpt?.win, chatgpt?.tie, chatgpt?.loss].map((share) => (100 * (share?.share ?? 0)).toFixed(1))
  expect(shares).toEqual(['27.7', '33.1', '39.2'])
  const same = await recompute(toStream(rows), { rule: 'earliest' })
  expect(same.rows.map(({ wins, ties, losses }) => [wins, ties, losses])).toEqual(
    result.rows.map(({ wins, ties, losses }) => [wins, ties, losses]),
  )

  const input = await gatherColumns(counted(rows))
  const rated = ratedItems(input)
  const two = groupMatrix(input, { ...rated, items: rated.items.map((item) => item.slice(0, 2)) })[0]?.tieDiscounted
  expect(two?.defined && two.value.mean).toBeCloseTo(0.7149, 4)
  const alpha = panelAgreement(input, rated)[0]?.alphaNominal
  expect(alpha?.defined && alpha.value.value).toBeCloseTo(0.3592, 4)
})

onRealData('pandalm: kappas, majorities and the table of wins', async () => {
  const { review, rows } = await bring(['pandalm/testset-v1.json'], { title: 'PandaLM', repeats: 'earliest' })
  expect(review.totals).toMatchObject({ judgments: 2997, repeats: 0, annotators: 3, pairs: 10, prompts: 170 })
  const input = await gatherColumns(rows)
  const rated = ratedItems(input)
  const kappas = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([one = 0, other = 0]) => {
    const kappa = cohenKappa(crossTable(rated.items, one, other), identityWeights(3))
    return kappa.defined ? kappa.value.kappa.toFixed(2) : ''
  })
  expect(kappas).toEqual(['0.85', '0.88', '0.86'])
  const { rows: rates } = await recompute(toStream(rows), { rule: 'majority' })
  const llama = (against: string) => {
    const rate = rates.find((one) => [one.reference, one.other].sort().join() === ['llama-7b', against].sort().join())
    const own = rate?.reference === 'llama-7b' ? [rate.wins, rate.losses] : [rate?.losses, rate?.wins]
    return [...own, rate?.ties]
  }
  expect(['bloom-7b', 'cerebras-gpt-6.7B', 'opt-7b', 'pythia-6.9b'].map(llama)).toEqual([
    [72, 28, 11],
    [80, 24, 6],
    [71, 24, 11],
    [58, 27, 9],
  ])
  expect(rates.reduce((sum, { ties }) => sum + ties, 0)).toBe(105)
})

onRealData('vicuna80: 56 files are one study; sides, consistency and Elo', async () => {
  const folder = 'vicuna80-gpt4/judgments'
  const files = hasRealData ? readdirSync(path.join(REAL_DATA, folder)).sort() : []
  const { review, rows } = await bring(
    files.map((file) => `${folder}/${file}`),
    { title: 'Vicuna 80', repeats: 'all' },
  )
  expect([review.totals.judgments, review.counts]).toEqual([4467, [{ problem: 'unparsed', count: 13 }]])
  const { sides, sideless } = await recompute(toStream(rows))
  const [side] = sides
  const shares = [side?.left ?? 0, side?.right ?? 0, side?.ties ?? 0].map((n) => Math.round((100 * n) / rows.length))
  expect([shares, sideless]).toEqual([[56, 30, 13], 0])
  const input = await gatherColumns(rows)
  const { consistency } = measureBias(input)
  expect(consistency.defined && (100 * consistency.value.share).toFixed(1)).toBe('61.4')
  const published = { gpt4: 1348, 'guanaco-65b': 1022, 'guanaco-30b': 992, 'vicuna-13b': 974, gpt35: 966 }
  const elo = meanElo(rows)
  for (const [system, strength] of Object.entries({ ...published, 'guanaco-13b': 916, bard: 902, 'guanaco-7b': 879 }))
    expect(Math.abs((elo.get(system) ?? 0) - strength), system).toBeLessThan(1.5)
})

async function* toStream(rows: readonly ExportedJudgment[]) {
  yield* rows
}

const ORDERS = 2000

/** Mean strengths over random orders of the verdicts, K = 4, by the names of the paper. */
function meanElo(rows: readonly ExportedJudgment[]): Map<string, number> {
  const systems = [...new Set(rows.flatMap(({ modelA, modelB }) => [modelA, modelB]))]
  const judgments = rows.map(({ modelA, modelB, score }) => ({
    ...{ first: systems.indexOf(modelA), second: systems.indexOf(modelB), score: (1 + score) / 2 },
  }))
  const { shuffle } = rng(1, 'elo')
  const sum = systems.map(() => 0)
  for (let order = 0; order < ORDERS; order++)
    onlineElo(shuffle(judgments), systems.length, 4).forEach((strength, k) => {
      sum[k] = (sum[k] as number) + strength / ORDERS
    })
  return new Map(systems.map((system, k) => [shortName(system.replace(/^answer_/, 'answer-')), sum[k] as number]))
}
