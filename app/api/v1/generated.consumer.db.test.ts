import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { makeToken } from '@/lib/testing/token'
import { workHere } from '@/lib/worker/testing'
import { apiDocument } from './endpoints'
import { serveApi } from './testing-server'

workHere()

const run = promisify(execFile)
const python = process.env.EVENHAND_CONSUMERS_PYTHON ?? ''

let server: Server
let url = ''
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-generated-'))
  server = await serveApi()
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await writeFile(path.join(folder, 'openapi.json'), JSON.stringify(apiDocument()))
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a script beside the document. @returns its last line, read */
async function runPython(token: string, script: string): Promise<unknown> {
  const env = { ...process.env, EVENHAND_URL: url, EVENHAND_TOKEN: token, HF_HOME: folder }
  const { stdout } = await run(python, ['-B', '-W', 'ignore', '-c', script], { env, cwd: folder })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

test.runIf(python)('a second validator, of other makers, finds the document valid', async () => {
  const args = ['--yes', '-p', '@seriousme/openapi-schema-validator@2.11.0', 'validate-api', 'openapi.json']
  const { stdout } = await run('npx', args, { cwd: folder })
  expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toEqual({ valid: true })
})

/** Files of types that the generator takes for no text are read without it. */
const LEFT_OUT = ['judgments.jsonl', 'judgments.parquet', 'exports/{file}', 'figures/{file}']

test.runIf(python)('a client that another program makes of the document works', async () => {
  const generator = path.join(path.dirname(python), 'openapi-python-client')
  const args = ['generate', '--path', 'openapi.json', '--meta', 'none', '--output-path', 'made']
  const { stdout } = await run(generator, args, { cwd: folder })
  const warned = [...stdout.matchAll(/WARNING parsing \w+ (\S+)/g)].map(([, at]) => at ?? '')
  expect(warned.filter((at) => !LEFT_OUT.some((file) => at.endsWith(file)))).toEqual([])
  expect(stdout).not.toContain('will not be generated')
  const { studyId, researcher } = await makeOpenStudy()
  for (const person of await enrolPeople(studyId, 1)) await judgeAll(person)
  const found = await runPython(
    await makeToken(researcher),
    `
import json, os
from made import AuthenticatedClient
from made.api.me import get_me
from made.api.studies import get_studies, get_studies_study_id_progress, post_studies_study_id_pause, get_studies_study_id_results
client = AuthenticatedClient(base_url=os.environ["EVENHAND_URL"], token=os.environ["EVENHAND_TOKEN"])
studies = get_studies.sync(client=client, limit=10)
one = studies.data[0].id
progress = get_studies_study_id_progress.sync(one, client=client)
refused = get_studies_study_id_results.sync_detailed(one, client=client)
paused = post_studies_study_id_pause.sync_detailed(one, client=client)
print(json.dumps({"name": get_me.sync(client=client).name, "id": str(one), "done": progress.done, "code": refused.parsed.code,
  "paused": paused.status_code, "created": str(studies.data[0].created_at.tzinfo)}))
`,
  )
  expect(found).toEqual({
    ...{ name: researcher.name, id: studyId, done: 4, code: 'look_needed', paused: 200, created: 'UTC' },
  })
})

test.runIf(python)('load_dataset reads judgments over HTTP with a token', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  for (const person of await enrolPeople(studyId, 1)) await judgeAll(person)
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  const found = await runPython(
    await makeToken(researcher),
    `
import json, os
from datasets import load_dataset
url = os.environ["EVENHAND_URL"] + "/api/v1/studies/${studyId}/judgments"
token = {"headers": {"Authorization": "Bearer " + os.environ["EVENHAND_TOKEN"]}}
lines = load_dataset("json", data_files=url + ".jsonl", storage_options=token, split="train")
print(json.dumps([len(lines), sorted(set(lines["model_a"]))]))
`,
  )
  expect(found).toEqual([4, ['Focal']])
})
