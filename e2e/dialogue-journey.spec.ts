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
  const place = (nth: number) => page.getByText(`${nth} of 6`, { exact: true }).first()
  const turnsShown = async () => {
    await expect(gradesOf(page, 1)).toBeVisible()
    const name = (await gradesOf(page, 1).getAttribute('aria-label')) ?? (await gradesOf(page, 1).innerText())
    return Number(/Turn 1 of (\d)/.exec(name)?.[1])
  }
  for (let nth = 1; nth <= 6; nth++) {
    await expect(place(nth)).toBeVisible()
    const turns = await turnsShown()
    if (nth === 2) await page.context().setOffline(true)
    // The last answer of each is excellent, all before it are a pass: by touch, then by keyboard.
    if (nth === 1) for (let turn = 1; turn < turns; turn++) await grade(page, turn, 'Pass')
    else
      for (let turn = 1; turn < turns; turn++) await pressUntil(page, '2', () => gradesOf(page, turn + 1).isVisible())
    await pressUntil(page, '3', () => page.getByText('All turns are graded.', { exact: false }).isVisible())
    const next = nth < 6 ? place(nth + 1) : page.getByRole('heading', { name: 'Done. Thank you' })
    await pressUntil(page, 'Enter', () => next.isVisible())
    if (nth === 2) {
      await expect(page.getByText('1 verdict kept here', { exact: false })).toBeVisible()
      await page.context().setOffline(false)
    }
  }
  // Three dialogues of two turns and three of three.
  await expect.poll(() => db.judgment.count({ where: { studyId } }), { timeout: 30_000 }).toBe(15)
  complaints.length = 0

  await signIn(page, (await makeActor('ADMIN')).id)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Close…', 'Close for good')
  await page.goto(`/studies/${studyId}/results`)
  await expect(page.locator('#turns')).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('#no-failure')).toBeVisible()
  const shares = page.locator('#shares [data-width=wide]')
  // Of six turns three are excellent, and of nine three.
  for (const text of ['n = 6', 'n = 9', '50.0', '33.3'])
    await expect(shares.getByText(text, { exact: true }).first()).toBeVisible()
})
