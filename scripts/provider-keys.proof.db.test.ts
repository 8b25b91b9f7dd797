import { readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { STUDY_FILES } from '@/lib/formats/export/study-files'
import { ModelInput } from '@/lib/models/design'
import { makeProvider } from '@/lib/providers/testing'
import { startRun } from '@/lib/runs/control-run'
import { canOpen } from '@/lib/security/seal'
import { openStudy } from '@/lib/studies/open-study'
import { setStatus } from '@/lib/studies/set-status'
import { updateStudy } from '@/lib/studies/update-study'
import { loadComparison, makeActor, makeDraft, makeSession } from '@/lib/testing/fixtures'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { startApp } from '../e2e/app-process'
import { command } from './command-process'
import { freePort } from './postgres.mjs'

// A provider's key, looked for in all that leaves a real process that uses it: what it prints, pages, files, errors, a backup.

/** With characters that are written otherwise in addresses, in HTML and in JSON. */
const KEY = 'sk-grep+"this"/key&nowhere=1234567890<abcdef>'

/** As it may stand in something. */
const FORMS = [
  ...[KEY, encodeURIComponent(KEY), JSON.stringify(KEY).slice(1, -1), KEY.replaceAll('"', '""')],
  KEY.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  KEY.replaceAll('"', '\\\\"'),
  Buffer.from(KEY).toString('hex'),
  // In base64, beginning at each of its three places; without ends that hang on what stands beside.
  ...[0, 1, 2].map((before) =>
    Buffer.from('x'.repeat(before) + KEY)
      .toString('base64')
      .slice(4, -4),
  ),
  // A part is enough to be warned by.
  KEY.slice(3, 24),
]

const found = (text: string) => FORMS.filter((form) => text.includes(form))

let folder: string
let model: ScriptedModel
let app: ReturnType<typeof startApp>
let address: string
let cookie: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-keys-'))
  model = await startScriptedModel(() => acts.say('Verdict: C'), { key: KEY })
  const port = await freePort()
  address = `http://localhost:${port}`
  const { DATABASE_URL = '', NEXTAUTH_SECRET = '', ENCRYPTION_KEY = '' } = process.env
  app = startApp(path.join(folder, 'data'), {
    ...{ DATABASE_URL, NEXTAUTH_SECRET, ENCRYPTION_KEY, PORT: String(port), NEXTAUTH_URL: address },
    ...{ EVENHAND_DEMO: 'none', MODEL_PRIVATE_ADDRESSES: 'true' },
  })
  await app.ready
  const admin = await makeActor('ADMIN')
  const token = { sub: admin.id, stamp: await makeSession(admin.id) }
  cookie = `next-auth.session-token=${await encode({ secret: NEXTAUTH_SECRET, token })}`
}, 120_000)

afterAll(async () => {
  app.kill('SIGTERM')
  await app.ended
  await model.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A study that is judged by a model of a provider with this key, up to its run's end, in the app. */
async function runStudy(key: string, end: 'DONE' | 'STOPPED') {
  const { id: providerId } = await makeProvider(model.url, { key })
  const { studyId, researcher } = await makeDraft({ prompts: 3 })
  const input = ModelInput.parse({ providerId, model: 'scripted-1', tokenBudget: 10_000_000 })
  const models = [{ name: 'Machines', codePrefix: 'G', models: [input] }]
  const design = await loadComparison(studyId)
  await updateStudy(await authorizeActor(researcher, studyId, 'study:design'), { ...design, models })
  const run = await authorizeActor(researcher, studyId, 'study:run')
  await openStudy(run)
  const { annotatorId } = await db.modelRun.findFirstOrThrow({ where: { studyId } })
  await startRun(run, annotatorId)
  const read = () => db.modelRun.findFirstOrThrow({ where: { studyId } })
  await expect.poll(async () => (await read()).status, { timeout: 60_000, interval: 100 }).toBe(end)
  const call = await db.modelCall.findFirstOrThrow({ where: { studyId } })
  return { studyId, run, providerId, annotatorId, callId: call.id, problem: (await read()).problem }
}

type Study = Awaited<ReturnType<typeof runStudy>>

/** The addresses of all pages that these ids lead to. */
function pagesOf({ studyId, providerId, annotatorId, callId }: Study): string[] {
  const ids: Record<string, string> = { studyId, providerId, annotatorId, callId, number: '1' }
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => path.dirname(file).replaceAll(/\([^)]+\)\/?/g, ''))
    .map((page) => `/${page === '.' ? '' : page}`.replaceAll(/\[(\w+)\]/g, (whole, name) => ids[name] ?? whole))
    .filter((page) => !page.includes('['))
}

async function fetchText(where: string) {
  const response = await fetch(`${address}${where}`, { headers: { cookie }, redirect: 'manual' })
  const headers = JSON.stringify([...response.headers])
  return { status: response.status, text: headers + Buffer.from(await response.arrayBuffer()).toString('latin1') }
}

async function expectNowhereIn(study: Study): Promise<void> {
  const pages = pagesOf(study)
  const files = STUDY_FILES.map(({ name }) => `/api/studies/${study.studyId}/${name}`)
  const figures = ['figure-1.csv', 'figure-1.svg', 'parity.csv'].map(
    (name) => `/api/studies/${study.studyId}/figures/${name}`,
  )
  let shown = 0
  for (const where of [...pages, ...files, ...figures, '/nowhere']) {
    const { status, text } = await fetchText(where)
    expect(status, where).toBeLessThan(500)
    if (status === 200) shown++
    expect(found(text), where).toEqual([])
  }
  expect(pages.length).toBeGreaterThan(25)
  expect(shown).toBeGreaterThan(30)
}

test('a provider’s key occurs in nothing that a process says, shows, writes or backs up', async () => {
  // It is there to be found.
  expect(found(`Bearer ${KEY}`)).toContain(KEY)
  expect(found(Buffer.from(`key: ${KEY}.`).toString('base64'))).not.toEqual([])

  const well = await runStudy(KEY, 'DONE')
  expect(model.seen.length).toBeGreaterThan(0)
  for (const { headers } of model.seen) expect(headers.authorization).toBe(`Bearer ${KEY}`)
  // What fails says it back, in the body, in the reason and broken off.
  model.follow(({ number, headers }) =>
    number % 2 === 0
      ? acts.reset()
      : {
          ...{ does: 'answer', status: 401, headers: { 'x-echo': String(headers.authorization) } },
          body: JSON.stringify({ error: { message: `Wrong key: ${headers.authorization}`, code: KEY } }),
        },
  )
  const badly = await runStudy(KEY, 'STOPPED')
  expect(badly.problem).toContain('Wrong key: Bearer [key]')

  for (const study of [well, badly]) {
    await setStatus(study.run, 'close')
    await expectNowhereIn(study)
  }
  expect((await fetchText(`/api/studies/${well.studyId}/calls.jsonl`)).text).toContain('Verdict: C')

  const file = path.join(folder, 'backup.tar.gz')
  const { DATABASE_URL = '', ENCRYPTION_KEY = '' } = process.env
  const run = command('backup', [file, '--quick'], { DATABASE_URL, EVENHAND_DATA: path.join(folder, 'data') })
  expect(await run.ended, run.output()).toBe(0)
  const bytes = gunzipSync(await readFile(file)).toString('latin1')
  const { sealedKey } = await db.provider.findUniqueOrThrow({ where: { id: well.providerId } })
  // The sealed key is in it; what opens it is not.
  expect(bytes).toContain(sealedKey)
  expect(found(bytes)).toEqual([])
  expect(bytes).not.toContain(ENCRYPTION_KEY)
  expect(canOpen(sealedKey ?? '')).toBe(true)

  app.kill('SIGTERM')
  await app.ended
  const said = app.output() + run.output()
  expect(said).toContain('Evenhand is ready')
  expect(found(said)).toEqual([])
}, 300_000)
