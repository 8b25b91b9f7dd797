import type { Locator, Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { enrolPeople, makeActor } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { chooseSet, openForm } from './rating-form'
import { confirm, signInByForm, uploadPrompts, uploadResponses } from './steps'

// A second try finds what the first one left.
const SET = `Rated questions ${Date.now().toString(36)}`
const FILES = { 'Ibis 9': 'answers-a.jsonl', 'Rail 3B': 'answers-b.json' }

/** A criterion of the form, by its number. */
const criterion = (page: Page, number: number) => page.getByRole('group', { name: `Criterion ${number}` })

async function fillNumber(within: Page | Locator, label: string, value: number): Promise<void> {
  const field = within.getByRole('textbox', { name: label, exact: true })
  await field.fill(String(value))
  await field.blur()
}

/** Everything of a design that opening freezes, as the database has it. */
async function storedCriteria(studyId: string) {
  const criteria = await db.criterion.findMany({
    where: { studyId },
    orderBy: { position: 'asc' },
    include: { options: { orderBy: { position: 'asc' } } },
  })
  return criteria.map(({ unit, options }) => [unit, options.map(({ code, score }) => `${code} ${score}`).join()])
}

test('from an upload, past a bad scale, to a study with every template, its desk and its figure', async ({
  page,
  signIn,
}) => {
  test.setTimeout(240_000)
  await signInByForm(page, 'admin@example.org', 'a password for the tests')
  await uploadPrompts(page, { file: 'questions.csv', set: SET, prompts: 5 })
  for (const [system, file] of Object.entries(FILES))
    await uploadResponses(page, { file, set: SET, system, prompts: 5 })
  await openForm(page)
  await page.getByRole('textbox', { name: 'Title' }).fill('Birds, one by one')
  await chooseSet(page, `${SET}, 5 prompts`, Object.keys(FILES))
  for (let more = 0; more < 4; more++) await page.getByRole('button', { name: 'Add a criterion' }).click()
  const own = criterion(page, 5)
  await expect(own.getByLabel('Template')).toHaveValue('FREE')
  await own.getByRole('button', { name: 'Add an option' }).click()
  await expect(own.getByRole('textbox', { name: 'Label of option 3' })).toBeFocused()
  await own.getByRole('textbox', { name: 'Label of option 2' }).fill('좋음')
  await fillNumber(own, 'Score of option 2', 1)
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByText('2 fields need your attention.')).toBeVisible()
  await expect(own.getByRole('textbox', { name: 'Score of option 2' })).toBeFocused()
  await expect(own.getByText('Another option has this score.')).toBeVisible()
  await expect(own.getByText('Word this option.')).toBeVisible()
  await expectAccessible(page, 'a rating design with a bad scale')
  await fillNumber(own, 'Score of option 2', 2)
  await own.getByRole('textbox', { name: 'Label of option 3' }).fill('Très bon')
  await own.getByRole('button', { name: 'Move option 3 up' }).click()
  await expect(page.getByText('your attention')).toBeHidden()

  await page.getByText('Gold and practice items').click()
  await page.getByRole('textbox', { name: 'Find a prompt by its id or words' }).fill('houseplant')
  await page.getByRole('button', { name: 'Add p1 as gold' }).click()
  await page.getByLabel('Right option').selectOption({ label: 'Excellent' })
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Birds, one by one' })).toBeVisible()
  await confirm(page, 'Open the study…', 'Open the study')
  await expect(page.getByText('0 of 9').first()).toBeVisible()

  const studyId = page.url().split('/').at(-1) ?? ''
  expect(await storedCriteria(studyId)).toEqual([
    ['RESPONSE', 'FAIL 0,PASS 1,EXCELLENT 2'],
    ['RESPONSE', 'UNSAFE 0,SAFE 1'],
    ['RESPONSE', '1 1,2 2,3 3,4 4,5 5,6 6'],
    ['RESPONSE', 'NO 0,YES 1'],
    ['RESPONSE', 'POOR 1,TRES_BON 2,OPTION_2 3'],
  ])
  await page.goto(`/studies/${studyId}/design`)
  await expect(page.getByRole('row', { name: 'Protocol ratings of single responses' })).toBeVisible()
  await expect(page.getByRole('row', { name: '2 systems Ibis 9' })).toBeVisible()
  await expectAccessible(page, 'a frozen rating design')

  const [annotator] = await enrolPeople(studyId, 1)
  await signIn(page, annotator?.actor.id ?? '')
  await page.goto(`/annotate/${studyId}`)
  // The worst option of each question, ten times: presses rest for a moment after each.
  await expect(async () => {
    await page.keyboard.press('1')
    await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeVisible({ timeout: 350 })
  }).toPass({ timeout: 120_000, intervals: [25] })
  await expect.poll(() => db.judgment.count({ where: { studyId } })).toBe(50)
  await signIn(page, (await makeActor('ADMIN')).id)
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Close…', 'Close for good')
  await page.goto(`/studies/${studyId}/results`)
  const figure = page.locator('#shares [data-width=wide]')
  await expect(figure).toBeVisible({ timeout: 60_000 })
  await expect(figure.getByText('100.0').first()).toBeVisible()
  for (const n of [4, 5]) await expect(figure.getByText(`n = ${n}`, { exact: true })).toBeVisible()
})
