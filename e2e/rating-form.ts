import type { Page } from '@playwright/test'
import { expect } from './fixtures'

/** The form of a new study of single responses. */
export async function openForm(page: Page): Promise<void> {
  await page.goto('/studies/new')
  await expect(page.getByRole('button', { name: 'Make the draft' })).toBeEnabled()
  await page.getByRole('radio', { name: 'Ratings of single responses' }).check()
}

/** Chooses what is rated: a prompt set, as the form lists it, and systems with responses to it. */
export async function chooseSet(page: Page, label: string, systems: readonly string[]): Promise<void> {
  await page.getByLabel('Prompt set', { exact: true }).selectOption({ label })
  for (const name of systems) await page.getByRole('checkbox', { name }).check()
}
