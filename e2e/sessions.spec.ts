import { hashPassword } from '@/lib/auth/password'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { expect, sessionCookie, test } from './fixtures'
import { signInByForm } from './steps'

const PASSWORD = 'a quiet harbour'

async function personWith(password: string, fields: { passwordExpiresAt?: Date } = {}) {
  const person = await makeActor('ANNOTATOR')
  await db.user.update({ where: { id: person.id }, data: { passwordHash: await hashPassword(password), ...fields } })
  return person
}

test('a copied token is dead after sign-out, and one signs out elsewhere from here', async ({ page, browser }) => {
  const person = await personWith(PASSWORD)
  await signInByForm(page, person.email, PASSWORD)
  const copied = (await page.context().cookies()).find(({ name }) => name === 'next-auth.session-token')
  const elsewhere = await browser.newContext({ baseURL: process.env.NEXTAUTH_URL })
  await elsewhere.addCookies([{ ...(await sessionCookie(person.id)), path: '/' }])
  const other = await elsewhere.newPage()
  await other.goto('/account')
  await expect(other.getByText('this browser', { exact: true })).toBeVisible()

  await page.goto('/account')
  await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0)
  await other.goto('/account')
  await expect(other).toHaveURL(/\/sign-in\?next=/)

  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await elsewhere.addCookies([{ name: copied?.name ?? '', value: copied?.value ?? '', domain: 'localhost', path: '/' }])
  await other.goto('/account')
  await expect(other).toHaveURL(/\/sign-in\?next=/)
  await elsewhere.close()
})

test('a session that cannot be ended goes on, and one is told so', async ({ page, complaints }) => {
  const person = await personWith(PASSWORD)
  await signInByForm(page, person.email, PASSWORD)
  await page.goto('/account')
  await db.$executeRawUnsafe(`
    CREATE FUNCTION keep_session() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'kept by the test'; END $$`)
  await db.$executeRawUnsafe(`
    CREATE TRIGGER keep_session BEFORE DELETE ON "Session"
    FOR EACH ROW WHEN (OLD."userId" = '${person.id}') EXECUTE FUNCTION keep_session()`)
  try {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByText('You are still signed in', { exact: false })).toBeVisible()
    expect(complaints.splice(0)).toEqual([expect.stringContaining('503')])
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible()
  } finally {
    await db.$executeRawUnsafe('DROP FUNCTION keep_session CASCADE')
  }
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await db.session.count({ where: { userId: person.id } })).toBe(0)
})

test('who was given a password chooses one, and then goes where they wanted', async ({ page }) => {
  const person = await personWith('given-for-three-days', { passwordExpiresAt: new Date(Date.now() + 60 * 60 * 1000) })
  await page.goto('/sign-in?next=/account')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill('given-for-three-days')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Choose a password' })).toBeVisible()
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Choose a password' })).toBeVisible()
  await page.goto('/account/password?next=/account')
  await page.getByLabel('Present password').fill('given-for-three-days')
  await page.getByLabel('New password').fill('password1234')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('too easy to guess', { exact: false })).toBeVisible()
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible()
})
