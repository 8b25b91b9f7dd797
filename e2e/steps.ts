import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures'

/** A file of ours beside the tests, or one by its full path. */
function filePath(name: string): string {
  return path.isAbsolute(name) ? name : path.join(import.meta.dirname, 'files', name)
}

export async function signInByForm(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Uploads a prompt set and imports it; `prompts` is what the dry run must say. */
export async function uploadPrompts(
  page: Page,
  { file, set, prompts }: { file: string; set: string; prompts: number },
) {
  await page.goto('/prompt-sets')
  await page.getByRole('link', { name: 'Upload prompts' }).click()
  await page.getByRole('textbox', { name: 'Name of the prompt set' }).fill(set)
  await page.locator('input[type=file]').setInputFiles(filePath(file))
  await page.getByRole('button', { name: 'Check the file' }).click()
  await page.getByRole('button', { name: `Import ${prompts} prompts` }).click()
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible()
}

/** Uploads a system's responses to a set and imports them; all prompts must be covered. */
export async function uploadResponses(
  page: Page,
  upload: { file: string; set: string; system: string; prompts: number },
) {
  const { file, set, system, prompts } = upload
  await page.goto('/prompt-sets')
  await page.getByRole('link', { name: set, exact: true }).click()
  await page.getByRole('link', { name: 'Upload responses' }).click()
  await page.getByRole('textbox', { name: 'System' }).fill(system)
  await page.locator('input[type=file]').setInputFiles(filePath(file))
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(
    page.getByText(
      `${prompts} of ${prompts} prompts will have a response of ${system}; 0 unknown prompts, 0 duplicates, 0 empty.`,
    ),
  ).toBeVisible()
  await page.getByRole('button', { name: `Import ${prompts} responses` }).click()
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible()
}

/** Makes a link on the page shown and returns it. */
export async function makeLink(page: Page, role?: string): Promise<string> {
  if (role) await page.getByRole('radio', { name: role }).check({ force: true })
  await page.getByRole('button', { name: 'Make a link' }).first().click()
  return page.getByLabel('Invite link').inputValue()
}

/** Makes an account by a link, after agreeing to what there is to agree to. */
export async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link)
  const agree = page.getByRole('button', { name: 'I agree, go on' })
  await expect(agree.or(page.getByLabel('Name'))).toBeVisible()
  if (await agree.isVisible()) await agree.click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(`${name.toLowerCase().replaceAll(/\W+/g, '.')}.${Date.now()}@example.org`)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: 'Make an account and join' }).click()
}

/** One focal system against baselines; what is not named stays as a new design has it. */
export type Design = { title: string; set: string; focal: string; baselines: string[]; overlap: number; seed: number }

/** Fills the form of a new study and makes the draft. */
export async function makeDraft(page: Page, design: Design): Promise<void> {
  await page.goto('/studies/new')
  await page.getByRole('textbox', { name: 'Title' }).fill(design.title)
  await page
    .getByLabel('Prompt set', { exact: true })
    .selectOption({ label: await optionLike(page.getByLabel('Prompt set', { exact: true }), design.set) })
  await page.getByLabel('Focal system', { exact: true }).selectOption({ label: design.focal })
  for (const baseline of design.baselines) await page.getByRole('checkbox', { name: baseline }).check()
  for (const [label, value] of [
    ['Judgments per item', design.overlap],
    ['Seed', design.seed],
  ] as const) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(String(value))
    await page.getByRole('textbox', { name: label, exact: true }).blur()
  }
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: design.title })).toBeVisible()
}

async function optionLike(select: Locator, text: string): Promise<string> {
  const labels = await select.locator('option').allTextContents()
  return labels.find((label) => label.startsWith(text)) ?? text
}

/** Presses a button of a study's overview and confirms. */
export async function confirm(page: Page, button: string, confirmation: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').getByRole('button', { name: confirmation, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

export type Verdict = 'left' | 'tie' | 'right'

/** Judges by keyboard until the desk says it is done; the caller decides each pair by what it reads. @returns how many */
export async function judgeAll(page: Page, decide: (left: string, right: string) => Verdict): Promise<number> {
  return judgeSome(page, Number.POSITIVE_INFINITY, decide)
}

/** Judges `wanted` pairs by keyboard, or all there are. Each is acknowledged before the next. @returns how many */
export async function judgeSome(page: Page, wanted: number, decide: (left: string, right: string) => Verdict) {
  const keys = { left: '1', tie: '2', right: '3' }
  for (let judged = 0; judged < wanted; judged++) {
    const verdict = page.getByRole('button', { name: /Answer A is significantly better/ })
    const done = page.getByRole('heading', { name: /^Done/ })
    await expect(verdict.or(done)).toBeVisible()
    if (await done.isVisible()) return judged
    await expect(verdict).toBeEnabled()
    const heading = await page.getByRole('heading', { level: 1 }).textContent()
    const [left, right] = await Promise.all(
      ['Answer A', 'Answer B'].map((name) => page.getByRole('region', { name, exact: true }).textContent()),
    )
    const acknowledged = page.waitForResponse((answer) => answer.url().endsWith('/judgments'))
    await press(page, keys[decide(left ?? '', right ?? '')], heading ?? '')
    expect((await acknowledged).status()).toBe(200)
  }
  return wanted
}

/** Presses until the next pair (or the end) is there: keys rest for 300 ms after a verdict. */
async function press(page: Page, key: string, heading: string): Promise<void> {
  const moved = async () => {
    const now = page.getByRole('heading', { level: 1 })
    return (await now.count()) === 0 || (await now.first().textContent()) !== heading
  }
  await expect(async () => {
    if (await moved()) return
    await page.keyboard.press(key)
    await expect.poll(moved, { timeout: 400, intervals: [25] }).toBe(true)
  }).toPass({ intervals: [25] })
}
