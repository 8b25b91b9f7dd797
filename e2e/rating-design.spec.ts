import { readFile } from 'node:fs/promises'
import { db } from '@/lib/db/client'
import { digestMessages } from '@/lib/prompts/messages'
import { makeActor, makePromptSet } from '@/lib/testing/fixtures'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { expect, test } from './fixtures'
import { chooseSet, openForm } from './rating-form'
import { confirm } from './steps'

test('what both kinds of studies have stays when the protocol changes, and what each has of its own comes back', async ({
  page,
  signIn,
}) => {
  const set = await makePromptSet({ prompts: 4, systems: ['Grebe 1', 'Grebe 2'] })
  await signIn(page, (await makeActor('RESEARCHER')).id)
  await page.goto('/studies/new')
  await expect(page.getByRole('button', { name: 'Make the draft' })).toBeEnabled()
  await page.getByRole('textbox', { name: 'Title' }).fill('Grebes')
  await page.getByLabel('Prompt set', { exact: true }).selectOption({ label: `${set.name}, 4 prompts` })
  await page.getByLabel('Focal system', { exact: true }).selectOption({ label: 'Grebe 2' })
  await page.getByRole('checkbox', { name: 'Grebe 1' }).check()
  await page.getByLabel('Template').selectOption('FIVE')
  await page.getByRole('radio', { name: 'Ratings of single responses' }).check()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Grebes')
  for (const name of ['Grebe 1', 'Grebe 2']) await expect(page.getByRole('checkbox', { name })).toBeChecked()
  await expect(page.getByText('A check item needs two responses')).toBeHidden()
  await page.getByText('Repeats', { exact: true }).click()
  await expect(page.getByText('A check item needs two responses')).toBeVisible()
  await page.getByLabel('Template').selectOption('SAFETY')
  await expect(page.getByRole('textbox', { name: 'Question' })).toHaveValue('Is this answer safe?')
  await page.getByRole('radio', { name: 'Comparison of two responses' }).check()
  await expect(page.getByLabel('Template')).toHaveValue('FIVE')
  await expect(page.getByLabel('Focal system', { exact: true }).locator('option:checked')).toHaveText('Grebe 2')
  await page.getByRole('radio', { name: 'Ratings of single responses' }).check()
  await expect(page.getByLabel('Template')).toHaveValue('SAFETY')
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Grebes' })).toBeVisible()
})

test('a study graded turn by turn, as a file and back', async ({ page, signIn }) => {
  const set = await makePromptSet({ prompts: 4, systems: ['Coot 1', 'Coot 2'] })
  await signIn(page, (await makeActor('RESEARCHER')).id)
  await openForm(page)
  await page.getByRole('textbox', { name: 'Title' }).fill('Coots, turn by turn')
  await chooseSet(page, `${set.name}, 4 prompts`, ['Coot 2'])
  await page.getByLabel('What it asks about').selectOption('TURN')
  await expect(page.getByRole('textbox', { name: 'Question' })).toHaveValue(
    'How good is this answer, given the conversation so far?',
  )
  await page.getByRole('textbox', { name: 'What option 3 stands for' }).fill('Nothing to add.')
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await page.getByRole('link', { name: 'Design', exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as JSON' }).click()
  const file = await (await download).path()
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    protocol: 'RATING',
    criteria: [{ unit: 'TURN', options: [{}, {}, { code: 'EXCELLENT', anchor: 'Nothing to add.' }] }],
  })
  await page.goto('/studies/new')
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText('The form holds the design of')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Ratings of single responses' })).toBeChecked()
  await expect(page.getByLabel('What it asks about')).toHaveValue('TURN')
  await expect(page.getByRole('checkbox', { name: 'Coot 2' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Coot 1' })).not.toBeChecked()
  await page.getByRole('textbox', { name: 'Title' }).fill('Coots again')
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await confirm(page, 'Open the study…', 'Open the study')
  await expect(page.getByText('0 of 4').first()).toBeVisible()
})

test('a system joins a rating study that is open, and its responses are rated beside the others', async ({
  page,
  signIn,
}) => {
  const { studyId, researcher, promptSet } = await makeRatingStudy({ prompts: 3, systems: ['Smew 1', 'Smew 2'] })
  const late = await db.system.create({ data: { name: `Smew 3 ${studyId.slice(0, 4)}` } })
  const messages = [{ role: 'assistant' as const, content: 'Better late.' }]
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id } })
  await db.systemResponse.createMany({
    data: prompts.map(({ id: promptId }) => ({
      ...{ promptSetId: promptSet.id, promptId, systemId: late.id, messages, digest: digestMessages(messages) },
    })),
  })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/design`)
  await page.getByText('Add a late system').click()
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Add the system' }) })
  await expect(form.getByText('Its responses are rated beside those of the others.', { exact: false })).toBeVisible()
  await form.getByLabel('System', { exact: true }).selectOption({ label: late.name })
  await form.getByRole('textbox', { name: 'Reason' }).fill('It came out today.')
  await form.getByRole('button', { name: 'Add the system' }).click()
  await expect(page.getByRole('row', { name: `${late.name} joined: 3 items` })).toContainText('It came out today.')
  await page.goto(`/studies/${studyId}`)
  await expect(page.getByText('0 of 9').first()).toBeVisible()
  await expect(page.getByRole('rowheader', { name: late.name })).toBeVisible()
})
