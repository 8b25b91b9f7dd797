import { createHash, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { makeActor, makeDraft, makeOpenStudy, makePromptSet } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'

const SYSTEMS = ['Ostrich 7B', 'Kestrel 2', 'Wren XL']

/** The form of a new study as a researcher, who finds one prompt set in it. */
async function openForm(page: Page, signIn: (page: Page, userId: string) => Promise<void>) {
  const set = await makePromptSet({ prompts: 8, systems: SYSTEMS })
  await signIn(page, (await makeActor('RESEARCHER')).id)
  await page.goto('/studies/new')
  await expect(page.getByRole('button', { name: 'Make the draft' })).toBeEnabled()
  return set
}

async function fillNumber(page: Page, label: string, value: number): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true })
  await field.fill(String(value))
  await field.blur()
}

async function choosePlan(page: Page, set: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Title' }).fill('Birds')
  await page.getByLabel('Prompt set', { exact: true }).selectOption({ label: `${set}, 8 prompts` })
  await page.getByLabel('Focal system', { exact: true }).selectOption({ label: 'Ostrich 7B' })
  for (const name of ['Kestrel 2', 'Wren XL']) await page.getByRole('checkbox', { name }).check()
}

/** A figure of the panel, by its label, as it reads. */
const figure = (page: Page, label: string) =>
  page.getByRole('complementary').locator('details', { hasText: label }).locator('strong').first()

test('what is wrong is counted, told beside its field, and forgotten once mended', async ({ page, signIn }) => {
  const { name } = await openForm(page, signIn)
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByText('4 fields need your attention.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await expect(page.getByText('Choose the focal system.', { exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Title' }).fill('Birds')
  await expect(page.getByText('3 fields need your attention.')).toBeVisible()
  await choosePlan(page, name)
  await expect(page.getByText('your attention')).toBeHidden()
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Birds' })).toBeVisible()
})

test('the panel says what a design costs, and what nobody can know yet', async ({ page, signIn }) => {
  const { name } = await openForm(page, signIn)
  await expect(page.getByRole('complementary')).toContainText('Choose a prompt set.')
  await choosePlan(page, name)
  await fillNumber(page, 'Judgments per item', 3)
  await expect(figure(page, 'Items')).toHaveText('16')
  await expect(figure(page, 'Judgments')).toHaveText('48')
  await fillNumber(page, 'Shared set, items', 4)
  await expect(figure(page, 'Judgments')).toHaveText('≥ 36')
  await expect(page.getByRole('complementary')).toContainText('Say how many places Crowd has.')
  await fillNumber(page, 'Places of Crowd', 5)
  await expect(figure(page, 'Judgments')).toHaveText('56')
  await expect(page.getByRole('img', { name: /Power of the sign test/ })).toBeVisible()
  await page.getByText('Interval for a win share', { exact: false }).click()
  await expect(page.getByText('(Kish 1965)', { exact: false })).toBeVisible()
})

test('a full design is kept as it was typed', async ({ page, signIn }) => {
  const { name } = await openForm(page, signIn)
  await choosePlan(page, name)
  await page.getByLabel('Pairing').selectOption('LISTED')
  await page.getByLabel('against').nth(1).selectOption({ label: 'Kestrel 2' })
  await page.getByLabel('First system of pair 2').selectOption({ label: 'Wren XL' })
  await page.getByRole('button', { name: 'Add a criterion' }).click()
  await page.getByRole('textbox', { name: 'Question' }).nth(1).fill('Which answer is safer?')
  await page.getByRole('button', { name: 'Move Criterion 2 up' }).click()
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByRole('textbox', { name: 'Name of group 2' }).fill('Authors')
  await fillNumber(page, 'Own judgments per item of Authors', 1)
  await page.getByRole('checkbox', { name: 'Authors judges the shared set' }).uncheck()
  await page.getByText('Gold and practice items').click()
  await page.getByRole('textbox', { name: 'Find a prompt by its id or words' }).fill('question 7')
  await page.getByRole('button', { name: 'Add q-7 as gold' }).click()
  await page.getByLabel('Right verdict').selectOption('B')
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Birds' })).toBeVisible()

  await page.getByRole('link', { name: 'Design', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Question' }).first()).toHaveValue('Which answer is safer?')
  await expect(page.getByLabel('First system of pair 2')).toContainText('Wren XL')
  await expect(page.getByRole('textbox', { name: 'Codes of Authors begin with' })).toHaveValue('A')
  await expect(page.getByRole('checkbox', { name: 'Authors judges the shared set' })).not.toBeChecked()
  await expect(page.getByRole('listitem').filter({ hasText: 'q-7' }).getByLabel('Right verdict')).toHaveValue('B')
})

test('unsaved work is not left without asking', async ({ page, signIn }) => {
  const { studyId, researcher } = await makeDraft()
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/design`)
  await page.getByRole('textbox', { name: 'Title' }).fill(`Changed ${randomUUID()}`)
  await expect(page.getByText('Not saved yet.')).toBeVisible()
  page.once('dialog', (dialog) => dialog.dismiss())
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page).toHaveURL(/\/design$/)
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await expect(page.getByText(/^Draft saved/)).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Changed/ })).toBeVisible()
})

test('an opened study shows its protocol’s hash and is amended with a reason', async ({ page, signIn }) => {
  const { studyId, researcher } = await makeOpenStudy()
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/design`)
  const file = await page.request.get(`/api/studies/${studyId}/protocol.json`)
  await expect(
    page.getByText(
      createHash('sha256')
        .update(await file.body())
        .digest('hex'),
    ),
  ).toBeVisible()
  await page.getByText('Change the most one annotator may judge').click()
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Amend the cap' }) })
  await fillNumber(page, 'At most per annotator', 12)
  await form.getByRole('button', { name: 'Amend the cap' }).click()
  await expect(form.getByText('Say why', { exact: false }).first()).toBeVisible()
  await form.getByRole('textbox', { name: 'Reason' }).fill('Fatigue in the pilot.')
  await form.getByRole('button', { name: 'Amend the cap' }).click()
  const row = page.getByRole('row', { name: /no limit → 12/ })
  await expect(row).toContainText('Fatigue in the pilot.')
  await expect(row).toContainText(researcher.name)
})
