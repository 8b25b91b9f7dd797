import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { writeLimaReferences } from '@/prisma/reference/lima-2023'
import { expect, test } from './fixtures'

/** What the first start has written. */
const TITLES = ['LIMA (2023), published figures', 'LIMA (2023), figure 3: quality', 'LIMA (2023), section 4.3: safety']

test('the studies of the first start become a report with its PDF, which a reload leaves as it is', async ({
  page,
  signIn,
}) => {
  await writeLimaReferences(db)
  await signIn(page, (await makeActor('RESEARCHER')).id)
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Reports' }).click()
  await expect(page.getByText('No reports yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Make the report' }).click()
  await expect(page.getByText('Give the report a title.')).toBeVisible()
  await expect(page.getByText('Choose a study.')).toBeVisible()

  await page.getByRole('textbox', { name: 'Title' }).fill('LIMA in one click')
  for (const name of TITLES) await page.getByRole('checkbox', { name, exact: false }).first().check()
  await page.getByRole('button', { name: 'Make the report' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'LIMA in one click' })).toBeVisible({ timeout: 60_000 })
  const people = page.getByRole('region', { name: 'Figure 1: preferences by people' })
  await expect(people.getByText('reconstructed from published figures')).toBeVisible()
  await people.getByText('Numbers of the figure').first().click()
  await expect(people.getByRole('row', { name: /Alpaca 65B.*300.*159.*63.*78/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Safety' }).getByRole('figure').first()).toBeVisible()
  await expect(page.getByText(/Agreement \(no chosen study has items/)).toBeVisible()

  const hash = await page.locator('code').first().textContent()
  await page.reload()
  await expect(page.locator('code').first()).toHaveText(hash ?? '')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'PDF' }).click()
  expect((await download).suggestedFilename()).toMatch(/report\.pdf$/)
  await page.goto('/reports')
  await expect(page.getByRole('link', { name: 'LIMA in one click' })).toBeVisible()
})
