import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { db } from '@/lib/db/client'
import { makeDraft } from '@/lib/testing/fixtures'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'

const TITLE = 'A small draft'

test('a draft is rehearsed, tried like a study, and the rehearsal discarded', async ({ page, signIn }) => {
  const { studyId, researcher } = await makeDraft({ prompts: 6, overlap: 2, design: { title: TITLE } })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/design`)
  await page.getByRole('link', { name: 'Rehearse with simulated annotators…' }).click()

  // Two judgments of an item are two annotators'.
  const annotators = page.getByRole('textbox', { name: 'Simulated annotators in Crowd' })
  await annotators.fill('1')
  await annotators.blur()
  await page.getByRole('button', { name: 'Start the rehearsal' }).click()
  await expect(page.getByText('At least 2 in all', { exact: false })).toBeVisible()
  await expectAccessible(page, page.url())
  await annotators.fill('4')
  await annotators.blur()
  await page.getByRole('checkbox', { name: 'One of them is sloppy' }).check()
  await page.getByRole('button', { name: 'Start the rehearsal' }).click()

  const row = page.getByRole('row').filter({ hasText: `${TITLE} (rehearsal)` })
  await expect(row.getByText('Finished')).toBeVisible()
  await expect(row.getByText('12 of 12')).toBeVisible()
  await expect(row.getByText('simulated', { exact: true })).toBeVisible()
  await expectAccessible(page, page.url())

  await row.getByRole('link', { name: `${TITLE} (rehearsal)` }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${TITLE} (rehearsal)` })).toBeVisible()
  const rehearsalUrl = page.url()
  for (const tab of ['Overview', 'Annotators', 'Results', 'Export', 'Design']) {
    await page.getByRole('link', { name: tab, exact: true }).click()
    await expect(page.getByRole('link', { name: tab, exact: true })).toHaveAttribute('aria-current', 'page')
    await expect(page.getByText('CLOSED, simulated', { exact: true })).toBeVisible()
    await expect(page.getByText('Nobody judged anything here', { exact: false })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Make a link' })).toBeHidden()
  }
  await page.goto(`${rehearsalUrl}/results`)
  await expect(
    page.getByText('All 12 judgments counted were made by a simulation', { exact: false }).first(),
  ).toBeVisible()
  await expect(page.locator('#figure-1 figcaption')).toContainText('Simulated: all 12 judgments')

  await page.goto(`${rehearsalUrl}/export`)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'judgments.csv', exact: true }).click()
  const file = await (await download).path()
  const rows = parse<Record<string, string>>(await readFile(file, 'utf8'), { columns: true })
  expect(rows).toHaveLength(12)
  expect(new Set(rows.map(({ origin, simulated }) => `${origin} ${simulated}`))).toEqual(new Set(['simulated true']))

  await page.goto(`/studies/${studyId}/design`)
  await page.getByRole('button', { name: /^Manage “.*rehearsal/ }).click()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Yes, delete the rehearsal' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Rehearsals' })).toBeHidden()
  expect((await page.request.get(rehearsalUrl)).status()).toBe(404)
  expect(await db.study.count({ where: { rehearsalOfId: studyId } })).toBe(0)
})

test('a rating draft is rehearsed by raters of a severity, and followed by system', async ({ page, signIn }) => {
  const { studyId, researcher } = await makeRatingDraft({
    ...{ prompts: 4, systems: 2, overlap: 2, turns: 2 },
    design: { title: TITLE },
  })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/design/rehearse`)
  await expect(page.getByRole('textbox', { name: 'Bias to the left, %' })).toBeHidden()
  const severity = page.getByRole('textbox', { name: 'Severity, %' })
  await severity.fill('80')
  await severity.blur()
  await page.getByRole('button', { name: 'Start the rehearsal' }).click()
  const row = page.getByRole('row').filter({ hasText: `${TITLE} (rehearsal)` })
  await expect(row.getByText('16 of 16')).toBeVisible()
  await row.getByRole('link', { name: `${TITLE} (rehearsal)` }).click()
  await page.getByText('What was put in').click()
  await expect(page.getByText('Severity of annotators 80%', { exact: false })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'Rated 2' })).toBeVisible()
  await expect(page.getByText('Sides within each item')).toBeHidden()
  await expect(page.getByText('One option only')).toBeVisible()
  await expectAccessible(page, page.url())
  const tab = page.getByRole('link', { name: 'Annotators', exact: true })
  await tab.click()
  // The overview names them, too.
  await expect(tab).toHaveAttribute('aria-current', 'page')
  await page.getByRole('link', { name: 'C01' }).click()
  await expect(page.getByText('Turn 2: ').first()).toBeVisible()
  await expect(page.getByText('Grades, by the first question')).toBeVisible()
  await expectAccessible(page, page.url())
})
