import path from 'node:path'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { jsonLines } from '@/lib/uploads/testing-files'
import { expectAccessible } from './accessibility'
import { countsFromFiles } from './counting'
import { expect, test } from './fixtures'

const file = (name: string) => path.join(import.meta.dirname, 'files', name)
const TITLE = `Zips and birds ${Date.now().toString(36)}`

test('a finished study is brought in from two files, by keyboard, and says everywhere that it was imported', async ({
  page,
  signIn,
  complaints,
}) => {
  const { id: createdById } = await makeActor('ADMIN')
  await signIn(page, createdById)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto('/')
  await page.getByRole('link', { name: 'Bring in a finished study' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bring in a finished study')
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('Choose the files with the judgments.')).toBeVisible()
  await expectAccessible(page, page.url())

  // A file of another format is named, and nothing stays of the one before it.
  const [people, model] = ['votes-people.jsonl', 'votes-model.jsonl'].map(file) as [string, string]
  const other = { name: 'pairs.jsonl', mimeType: 'text/plain', buffer: Buffer.from('{"a": 1}\n') }
  await page.locator('input[type=file]').setInputFiles(people)
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'one.jsonl', mimeType: 'text/plain', buffer: Buffer.from(jsonLines([VOTE])) }, other])
  await page.getByRole('button', { name: 'Check the files' }).click()
  await expect(page.getByText(/^pairs\.jsonl: .*Nothing stays of the files before it\.$/)).toBeVisible()
  await expect.poll(() => db.studyImport.count({ where: { createdById, status: 'STAGED' } })).toBe(0)
  expect(complaints.splice(0)).toEqual([expect.stringContaining('422')])

  await page.locator('input[type=file]').setInputFiles([people, model])
  await page.getByRole('button', { name: 'Check the files' }).press('Enter')
  const panel = page.getByRole('complementary', { name: 'The study' })
  await expect(panel).toBeVisible()
  await expect(page.getByText('Read as LMSYS rows')).toBeVisible()
  await expect(page.getByText('10 judgments of 3 prompts, between 2 systems in 1 pair, by 3 annotators.')).toBeVisible()
  await expect(page.getByRole('row', { name: /^8 .*Verdict that is none.*garbage.*votes-people\.jsonl/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Ties 20\.0 %/ })).toBeVisible()
  await expectAccessible(page, page.url())
  const review = page.url()

  // What has to be said is asked for by its name; what was typed stays.
  await panel.getByRole('textbox', { name: 'Title' }).fill(TITLE)
  await panel.getByRole('button', { name: 'Import 10 judgments' }).click()
  await expect(panel.getByText('Say which of several judgments counts.')).toBeVisible()
  await panel.getByRole('radio', { name: /^the earliest/ }).press('Space')
  await panel.getByRole('button', { name: 'Import 10 judgments' }).click()
  await expect(panel.getByRole('alert')).toContainText('one row has a problem')
  await panel.getByRole('checkbox', { name: 'Leave out the 1 problem row' }).press('Space')
  await panel.getByLabel('Focal system').selectOption('Heron')
  await expect(panel.getByLabel('Kind of gpt-4')).toHaveValue('LLM')
  await panel.getByRole('button', { name: 'Import 10 judgments' }).press('Enter')

  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
  await expect(page.getByText('CLOSED, imported', { exact: true })).toBeVisible()
  await expect(page.getByText('10 judgments by 3 annotators, from a study that was finished elsewhere.')).toBeVisible()
  const studyId = page.url().split('/').at(-1) ?? ''
  expect(await db.study.findUniqueOrThrow({ where: { id: studyId } })).toMatchObject({
    origin: 'IMPORTED',
    status: 'CLOSED',
  })
  await page.goto(`/studies/${studyId}/results`)
  await expect(page.getByText(/Imported: Imported from 2 files, read as LMSYS rows/).first()).toBeVisible()
  const { csv, jsonl, rows } = await countsFromFiles(page.request, studyId)
  expect([csv, jsonl, rows]).toEqual([{ Quill: [5, 2, 3] }, { Quill: [5, 2, 3] }, 10])
  await page.goto(`/studies/${studyId}/design`)
  await expect(page.getByRole('row', { name: /^votes-people\.jsonl 8 .*[0-9a-f]{64}$/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Left out verdicts that are none: 1/ })).toBeVisible()
  // It was planned elsewhere.
  await expect(page.getByRole('link', { name: 'Download as JSON' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Plan as CSV' })).toHaveCount(0)
  await expectAccessible(page, page.url())

  // Reloaded, or in another window, the review says what became of the files.
  await page.goto(review)
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to the study' }).click()
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
})

const said = (content: string) => [
  { role: 'user', content: 'Zip?' },
  { role: 'assistant', content },
]
const VOTE = {
  ...{ model_a: 'Heron', model_b: 'Quill', winner: 'tie' },
  ...{ conversation_a: said('Wax.'), conversation_b: said('Oil.') },
}

test('files that wait are found again, take more files, and are thrown away once, whichever window asks', async ({
  page,
  context,
  signIn,
}) => {
  await signIn(page, (await makeActor('ADMIN')).id)
  const name = `waits-${Date.now().toString(36)}.jsonl`
  const upload = (filename: string, winner: string) => ({
    name: filename,
    mimeType: 'text/plain',
    buffer: Buffer.from(jsonLines([{ ...VOTE, winner }])),
  })
  await page.goto('/studies/import')
  await page.locator('input[type=file]').setInputFiles(upload(name, 'tie'))
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByRole('button', { name: 'Import 1 judgment' })).toBeVisible()
  await page.goto('/')
  await page.getByRole('link', { name }).click()
  await page.getByRole('link', { name: 'Add files' }).click()
  await page.locator('input[type=file]').setInputFiles(upload('more.jsonl', 'model_a'))
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByRole('button', { name: 'Import 2 judgments' })).toBeVisible()

  const second = await context.newPage()
  await second.goto(page.url())
  await second.getByRole('button', { name: 'Discard' }).click()
  await expect(second.getByRole('heading', { name: 'Discarded' })).toBeVisible()
  await page.getByRole('button', { name: 'Import 2 judgments' }).click()
  await expect(page.getByRole('heading', { name: 'Discarded' })).toBeVisible()
  expect(await db.importRow.count({ where: { importId: page.url().split('/').at(-1) ?? '' } })).toBe(0)
})
