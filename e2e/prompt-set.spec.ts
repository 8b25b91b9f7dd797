import { db } from '@/lib/db/client'
import { makeActor, makePromptSet } from '@/lib/testing/fixtures'
import { jsonLines } from '@/lib/uploads/testing-files'
import { expect, test } from './fixtures'

const file = (name: string, records: object[]) => ({
  ...{ name, mimeType: 'application/jsonl' },
  buffer: Buffer.from(jsonLines(records)),
})

test('several files are one upload, whose rows are mended, and the set shows what they brought', async ({
  page,
  signIn,
}) => {
  const set = await makePromptSet({ prompts: 3, systems: ['Bittern'] })
  const prompts = await db.prompt.findMany({ where: { promptSetId: set.id }, orderBy: { position: 'asc' } })
  const [one, two, three] = prompts.map(({ externalId }) => externalId)
  await signIn(page, (await makeActor('ADMIN')).id)
  await page.goto(`/prompt-sets/${set.id}/upload`)
  await page.locator('input[type=file]').setInputFiles([
    file('crane.jsonl', [
      { id: one, response: 'Crane says one.', system: 'Crane' },
      { id: 'lost', response: 'Crane says three.', system: 'Crane' },
    ]),
    file('dunlin.jsonl', [
      { id: two, response: 'Dunlin says two.', system: 'Dunlin' },
      { id: two, response: 'Dunlin says two again.', system: 'Dunlin' },
    ]),
  ])
  await page.getByRole('button', { name: 'Check the files' }).click()
  const systems = page.getByRole('region', { name: 'Systems', exact: true })
  await expect(systems.getByRole('row', { name: /^Crane new 1 0$/ })).toBeVisible()
  await expect(page.getByText('dunlin.jsonl').first()).toBeVisible()

  await page.getByRole('button', { name: 'Compare' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Dunlin says two.', { exact: true })).toBeVisible()
  await expect(dialog.getByText('Dunlin says two again.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Choose prompt' }).click()
  await dialog.getByRole('textbox', { name: 'Id, or words of the prompt' }).fill(three ?? '')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Choose' }).first().click()
  await expect(systems.getByRole('row', { name: /^Crane new 2 0$/ })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Leave out the 1 problem row' }).check()
  await page.getByRole('button', { name: 'Import 3 responses' }).click()
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible()

  await page.goto(`/prompt-sets/${set.id}`)
  await page.getByRole('searchbox', { name: 'Search the prompts' }).fill(three ?? '')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('link', { name: three, exact: true }).click()
  await expect(page.getByRole('region', { name: 'Response of Crane' })).toContainText('Crane says three.')
  await page.getByRole('textbox', { name: 'Category' }).fill('birds')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('birds. The systems are named here')).toBeVisible()

  await page.goto(`/prompt-sets/${set.id}`)
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Licence' }).fill('CC-BY-4.0')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Licence: CC-BY-4.0.')).toBeVisible()
  await page
    .getByRole('row', { name: /^Crane/ })
    .getByRole('button', { name: 'Remove' })
    .click()
  await page.getByRole('button', { name: 'Remove the responses' }).click()
  await expect(page.getByRole('row', { name: /^Crane/ })).toBeHidden()
  expect(await db.systemResponse.count({ where: { promptSetId: set.id, system: { name: 'Crane' } } })).toBe(0)
})
