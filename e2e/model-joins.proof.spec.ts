import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { makeModelStudy } from '@/lib/testing/model-study'
import { acts } from '@/lib/testing/scripted-model'
import { expect } from './fixtures'
import { addModel, fillNumber, makeAndOpen, startForm, test } from './model-fixture'
import { confirm } from './steps'

test('a model joins an open study, answers by a schema, and what it gave no verdict on is found', async ({
  page,
  signIn,
  provider,
}) => {
  test.setTimeout(240_000)
  await signIn(page, (await makeActor('RESEARCHER')).id)
  await startForm(page, 'Dippers, and a second judge')
  await addModel(page, provider.name, 'scripted-1')
  const margin = page.getByRole('textbox', {
    name: 'Margin for a model to count as equal to people, percentage points',
  })
  await expect(margin).toHaveValue('5')
  await expect(page.getByText('agrees with them on 65 to 75 does as well')).toBeVisible()
  await margin.fill('')
  await margin.blur()
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(margin).toBeFocused()
  await expect(page.getByText('Enter a number.', { exact: true })).toBeVisible()
  await margin.fill('7.5')
  await margin.blur()
  await expect(page.getByText('agrees with them on 62.5 to 77.5 does as well')).toBeVisible()
  const panel = page.getByRole('region', { name: 'What the models come to' })
  await expect(panel).toContainText('Judgments by models')
  await expect(panel).toContainText('8 calls')
  const studyId = await makeAndOpen(page, 'Dippers, and a second judge')
  await page.goto(`/studies/${studyId}/design`)
  await expect(page.getByRole('row', { name: /^Margin to count as equal/ })).toContainText('7.5 percentage points')
  const protocol = await (await page.request.get(`/api/studies/${studyId}/protocol.json`)).json()
  expect(protocol.parityMargin).toBe(0.075)

  await page.getByText('Add a language model', { exact: true }).click()
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Add the model' }) })
  await form.getByLabel('Provider', { exact: true }).selectOption({ label: provider.name })
  await form.getByLabel('Model', { exact: true }).fill('scripted-1')
  await expect(form.getByRole('option', { name: 'As JSON, by a schema' })).toBeDisabled()
  await form.getByLabel('Model', { exact: true }).fill('scripted-2')
  await form.getByLabel('How it answers').selectOption({ label: 'As JSON, by a schema' })
  await form.getByLabel('Orders of a pair').selectOption({ label: 'One order, as people see it' })
  await fillNumber(page, 'At most, tokens', 100_000)
  await form.getByRole('button', { name: 'Add the model' }).click()
  await expect(form.getByText('Say why: the reason is part of the protocol.')).toBeVisible()
  await form.getByLabel('Reason', { exact: true }).fill('A second opinion.')
  await form.getByRole('button', { name: 'Add the model' }).click()
  // Back here once it is stored.
  await expect(page.getByRole('group', { name: 'Amendments' })).toBeFocused()
  await expect(page.getByRole('cell', { name: 'A second opinion.' })).toBeVisible()

  provider.follow(({ number }) => acts.say(number === 2 ? 'No { json' : '{"reason": "It is clearer.", "verdict": "D"}'))
  await page.goto(`/studies/${studyId}`)
  const second = page.getByRole('article', { name: /G02/ })
  await expect(second).toContainText('0 of 4')
  await second.getByRole('button', { name: 'Start…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start G02' }).click()
  await expect(second).toContainText('Done.', { timeout: 60_000 })
  await expect(second).toContainText('1 no verdict: 1 could not be read')
  // Which items are meant is a result.
  await confirm(page, 'Close…', 'Close for good')
  await page.goto(`/studies/${studyId}/items`)
  await page.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'Model gave no verdict' })
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/show=noverdict/)
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
  const [asked] = provider.seen.map(({ json }) => json?.response_format)
  expect(asked).toMatchObject({ json_schema: { schema: { required: ['reason', 'verdict'] } } })
  expect(await db.judgment.count({ where: { studyId, choice: 'TIE' } })).toBe(3)
})

test('a model joins a closed study, is watched to its end, and stays apart from what counts', async ({
  page,
  signIn,
  provider,
}) => {
  test.setTimeout(240_000)
  const { studyId, researcher } = await makeModelStudy({ url: provider.url, prompts: 3 })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Close…', 'Close for good')
  await page.goto(`/studies/${studyId}/design`)
  await page.getByText('Add a language model', { exact: true }).click()
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Add the model' }) })
  await expect(form).toContainText('no figure of before changes')
  await form.getByLabel('Provider', { exact: true }).selectOption({ label: provider.name })
  await form.getByLabel('Model', { exact: true }).fill('scripted-1')
  await fillNumber(page, 'At most, tokens', 100_000)
  await form.getByLabel('Reason', { exact: true }).fill('A reviewer asked.')
  await form.getByRole('button', { name: 'Add the model' }).click()
  await expect(page.getByRole('group', { name: 'Amendments' })).toBeFocused()

  await page.goto(`/studies/${studyId}`)
  await expect(page.getByRole('main')).toContainText('G02 can start.')
  const late = page.getByRole('article', { name: /G02/ })
  await expect(late).toContainText('exploratory')
  await expect(late).toContainText('0 of 6')
  await confirm(page, 'Start…', 'Start G02')
  // Nobody reloads the page.
  await expect(late).toContainText('6 of 6', { timeout: 60_000 })
  await expect(late).toContainText('Done.')
  await page.goto(`/studies/${studyId}/annotators`)
  const row = page.getByRole('row', { name: /^G02/ })
  await expect(row).toContainText('exploratory')
  await expect(row.getByRole('button')).toHaveCount(0)
  await expect(
    page.getByRole('row', { name: /^G01/ }).getByRole('button', { name: 'Exclude from results…' }),
  ).toBeVisible()
})
