import { makeActor } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'

test('an admin signs in with the password from the first start and finds what to do next', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('E-mail').fill('admin@example.org')
  await page.getByLabel('Password').fill('a password for the tests')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Prompt sets' }).first()).toBeVisible()
})

test('a researcher without studies is told how to begin', async ({ page, signIn }) => {
  await signIn(page, (await makeActor('RESEARCHER')).id)
  await page.goto('/')
  await expect(page.getByText('No studies of yours yet.')).toBeVisible()
})
