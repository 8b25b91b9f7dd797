import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { addModel, answerAsModel } from '@/lib/testing/asked-model'
import { makeOpenStudy } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { signInByForm } from './steps'

test.beforeEach(({ page }) => signInByForm(page, 'admin@example.org', 'a password for the tests'))

/** What a press of a file's button brings. */
async function downloadOf(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(new RegExp(`-${name}$`))
  return readFile(await download.path(), 'utf8')
}

test('files of models are offered once there is something in them, and hold it', async ({ page }) => {
  const { studyId } = await makeOpenStudy({ prompts: 2, design: { looks: 'ANYTIME' } })
  await page.goto(`/studies/${studyId}/export`)
  await expect(page.getByRole('heading', { name: 'Late verdicts' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Calls of models' })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'For other tools' })).toHaveCount(0)

  const { annotatorId } = await addModel(studyId)
  const { id: criterionId } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const items = await db.item.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  const better = { choice: 'A', score: 1 }
  for (const [nth, { id: itemId }] of items.entries())
    for (const [place, leftIsA] of [true, false].entries()) {
      const said = nth === 1 && place === 1 ? 'TRUNCATED' : better
      await answerAsModel(studyId, annotatorId, { itemId, slot: place, leftIsA }, criterionId, said)
    }
  await page.reload()
  await expectAccessible(page, 'the export of a study that a model judged')
  const calls = (await downloadOf(page, 'calls.jsonl')).trim().split('\n')
  expect(calls).toHaveLength(4)
  expect((await downloadOf(page, 'calls.csv')).split('\n')[0]).toContain('requested_model')
  const pairs = (await downloadOf(page, 'fastchat-pair.jsonl')).trim().split('\n')
  expect(pairs.map((line) => JSON.parse(line))).toMatchObject([
    { g1_winner: 'model_1', g2_winner: 'model_1' },
    { g1_winner: 'model_1', g2_winner: 'error' },
  ])
  const annotations = JSON.parse(await downloadOf(page, 'alpaca-eval.json')) as { preference: number | null }[]
  expect(annotations.map(({ preference }) => preference).sort()).toEqual([2, 2, 2, null])
  // People have said nothing yet: models have to be asked for.
  expect(await downloadOf(page, 'trl-preference.jsonl')).toBe('')
  await page.getByRole('link', { name: 'Models', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Models', exact: true })).toHaveAttribute('aria-current', 'true')
  await page.getByRole('link', { name: 'Unanimous', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Unanimous', exact: true })).toHaveAttribute('aria-current', 'true')
  await expect(page).toHaveURL(/rows=unanimous/)
  expect((await downloadOf(page, 'trl-preference.jsonl')).trim().split('\n')).toHaveLength(2)
  const manifest = JSON.parse(await downloadOf(page, 'preferences.manifest.json'))
  expect(manifest).toMatchObject({ rows: 'unanimous', by: 'models', written: 2, leftOut: { no_verdict: 1 } })
})
