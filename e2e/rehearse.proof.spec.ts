import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { db } from '@/lib/db/client'
import { makeDraft } from '@/lib/testing/fixtures'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { confirm } from './steps'

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
  await confirm(page, 'Discard…', 'Discard')
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
  await page.getByRole('link', { name: 'Annotators', exact: true }).click()
  await page.getByRole('link', { name: 'C01' }).click()
  await expect(page.getByText('Turn 2: ').first()).toBeVisible()
  await expect(page.getByText('Grades, by the first question')).toBeVisible()
  await expectAccessible(page, page.url())
})

test('a design is downloaded, filled into a new study and copied', async ({ page, signIn, complaints }) => {
  const { studyId, researcher } = await makeDraft({ prompts: 3, design: { title: TITLE, sharedItems: 2 } })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/design`)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as JSON' }).click()
  const text = await readFile(await (await download).path(), 'utf8')

  await page.goto('/studies/new')
  const choose = async (contents: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Fill in from a design file…' }).click()
    const file = { name: 'a-design.json', mimeType: 'application/json', buffer: Buffer.from(contents) }
    await (await chooser).setFiles(file)
  }
  await choose(text.replace('"Baseline 1"', '"Nobody’s"'))
  const alert = page.getByRole('alert').filter({ hasText: 'a-design.json' })
  await expect(alert).toContainText('comparisons.baselines[0]: there is no system named Nobody’s here.')
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('')
  await choose('{"format": ')
  await expect(alert).toContainText('This is not JSON')
  await choose(' '.repeat(1024 * 1024 + 1))
  await expect(alert).toContainText('at most 1 MB')
  // The browser itself notes that the server refused two of them.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('422'), expect.stringContaining('422')])

  await choose(text)
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(TITLE)
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
  const imported = page.url().split('/').at(-1) ?? ''
  expect(imported).not.toBe(studyId)
  expect(await (await page.request.get(`/api/studies/${imported}/design.json`)).text()).toBe(text)

  await page.goto(`/studies/${imported}/design`)
  await confirm(page, 'Duplicate…', 'Make the copy')
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(`${TITLE} (copy)`)
})
