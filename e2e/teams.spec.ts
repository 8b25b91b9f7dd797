import { db } from '@/lib/db/client'
import { makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'

test('an owner shares a study: a viewer reads results only, becomes an editor, then the owner, and the first one leaves', async ({
  page,
  browser,
  signIn,
}) => {
  const { studyId, researcher } = await makeOpenStudy()
  const { title } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  const other = await makeActor('RESEARCHER', 'Noor Haddad')
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}`)
  await page.getByRole('navigation', { name: 'Study' }).getByRole('link', { name: 'Team' }).click()
  await expect(page.getByText('1 person works on this study.')).toBeVisible()
  await page.getByLabel('E-mail').fill('nobody@example.org')
  await page.getByRole('button', { name: 'Add to the team' }).click()
  await expect(page.getByText(/Nobody who runs studies here/)).toBeVisible()
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await page.getByLabel('E-mail').fill(other.email)
  await page.getByLabel('Role').selectOption('Viewer')
  await page.getByRole('button', { name: 'Add to the team' }).press('Enter')
  await expect(page.getByText(`${other.email} is in the team.`)).toBeVisible()

  const theirs = await (await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '' })).newPage()
  await signIn(theirs, other.id)
  await theirs.goto('/')
  const row = theirs.getByRole('row').filter({ hasText: title })
  await expect(row.getByText(`${researcher.name}’s, you read results`)).toBeVisible()
  await row.getByRole('link', { name: title, exact: true }).click()
  await expect(theirs).toHaveURL(`/studies/${studyId}/results`)
  const tabs = theirs.getByRole('navigation', { name: 'Study' }).getByRole('link')
  await expect(tabs).toHaveText(['Items', 'Results', 'Agreement', 'Rankings', 'Team'])
  await expect(theirs.getByRole('button', { name: /look/i })).toHaveCount(0)

  const person = page.getByRole('row').filter({ hasText: 'Noor Haddad' })
  await person.getByRole('combobox', { name: 'Role of Noor Haddad' }).selectOption('Editor')
  await expect(async () => {
    await theirs.goto(`/studies/${studyId}/annotators`)
    await expect(theirs.getByRole('heading', { level: 1, name: 'Annotators' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await person.getByRole('button', { name: 'Hand over…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click()
  await expect(page.getByRole('button', { name: 'Add to the team' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Leave the team…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('row').filter({ hasText: title })).toHaveCount(0)
  await theirs.context().close()
})
