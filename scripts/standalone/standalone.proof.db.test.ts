import { afterAll, beforeAll, expect, test } from 'vitest'

import { ask, emptyDatabase } from '../backup/testing'
import { freePort } from '../postgres.mjs'
import { type Folder, makeFolder } from './testing'

// What an image holds, run as an image runs it: outside the checkout, by somebody who may write nothing in it.

const ADMIN = { EVENHAND_ADMIN_EMAIL: 'admin@example.org', EVENHAND_ADMIN_PASSWORD: 'a password for the proof' }
const PATIENT = 600_000

let folder: Folder
let database: Awaited<ReturnType<typeof emptyDatabase>>
let app: Awaited<ReturnType<Folder['start']>>
let address: string
let cookie: string
let variables: Record<string, string>

beforeAll(async () => {
  database = await emptyDatabase()
  folder = await makeFolder()
  const port = String(await freePort())
  address = `http://127.0.0.1:${port}`
  const keys = { NEXTAUTH_SECRET: 's'.repeat(48), ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') }
  variables = { DATABASE_URL: database.url, PORT: port, ...keys, ...ADMIN }
  app = await folder.start(variables)
  cookie = await signIn()
}, PATIENT)

afterAll(async () => {
  await app?.stop()
  await folder?.remove()
  await database?.drop()
}, PATIENT)

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')

/** As the form does. */
async function signIn(): Promise<string> {
  const first = await fetch(`${address}/api/auth/csrf`)
  const { csrfToken } = await first.json()
  const { EVENHAND_ADMIN_EMAIL: email, EVENHAND_ADMIN_PASSWORD: password } = ADMIN
  const answer = await fetch(`${address}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookiesOf(first), origin: address },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  expect(answer.status, await answer.text()).toBe(200)
  return cookiesOf(answer)
}

async function get(path: string) {
  const answer = await fetch(address + path, { headers: { cookie } })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    body: Buffer.from(await answer.arrayBuffer()),
  }
}

async function demo(): Promise<string> {
  const [study] = await ask(database.url, `SELECT id FROM "Study" WHERE title = 'Everyday questions'`)
  return String(study?.id)
}

test('nothing in it can be written by whoever runs it', async () => {
  expect(await folder.writable()).toBe('')
})

test('its pages are served, with their styles, scripts and pictures', async () => {
  const page = await get(`/studies/${await demo()}/results`)
  expect(page.status).toBe(200)
  const html = page.body.toString()
  expect(html).toContain('Everyday questions')
  const files = [...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+|\/[a-z-]+\.(?:svg|png|ico))"/g)]
  expect(files.length).toBeGreaterThan(3)
  for (const [, file = ''] of files) expect((await get(file.replaceAll('&amp;', '&'))).status, file).toBe(200)
  const version = await fetch(`${address}/api/version`)
  expect(await version.json()).toMatchObject({ commit: expect.stringMatching(/^[0-9a-f]{40}$/) })
})

test.each([
  ['svg', /^<svg /],
  ['png', /^.PNG/],
  ['pdf', /^%PDF-1\./],
  ['csv', /^study,study_id/],
  ['tex', /^% needs/],
  ['txt', /^[A-Z]/],
])('a figure comes as %s, once a thread has computed it', async (ending, begins) => {
  const path = `/api/studies/${await demo()}/figures/agreement.${ending}`
  await expect.poll(async () => (await get(path)).status, { timeout: 60_000 }).toBe(200)
  expect((await get(path)).body.toString('latin1')).toMatch(begins)
})

test.each([
  ['judgments.csv', /^/],
  ['judgments.jsonl', /^\{/],
  ['judgments.parquet', /^PAR1/],
  ['judgments.xlsx', /^PK/],
  ['pairs.jsonl', /^\{/],
])('the export %s comes whole', async (file, begins) => {
  const { status, body } = await get(`/api/studies/${await demo()}/${file}`)
  expect(status, body.toString()).toBe(200)
  expect(body.length).toBeGreaterThan(1000)
  expect(body.toString('latin1')).toMatch(begins)
})

test('a file is read by the thread that reads uploads', async () => {
  const query = new URLSearchParams({ kind: 'PROMPTS', filename: 'three.jsonl', name: 'Three' })
  const answer = await fetch(`${address}/api/uploads?${query}`, {
    method: 'POST',
    headers: { cookie, origin: address, 'content-type': 'application/octet-stream' },
    body: [1, 2, 3].map((id) => JSON.stringify({ id: `p${id}`, prompt: `Question ${id}` })).join('\n'),
  })
  expect(answer.status, await answer.clone().text()).toBe(201)
  const { uploadId } = await answer.json()
  expect(await ask(database.url, `SELECT lines FROM "Upload" WHERE id = '${uploadId}'`)).toEqual([{ lines: 3 }])
})

test('its commands run: the doctor, a backup, a new password', async () => {
  const doctor = await folder.run(['scripts/doctor.mjs'], { ...variables, PORT: '0' })
  expect(doctor.output).toMatch(/✓ migrations/)
  const backup = await folder.run(['scripts/backup.mjs', '--quick'], variables)
  expect(backup, backup.output).toMatchObject({ code: 0, output: expect.stringContaining('every hash is right') })
  const args = ['--conditions=react-server', '--import', 'tsx', 'scripts/password.ts', ADMIN.EVENHAND_ADMIN_EMAIL]
  const password = await folder.run(args, variables)
  expect(password, password.output).toMatchObject({ code: 0 })
})

test('a second start migrates nothing, and SIGTERM ends it well', async () => {
  expect(await app.stop()).toBe(0)
  app = await folder.start(variables)
  expect(app.output()).not.toContain('migration')
  expect((await fetch(`${address}/api/ready`)).status).toBe(200)
})

test('without a database it says what it needs', async () => {
  await app.stop()
  const { code, output } = await folder.run(['scripts/start.mjs', '--built'], { PORT: String(await freePort()) })
  expect(code).toBe(1)
  expect(output).toContain('DATABASE_URL')
  expect(output).not.toContain('    at ')
})
