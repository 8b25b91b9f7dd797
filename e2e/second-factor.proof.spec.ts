import { hashPassword } from '@/lib/auth/password'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'
import { signInByForm } from './steps'

const PASSWORD = 'a quiet harbour'

async function staff() {
  const person = await makeActor('RESEARCHER')
  await db.user.update({ where: { id: person.id }, data: { passwordHash: await hashPassword(PASSWORD) } })
  return person
}

test('a passkey is added, asked for after the password, enough without it, and removed', async ({
  page,
  complaints,
}) => {
  const person = await staff()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      isUserVerified: true,
    },
  })
  await signInByForm(page, person.email, PASSWORD)
  await page.goto('/account')
  await page.getByRole('link', { name: 'Your second factors' }).click()
  await page.getByLabel('Name of a new one').fill('Laptop')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible()
  await expect(page.getByText('Laptop', { exact: true })).toBeVisible()
  const signOut = async () => {
    await page.goto('/account')
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page).toHaveURL(/\/sign-in/)
  }

  await signOut()
  await page.goto('/sign-in?next=/account')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible()
  // That the password is not enough is an answer of 401, which Chromium writes to its console.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('401')])
  // The password alone opens nothing.
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.goto('/sign-in/factor?next=/account')
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText('No passkey was used.')).toBeVisible()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText(`${person.email}, researcher`)).toBeVisible()

  await signOut()
  await page.goto('/sign-in?next=/account')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByText(`${person.email}, researcher`)).toBeVisible()

  await page.goto('/account/second-factor')
  await page.getByRole('button', { name: 'Remove Laptop' }).click()
  await expect(page.getByText('Laptop', { exact: true })).toHaveCount(0)
  await signOut()
  await signInByForm(page, person.email, PASSWORD)
})
