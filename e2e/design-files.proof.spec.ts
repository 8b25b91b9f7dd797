import { readFile } from 'node:fs/promises'
import { makeDraft } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'
import { confirm } from './steps'

const TITLE = 'A small draft'

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
