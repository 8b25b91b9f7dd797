import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { acts, type Script, startScriptedModel } from '@/lib/testing/scripted-model'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'

const KEY = 'sk-a-key-that-no-page-may-show-0987654321'

test('an admin adds a provider, tests it and sets a price; nobody is shown the key', async ({ page, signIn }) => {
  test.setTimeout(180_000)
  const answer: Script = ({ json }) => {
    if (json && 'temperature' in json) return acts.refuses('temperature')
    return json && 'response_format' in json ? acts.say('{"verdict":"A"}') : acts.say('A')
  }
  const model = await startScriptedModel(answer, { key: KEY })
  const received: string[] = []
  page.on('response', async (response) => received.push(await response.text().catch(() => '')))
  const researcher = await makeActor('RESEARCHER', 'Rana Iqbal')
  await signIn(page, (await makeActor('ADMIN')).id)
  await page.goto('/')
  await page.getByRole('link', { name: 'Providers', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Add a provider' })).toBeVisible()

  await page.getByLabel('Name', { exact: true }).fill('Our server')
  await page.getByLabel('Base URL').fill('models.example.org')
  await page.getByRole('button', { name: 'Add the provider' }).click()
  await expect(page.getByText('Give an address such as https://api.example.org/v1')).toBeVisible()
  await page.getByLabel('Base URL').fill(`${model.url}/v1`)
  await page.getByLabel('Key', { exact: true }).fill('wrong')
  await page.getByLabel('Who may put its models into studies').selectOption('LISTED')
  await page.getByLabel('Rana Iqbal').check()
  await page.getByRole('button', { name: 'Add the provider' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Our server' })).toBeVisible()

  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('HTTP status 401: Incorrect API key provided.')).toBeVisible()
  await page.getByLabel('Key', { exact: true }).fill(KEY)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Now: ends in 4321.')).toBeVisible()
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('')
  await page.getByLabel(/^Model to try/).fill('scripted-1')
  model.follow(() => acts.hang())
  const tests = await db.auditEntry.count({ where: { action: 'provider.test' } })
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('for 3 minutes at most')).toBeVisible()
  await expect.poll(() => model.seen.some(({ method }) => method === 'POST')).toBe(true)
  await page.getByRole('button', { name: 'Cancel the test' }).click()
  await expect(page.getByText('Cancelled. What was known before stands.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Test', exact: true })).toBeFocused()
  // The provider is not kept busy, and nothing of it is kept.
  await expect.poll(model.givenUp).toBe(1)
  expect(await db.auditEntry.count({ where: { action: 'provider.test' } })).toBe(tests)
  model.follow(answer)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('it lists 2 models')).toBeVisible()
  const found = page.getByRole('list', { name: 'Models that were tried' })
  await expect(found).toContainText('Takes: top-p, seed, reasoning effort.')
  await expect(found).toContainText('Refuses, so that it is not sent: temperature.')
  await expect(found).toContainText('Answers in JSON by a schema.')

  await page.getByLabel('Model', { exact: true }).fill('scripted-1')
  await page.getByLabel('A million tokens of input').fill('0.0375')
  await page.getByLabel('A million tokens of output').fill('0.60')
  await page.getByRole('button', { name: 'Set the price' }).click()
  await expect(page.getByText('at most three digits after the point')).toBeVisible()
  await page.getByLabel('A million tokens of input').fill('0.15')
  await page.getByRole('button', { name: 'Set the price' }).click()
  await expect(page.getByRole('row', { name: /scripted-1.*0\.15 USD.*0\.60 USD.*holds/ })).toBeVisible()
  await expectAccessible(page, 'a provider')

  await page.getByLabel('Base URL').fill('https://elsewhere.example/v1')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Enter the key anew').first()).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Switch off…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Switch it off' }).click()
  await expect(page.getByText('It is switched off: nothing is sent to it.')).toBeVisible()
  await page.goto('/admin/providers')
  await expect(page.getByRole('row', { name: /Our server off/ })).toBeVisible()
  await expectAccessible(page, 'providers')
  await page.goto('/admin/audit')
  await expect(page.getByText('added the provider “Our server”')).toBeVisible()

  await signIn(page, researcher.id)
  expect((await page.request.get('/admin/providers')).status()).toBe(404)
  expect(received.filter((text) => text.includes(KEY))).toEqual([])
  expect(received.length).toBeGreaterThan(20)
  await db.provider.deleteMany({ where: { name: 'Our server' } })
  await model.stop()
})
