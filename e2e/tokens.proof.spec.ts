import { request } from '@playwright/test'
import { db } from '@/lib/db/client'
import { makeOpenStudy } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'

test('a token is made, shown once, works as far as it was allowed to, and is out once it is revoked', async ({
  page,
  signIn,
}) => {
  const { studyId, researcher } = await makeOpenStudy()
  await signIn(page, researcher.id)
  await page.goto('/account')
  await page.getByRole('link', { name: 'Your tokens' }).click()
  await expect(page.getByText('None yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Make a token' }).click()
  await expect(page.getByText('Say what it is for', { exact: false })).toBeVisible()
  await page.getByLabel('What it is for').fill('My notebook')
  await page.getByText('No end', { exact: true }).click()
  await expect(page.getByText('A token without an end', { exact: false })).toBeVisible()
  await page.getByText('90 days', { exact: true }).click()
  await page.getByRole('button', { name: 'Make a token' }).click()
  const token = await page.getByLabel('Token', { exact: true }).inputValue()
  await expect(page.getByRole('row', { name: 'My notebook' })).toContainText(`…${token.slice(-4)}`)
  const headers = { authorization: `Bearer ${token}` }
  const script = await request.newContext({ baseURL: process.env.NEXTAUTH_URL, extraHTTPHeaders: headers })
  expect(await (await script.get('/api/v1/me')).json()).toMatchObject({ name: researcher.name })
  expect((await script.get(`/api/v1/studies/${studyId}`)).status()).toBe(200)
  expect((await script.post(`/api/v1/studies/${studyId}/pause`)).status()).toBe(403)
  // Made for other addresses it is nothing.
  expect((await script.get(`/api/studies/${studyId}/design.json`)).status()).toBe(401)
  const head = await script.head(`/api/v1/studies/${studyId}/plan.csv`)
  expect([head.status(), head.headers()['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  await page.reload()
  await expect(page.getByLabel('Token', { exact: true })).toHaveCount(0)
  await expectAccessible(page, 'tokens')
  await page.getByRole('button', { name: 'Revoke…' }).click()
  await page.getByRole('button', { name: 'Revoke the token' }).click()
  await expect(page.getByRole('row', { name: 'My notebook' })).toContainText('revoked')
  expect((await script.get('/api/v1/me')).status()).toBe(401)
  await script.dispose()
})

test('spreadsheets get a link to one file, and the reference reads without a script of others', async ({
  page,
  signIn,
}) => {
  const { studyId, researcher } = await makeOpenStudy()
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/export`)
  await page.getByText('pandas', { exact: true }).click()
  await expect(page.getByText(`/api/v1/studies/${studyId}/judgments.csv`, { exact: false }).first()).toBeVisible()
  await page.getByText('Excel and Google Sheets', { exact: true }).click()
  await page.getByLabel('File', { exact: true }).selectOption('plan.csv')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByLabel('Link to the file').inputValue()
  const anybody = await request.newContext()
  expect(await (await anybody.get(link)).text()).toContain('Focal')
  await page.getByRole('button', { name: 'Revoke…' }).click()
  await page.getByRole('button', { name: 'Revoke the link' }).click()
  await expect(page.getByText('works until', { exact: false })).toHaveCount(0)
  expect((await anybody.get(link)).status()).toBe(404)
  await page.goto('/docs/api')
  await expect(page.getByRole('heading', { name: '/api/v1/studies/{studyId}/results' })).toBeVisible()
  await page.getByText('Answers 200: application/json').first().click()
  await expectAccessible(page, 'reference')
  expect((await anybody.get(new URL('/llms.txt', link).href)).status()).toBe(200)
  const client = await (await anybody.get(new URL('/clients/evenhand.py', link).href)).text()
  expect(client).toContain('class Evenhand:')
  await anybody.dispose()
})
