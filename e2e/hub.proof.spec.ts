import { createServer, type Server } from 'node:http'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { jsonLines } from '@/lib/uploads/testing-files'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'

const SHA = 'c0ffee'.padEnd(40, '0')
const mark = Date.now().toString(36)
const FILES: Record<string, string> = {
  'data/train-00000-of-00002.jsonl': jsonLines([{ id: 'p-0', prompt: `Zip ${mark}?` }]),
  'data/train-00001-of-00002.jsonl': jsonLines([{ id: 'p-1', prompt: `Fathom ${mark}?` }, { id: 'p-2' }]),
  'README.md': '# Birds',
}

let hub: Server

test.beforeAll(async () => {
  hub = createServer(({ url = '', headers }, response) => {
    const [path = ''] = url.split('?')
    const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    if (headers.authorization !== 'Bearer hf_read')
      return response.writeHead(403, { 'x-error-code': 'GatedRepo' }).end()
    if (path.endsWith('/revision/main')) return json({ sha: SHA })
    if (path.endsWith(`/tree/${SHA}`) || path.endsWith(`/revision/${SHA}`))
      return json(
        path.includes('/tree/')
          ? Object.entries(FILES).map(([name, { length }]) => ({ type: 'file', path: name, size: length }))
          : { sha: SHA },
      )
    return response.end(FILES[path.split(`/resolve/${SHA}/`)[1] ?? ''])
  })
  const { port } = new URL(process.env.HF_ENDPOINT ?? '')
  await new Promise<void>((resolve) => hub.listen(Number(port), '127.0.0.1', resolve))
})
test.afterAll(() => {
  hub.closeAllConnections()
  hub.close()
})

test('a gated data set of the hub is looked at with a token, and one split of it waits to be imported', async ({
  page,
  signIn,
}) => {
  await signIn(page, (await makeActor('ADMIN')).id)
  await page.goto('/prompt-sets/new')
  await page.getByText('From the Hugging Face Hub').click()
  await page.getByRole('textbox', { name: 'Data set' }).fill('lab')
  await page.getByRole('button', { name: 'Look at it' }).press('Enter')
  await expect(page.getByText(/^Write OWNER/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Data set' }).fill('lab/birds')
  await page.getByRole('textbox', { name: 'Data set' }).press('Enter')
  await expect(page.getByText(/gated: ask for access/)).toBeVisible()
  await page.getByLabel('Token').fill('hf_read')
  await page.getByRole('button', { name: 'Look at it' }).click()
  await expect(page.getByText('As of commit c0ffee00.')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Files' })).toContainText('data/train.jsonl (2 shards')
  await expectAccessible(page, page.url())

  await page.getByRole('button', { name: 'Fetch and check them' }).click()
  await expect(page.getByText('Give a name.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name of the prompt set' }).last().fill(`Birds ${mark}`)
  await page.getByRole('button', { name: 'Fetch and check them' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Dry run' })).toBeVisible()
  await expect(page.getByText(/train-00001-of-00002\.jsonl/).first()).toBeVisible()
  await page.getByRole('checkbox', { name: 'Leave out the 1 problem row' }).check()
  await page.getByRole('button', { name: 'Import 2 prompts' }).click()
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible()
  expect(await db.prompt.count({ where: { promptSet: { name: `Birds ${mark}` } } })).toBe(2)
})
