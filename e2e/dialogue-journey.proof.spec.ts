import { db } from '@/lib/db/client'
import { enrolPeople, makeActor } from '@/lib/testing/fixtures'
import { pressUntil } from './desk-fixture'
import { expect, test } from './fixtures'
import { grade, gradesOf } from './rating-fixture'
import { confirm, signInByForm, uploadPrompts, uploadResponses } from './steps'

// A second try finds what the first one left.
const SET = `Dialogues ${Date.now().toString(36)}`
/** Two turns of the assistant each, and three. */
const FILES = { 'Dunlin 2': 'dialogues-a.jsonl', 'Knot 7B': 'dialogues-b.json' }

test('whole dialogues, from their files to turns graded on a phone without a network, and to their figures', async ({
  page,
  signIn,
  complaints,
}) => {
  test.setTimeout(240_000)
  await signInByForm(page, 'admin@example.org', 'a password for the tests')
  await uploadPrompts(page, { file: 'dialogues-a.jsonl', set: SET, prompts: 3 })
  for (const [system, file] of Object.entries(FILES))
    await uploadResponses(page, { file, set: SET, system, prompts: 3 })
  await page.goto('/studies/new')
  await expect(page.getByRole('button', { name: 'Make the draft' })).toBeEnabled()
  await page.getByRole('radio', { name: 'Ratings of single responses' }).check()
  await page.getByRole('textbox', { name: 'Title' }).fill('Waders, turn by turn')
  await page.getByLabel('Prompt set', { exact: true }).selectOption({ label: `${SET}, 3 prompts` })
  for (const name of Object.keys(FILES)) await page.getByRole('checkbox', { name }).check()
  await page.getByLabel('What it asks about').selectOption('TURN')
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Waders, turn by turn' })).toBeVisible()
  await confirm(page, 'Open the study…', 'Open the study')
  await expect(page.getByText('0 of 6').first()).toBeVisible()
  const studyId = page.url().split('/').at(-1) ?? ''

  const [annotator] = await enrolPeople(studyId, 1)
  await signIn(page, annotator?.actor.id ?? '')
  await page.setViewportSize({ width: 390, height: 780 })
  await page.goto(`/annotate/${studyId}`)
  const stored = () => db.judgment.count({ where: { studyId } })
  const place = (nth: number) => page.getByText(`${nth} of 6`, { exact: true }).first()
  for (let nth = 1; nth <= 6; nth++) {
    await expect(place(nth)).toBeVisible()
    await expect(gradesOf(page, 1)).toBeVisible()
    if (nth === 2) {
      await expect.poll(stored).toBeGreaterThan(0)
      await page.context().setOffline(true)
    }
    const before = await stored()
    // One whole dialogue after the other is excellent and fails: the first turn by touch, the others by keyboard.
    if (nth === 1) await grade(page, 1, 'Excellent')
    const key = nth % 2 === 1 ? '3' : '1'
    await pressUntil(page, key, () => page.getByText('All turns are graded.', { exact: false }).isVisible())
    const next = nth < 6 ? place(nth + 1) : page.getByRole('heading', { name: 'Done. Thank you' })
    await pressUntil(page, 'Enter', () => next.isVisible())
    if (nth === 2) {
      expect(await stored()).toBe(before)
      await page.context().setOffline(false)
    }
  }
  // Three dialogues of two turns and three of three.
  await expect.poll(stored, { timeout: 30_000 }).toBe(15)
  complaints.length = 0

  await signIn(page, (await makeActor('ADMIN')).id)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Close…', 'Close for good')
  await page.goto(`/studies/${studyId}/results`)
  await expect(page.locator('#turns')).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('#no-failure')).toBeVisible()
  const shares = page.locator('#shares [data-width=wide]')
  for (const n of ['n = 6', 'n = 9']) await expect(shares.getByText(n, { exact: true })).toBeVisible()
  for (const [system, turns] of Object.entries({ 'Dunlin 2': 6, 'Knot 7B': 9 })) {
    const excellent = await db.judgment.count({
      where: { studyId, choice: 'EXCELLENT', assignment: { item: { responseA: { system: { name: system } } } } },
    })
    const percent = ((100 * excellent) / turns).toFixed(1)
    await expect(shares.locator('text').filter({ hasText: percent }).first()).toBeVisible()
  }
})
