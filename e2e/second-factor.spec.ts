import { Secret, TOTP } from 'otpauth'
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

test('a passkey is added, asked for after the password, enough without it, and removed', async ({ page }) => {
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

test('codes of an app, a recovery code, and the password again after a while', async ({ page }) => {
  const person = await staff()
  await signInByForm(page, person.email, PASSWORD)
  await db.session.updateMany({ where: { userId: person.id }, data: { provenAt: new Date(0) } })
  await page.goto('/account/second-factor')
  await page.getByLabel('Your password again').fill('not the password')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('This is not your present password.')).toBeVisible()
  await page.getByLabel('Your password again').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'Set up an app' }).click()
  const key = (await page.getByLabel('Key for your app').inputValue()).replaceAll(' ', '')
  const code = (steps: number) =>
    new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + steps * 30_000 })
  await page.getByLabel('Code that it shows now').fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('not the code that the app shows', { exact: false })).toBeVisible()
  await page.getByLabel('Code that it shows now').fill(code(0))
  await page.getByRole('button', { name: 'Confirm' }).click()
  const codes = page.getByRole('region', { name: 'Your recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const recovery = (await codes.first().textContent()) ?? ''

  const secondStep = async (given: string) => {
    await page.context().clearCookies()
    await page.goto('/sign-in?next=/account')
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByLabel('Code of your app').fill(given)
    await page.getByRole('button', { name: 'Go on' }).click()
  }
  await secondStep('123456')
  await expect(page.getByText('This was not right', { exact: false })).toBeVisible()
  await secondStep(code(1))
  await expect(page.getByText(`${person.email}, researcher`)).toBeVisible()
  await secondStep(recovery)
  await expect(page.getByText(`${person.email}, researcher`)).toBeVisible()
  await secondStep(recovery)
  await expect(page.getByText('This was not right', { exact: false })).toBeVisible()
})
