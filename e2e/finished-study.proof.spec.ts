import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { type ExportedJudgment, parseExported } from '@/lib/records/exported-judgment'
import { makeActor } from '@/lib/testing/fixtures'
import { jsonLines } from '@/lib/uploads/testing-files'
import { pandalmFigures, tuluFigures, vicunaFigures } from '../scripts/real-data/published'
import { hasRealData, REAL_DATA } from '../scripts/real-data/rows'
import { expect, test } from './fixtures'

if (!hasRealData) console.warn(`NOT TESTED on real data: ${REAL_DATA} is missing`)
test.beforeEach(async ({ page, signIn }) => {
  test.skip(!hasRealData, `${REAL_DATA} is missing`)
  test.setTimeout(300_000)
  await signIn(page, (await makeActor('ADMIN')).id)
})

type Wanted = {
  /** What the button says. */
  judgments: number
  repeats?: RegExp
  focal?: string
  problems?: string
}

/** Brings files in as people do. @returns the study's id and its judgments, from the file that it exports */
async function bring(page: Page, files: string[], { judgments, repeats, focal, problems }: Wanted) {
  await page.goto('/studies/import')
  await page.locator('input[type=file]').setInputFiles(files)
  await page.getByRole('button', { name: files.length > 1 ? 'Check the files' : 'Check the file' }).click()
  const panel = page.getByRole('complementary', { name: 'The study' })
  await expect(panel).toBeVisible({ timeout: 120_000 })
  const title = `Real ${Date.now().toString(36)}`
  await panel.getByRole('textbox', { name: 'Title' }).fill(title)
  if (repeats) await panel.getByRole('radio', { name: repeats }).check()
  else await expect(panel.getByRole('radio')).toHaveCount(0)
  if (focal) await panel.getByLabel('Focal system').selectOption(focal)
  if (problems) await panel.getByRole('checkbox', { name: problems }).check()
  await panel.getByRole('button', { name: `Import ${judgments.toLocaleString('en')} judgments` }).click()
  // A job that takes longer leaves its page to be watched.
  const there = page.getByRole('link', { name: 'Go to the study' })
  const study = page.getByRole('heading', { level: 1, name: title })
  await expect(there.or(study)).toBeVisible({ timeout: 120_000 })
  if (await there.isVisible()) await there.click()
  await expect(study).toBeVisible()
  const studyId = page.url().split('/').at(-1) ?? ''
  const text = await (await page.request.get(`/api/studies/${studyId}/judgments.jsonl`)).text()
  const rows: ExportedJudgment[] = text
    .trim()
    .split('\n')
    .map((line) => parseExported(JSON.parse(line)))
  return { studyId, rows }
}

const real = (...parts: string[]) => path.join(REAL_DATA, ...parts)

test('tulu through the browser: published shares and agreement', async ({ page }) => {
  const file = real('tulu-human-eval', 'eval_annotations_tulu_1.derived.jsonl')
  const { studyId, rows } = await bring(page, [file], { judgments: 1150, repeats: /^the latest/, focal: 'tulu_65B' })
  const { shares, tieDiscounted } = await tuluFigures(rows)
  expect(shares).toEqual(['27.7', '33.1', '39.2'])
  expect(tieDiscounted).toBeCloseTo(0.7149, 4)
  const csv = await (await page.request.get(`/api/studies/${studyId}/figures/figure-1.csv?rule=earliest`)).text()
  const row = (parse(csv, { columns: true, bom: true }) as Record<string, string>[]).find(
    ({ against }) => against === 'chatgpt',
  )
  expect([row?.win_share, row?.tie_share, row?.loss_share].map((share) => (100 * Number(share)).toFixed(1))).toEqual(
    shares,
  )
  expect(row?.origin).toBe('imported')
  await page.goto(`/studies/${studyId}/agreement`)
  await expect(page.getByText(/Imported: Imported from eval_annotations_tulu_1/).first()).toBeVisible({
    timeout: 60_000,
  })
})

test('pandalm through the browser: kappas, the table of wins, and ties', async ({ page }) => {
  const { rows } = await bring(page, [real('pandalm', 'testset-v1.json')], { judgments: 2997 })
  expect(await pandalmFigures(rows)).toEqual({
    kappas: ['0.85', '0.88', '0.86'],
    llama: [
      [72, 28, 11],
      [80, 24, 6],
      [71, 24, 11],
      [58, 27, 9],
    ],
    ties: 105,
  })
})

const reviews = () => {
  const folder = real('vicuna80-gpt4', 'judgments')
  return readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name))
}

test('vicuna80 through the browser: 56 reviews at once give the published order and consistency', async ({ page }) => {
  const { rows } = await bring(page, reviews(), {
    judgments: 4467,
    repeats: /^each of them/,
    problems: 'Leave out the 13 problem rows',
  })
  const { farthestElo, ...figures } = await vicunaFigures(rows)
  expect(figures).toEqual({ sides: [56, 30, 13], sideless: 0, consistency: '61.4' })
  expect(farthestElo).toBeLessThan(1.5)
})

type Review = { question_id: number; score: number }
const WINNERS: Record<number, [string, string]> = { 1: ['model_1', 'model_2'], 2: ['model_2', 'model_1'] }

/** The same verdicts as FastChat's later scripts write them: a record a question, with the game in each order. */
function pairsOf(files: readonly string[]): object[] {
  const byName = new Map(files.map((file) => [path.basename(file).replace(/-gpt-4-reviewer.*$/, ''), file]))
  const read = (file: string) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Review)
  const winner = ({ score }: Review, isTurned: boolean) =>
    score === 3 ? 'tie' : (WINNERS[score]?.[isTurned ? 1 : 0] ?? 'error')
  return [...byName].flatMap(([name, file]) => {
    const [one = '', other = ''] = name.split('-vs-')
    const turned = byName.get(`${other}-vs-${one}`)
    if (one > other || turned === undefined) return []
    const second = new Map(read(turned).map((review) => [review.question_id, review]))
    return read(file).map((review) => ({
      ...{ question_id: review.question_id, model_1: one, model_2: other, judge: ['gpt-4', 'pair-v2'], turn: 1 },
      g1_winner: winner(review, false),
      g2_winner: winner(second.get(review.question_id) ?? { question_id: 0, score: -1 }, true),
    }))
  })
}

test('the same verdicts as FastChat’s file of pairs give the same consistency and strengths', async ({ page }) => {
  const records = pairsOf(reviews())
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'evenhand-')), 'gpt-4_pair.jsonl')
  writeFileSync(file, jsonLines(records))
  const errors = records.filter((record) => Object.values(record).includes('error')).length
  expect([records.length, errors > 0]).toEqual([2240, true])
  const { rows } = await bring(page, [file], {
    judgments: 2 * (records.length - errors),
    repeats: /^each of them/,
    problems: `Leave out the ${errors} problem rows`,
  })
  const { farthestElo, consistency, sideless } = await vicunaFigures(rows)
  expect([consistency, sideless]).toEqual(['61.4', 0])
  expect(farthestElo).toBeLessThan(1.5)
})
