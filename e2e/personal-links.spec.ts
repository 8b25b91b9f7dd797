import { readFile } from 'node:fs/promises'
import { makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'

test('a pasted list becomes a link each, in a file; one joins with theirs, and is known on another device', async ({
  page,
  browser,
  signIn,
}) => {
  const { studyId, researcher } = await makeOpenStudy()
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/annotators`)
  await page.getByText('Personal links', { exact: true }).click()
  const people = page.getByLabel('People, one a line')
  await people.fill('Mara Lindt, mara@nowhere\nNoor Haddad')
  await page.getByRole('button', { name: 'Make personal links' }).click()
  await expect(page.getByText('Line 1: Give an e-mail such as name@example.org.')).toBeVisible()
  await expect(people).toHaveValue('Mara Lindt, mara@nowhere\nNoor Haddad')
  const email = `mara-${studyId}@example.org`
  await people.fill(`Mara Lindt, ${email}\nNoor Haddad`)
  await page.getByRole('button', { name: 'Make personal links' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download them (CSV)' }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  const link =
    csv
      .split('\r\n')
      .find((line) => line.includes('Mara Lindt'))
      ?.split(',')[2] ?? ''
  expect(link).toMatch(/\/join\/[\w-]{43}$/)
  const row = page.getByRole('row').filter({ hasText: 'Mara Lindt' })
  await expect(row.getByRole('cell', { name: 'waiting' })).toBeVisible()

  const hers = await (await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '' })).newPage()
  await hers.goto(link)
  await expect(hers.getByLabel('Name')).toHaveValue('Mara Lindt')
  await expect(hers.getByLabel('E-mail')).toHaveValue(email)
  await hers.getByLabel('Password').fill('a quiet harbour')
  await hers.getByRole('button', { name: 'Make an account and join' }).click()
  await expect(hers).toHaveURL(`/annotate/${studyId}`)
  await hers.goto(link)
  await expect(hers).toHaveURL(`/annotate/${studyId}`)

  const other = await (await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '' })).newPage()
  await other.goto(link)
  await expect(other.getByRole('heading', { name: 'This link has brought somebody in already' })).toBeVisible()
  await other.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await other.getByLabel('E-mail').fill(email)
  await other.getByLabel('Password').fill('a quiet harbour')
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other).toHaveURL(`/annotate/${studyId}`)

  await page.reload()
  await expect(row.getByRole('cell', { name: /^joined \d/ })).toBeVisible()
  await expect(row).not.toContainText('C01')
  for (const each of [hers, other]) await each.context().close()
})
