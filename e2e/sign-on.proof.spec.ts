import { randomUUID } from 'node:crypto'
import { hashPassword } from '@/lib/auth/password'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { TestProvider } from '@/lib/testing/oidc-provider'
import { expect, test } from './fixtures'
import { signInByForm } from './steps'

const PASSWORD = 'a quiet harbour'

// One after the other: there is one provider, which is away at first.
test('single sign-on: away, somebody new, out again at both, an account that was here before', async ({ page }) => {
  const old = await makeActor('RESEARCHER', 'Tomas Reyes')
  await db.user.update({ where: { id: old.id }, data: { passwordHash: await hashPassword(PASSWORD) } })
  const signOn = page.getByRole('button', { name: 'Continue with Example ID' })

  await test.step('while it is away that is said, and the password works', async () => {
    await page.goto('/sign-in?next=/account')
    await signOn.click()
    await expect(page.getByText('The sign-on provider does not answer', { exact: false })).toBeVisible()
    await signInByForm(page, old.email, PASSWORD)
    await page.goto('/account')
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
  })

  const callback = `${process.env.NEXTAUTH_URL}/api/oidc/callback`
  const provider = new TestProvider(callback, Number(new URL(process.env.OIDC_ISSUER ?? '').port))
  await provider.start()
  try {
    const leave = async () => {
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await page.getByRole('button', { name: 'Yes, sign me out' }).click()
      await expect(page).toHaveURL(/\/sign-in(\?|$)/)
    }
    await test.step('somebody new is in, goes where they wanted, and out again there as well', async () => {
      provider.holder = {
        ...{ sub: randomUUID(), name: 'Ines Caldeira', email: `${randomUUID()}@lab.example`, email_verified: true },
      }
      await page.goto('/sign-in?next=/account')
      await signOn.click()
      await expect(page.getByText('Connected to Example ID', { exact: false })).toBeVisible()
      await expect(page.getByText(`${provider.holder.email}, annotator`)).toBeVisible()
      await leave()
      await page.goto('/account')
      await expect(page).toHaveURL(/\/sign-in\?next=/)
    })

    await test.step('an account that was here is joined by its password, and by no other', async () => {
      provider.holder = { sub: randomUUID(), name: 'Tomas Reyes', email: old.email, email_verified: true }
      await page.goto('/sign-in?next=/account')
      await signOn.click()
      await expect(page.getByRole('heading', { name: 'Is this account yours?' })).toBeVisible()
      await expect(page.getByLabel('E-mail')).toHaveValue(old.email)
      await page.getByLabel('Password').fill('not the password')
      await page.getByRole('button', { name: 'Sign in and connect' }).click()
      await expect(page.getByText('do not match an account', { exact: false })).toBeVisible()
      expect(await db.identity.count({ where: { userId: old.id } })).toBe(0)
      await page.getByLabel('Password').fill(PASSWORD)
      await page.getByRole('button', { name: 'Sign in and connect' }).click()
      await expect(page.getByText(`${old.email}, researcher`)).toBeVisible()
      await leave()
      await page.goto('/sign-in?next=/account')
      await signOn.click()
      await expect(page.getByText(`${old.email}, researcher`)).toBeVisible()
      await page.getByRole('button', { name: 'Disconnect' }).click()
      await expect(page).toHaveURL(/\/sign-in/)
    })

    await test.step('an answer to nothing that was asked is refused, and says so', async () => {
      await page.goto('/api/oidc/callback?code=stolen&state=guessed')
      await expect(page.getByText('Single sign-on did not succeed', { exact: false })).toBeVisible()
    })
  } finally {
    await provider.stop()
  }
})
