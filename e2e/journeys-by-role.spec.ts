import type { Page } from '@playwright/test'
import { authorizeActor } from '@/lib/auth/access'
import { hashPassword } from '@/lib/auth/password'
import { db } from '@/lib/db/client'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { makeActor, makeOpenStudy, makePromptSet } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'
import { join, makeLink, signInByForm, uploadPrompts } from './steps'

/** Counts what is pressed with a mouse or a finger in every page from now on, wherever it leads. */
async function countPresses(page: Page): Promise<() => number> {
  let presses = 0
  await page.exposeFunction('notePress', () => {
    presses++
  })
  await page.addInitScript(() => {
    const { notePress } = window as unknown as { notePress: () => void }
    addEventListener('pointerdown', () => notePress(), true)
  })
  return () => presses
}

test('a researcher who is here for the first time comes from signing in to a link for annotators in nine presses', async ({
  page,
}) => {
  const mark = Date.now().toString(36)
  const [focal, other] = [`Alder ${mark}`, `Birch ${mark}`] as const
  const set = await makePromptSet({ prompts: 3, systems: [focal, other] })
  const { id, email } = await makeActor('RESEARCHER', 'Dana Okafor')
  const password = 'a password for the first day'
  await db.user.update({ where: { id }, data: { passwordHash: await hashPassword(password) } })
  const presses = await countPresses(page)
  await signInByForm(page, email, password)
  // From here on no address is typed: every step is where one looks for it.
  await page.getByRole('link', { name: 'New study' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('My first study')
  const sets = page.getByLabel('Prompt set', { exact: true })
  const labels = await sets.locator('option').allTextContents()
  await sets.selectOption({ label: labels.find((label) => label.startsWith(set.name)) ?? '' })
  await page.getByLabel('Focal system', { exact: true }).selectOption({ label: focal })
  await page.getByRole('checkbox', { name: other }).check()
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'My first study' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Rehearse…' })).toBeVisible()
  await page.getByRole('button', { name: 'Open the study…' }).click()
  const dialog = page.getByRole('dialog')
  for (const told of [
    'What is written',
    'What it costs',
    'What freezes',
    'What cannot be undone',
    'What was not tried',
  ])
    await expect(dialog.getByText(told)).toBeVisible()
  await dialog.getByRole('button', { name: 'Open the study' }).click()
  await page.getByRole('link', { name: 'Invite annotators' }).first().click()
  expect(await makeLink(page)).toMatch(/\/join\/.+/)
  expect(presses()).toBeLessThanOrEqual(9)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('an annotator comes from a link to thanks with one press beside those of the verdicts', async ({ page }) => {
    const { studyId, researcher } = await makeOpenStudy({ prompts: 2 })
    const group = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
    const manage = await authorizeActor(researcher, studyId, 'annotators:manage')
    const { token } = await createAnnotatorInvite(manage, { groupId: group.id, capacity: 1, days: 1 })
    const presses = await countPresses(page)
    await join(page, `/join/${token}`, 'Wren Aldous')
    let verdicts = 0
    // Right after a verdict the desk takes none for a moment.
    for (const next of [
      page.getByText('2 of 2', { exact: true }),
      page.getByRole('heading', { name: 'Done. Thank you' }),
    ])
      await expect(async () => {
        await page.getByRole('button', { name: /Answer A is significantly better/ }).tap({ timeout: 2000 })
        verdicts++
        await expect(next).toBeVisible({ timeout: 1000 })
      }).toPass()
    expect(presses() - verdicts).toBe(1)
    await expect.poll(() => db.judgment.count({ where: { studyId } })).toBe(2)
  })
})

test('an admin adds a researcher in three presses, who uploads prompts of their own', async ({
  page,
  browser,
  signIn,
}) => {
  const admin = await makeActor('ADMIN')
  await signIn(page, admin.id)
  const presses = await countPresses(page)
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'People' }).click()
  const link = await makeLink(page, 'Researcher')
  expect(presses()).toBeLessThanOrEqual(3)
  const colleague = await (await browser.newContext()).newPage()
  await join(colleague, link, 'Noor Haddad')
  await expect(colleague.getByRole('link', { name: 'New study' })).toBeVisible()
  await uploadPrompts(colleague, { file: 'questions.csv', set: `Noor’s ${Date.now().toString(36)}`, prompts: 5 })
  await colleague.context().close()
})
