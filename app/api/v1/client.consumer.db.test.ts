import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { enrolPeople, makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { makeModelStudy } from '@/lib/testing/model-study'
import { makeToken } from '@/lib/testing/token'
import { workHere } from '@/lib/worker/testing'
import { version } from '@/package.json'
import { apiDocument } from './endpoints'
import { serveApi } from './testing-server'

workHere()

/** The machine's own, where the consumers have none installed: the client needs nothing but Python. */
const python = process.env.EVENHAND_CONSUMERS_PYTHON || 'python3'

let server: Server
let url = ''
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-client-'))
  server = await serveApi()
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

async function runPython(token: string, script: string): Promise<unknown> {
  const env = { ...process.env, EVENHAND_URL: url, EVENHAND_TOKEN: token, PYTHONPATH: path.resolve('clients') }
  const { stdout } = await promisify(execFile)(python, ['-B', '-W', 'ignore', '-c', script], { env, cwd: folder })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

test('from two lists to a running study and its link, and then to a result', async () => {
  const admin = await makeActor('ADMIN')
  const token = await makeToken(admin)
  const made = (await runPython(
    token,
    `
import json
from evenhand import Evenhand, EvenhandError, __version__
ev = Evenhand()
prompts = ["How do I free a stuck zip?", "Name a fruit.", "What is a fathom?"]
study = ev.compare({"Heron": ["Soap.", "Pear.", "Six feet."], "Alder": ["Wax.", "Fig.", "A depth."]}, prompts=prompts, k=2, group="Lab")
try:
    study.judgments()
    refused = None
except EvenhandError as error:
    refused = error.code
try:
    ev.create_study({"title": ""})
    fields = []
except EvenhandError as error:
    fields = sorted(error.fields)
print(json.dumps({"id": study.id, "url": study.invite_url, "progress": study.progress(), "refused": refused, "fields": fields,
  "version": __version__, "studies": [each["id"] for each in ev.studies()], "me": ev.me()["name"]}))
`,
  )) as { id: string; url: string; progress: object; refused: string; fields: string[] }
  expect(made).toMatchObject({
    ...{ refused: 'look_needed', progress: { done: 0, wanted: 6, status: 'OPEN' }, version, me: admin.name },
    ...{ url: expect.stringMatching(/\/join\/[\w-]{43}$/), studies: [made.id] },
  })
  expect(made.fields).toContain('title')
  for (const person of await enrolPeople(made.id, 2)) await judgeAll(person, () => ['A'])
  const found = await runPython(
    token,
    `
import json
from evenhand import Evenhand
study = Evenhand().study("${made.id}")
study.wait(until=6, every=0.1)
study.close()
study.wait(every=0.1)
judgments = study.judgments()
rows = judgments if isinstance(judgments, list) else judgments.to_dict("records")
study.export("judgments.csv", "judgments.csv")
print(json.dumps({"judgments": len(rows), "verdicts": sorted({row["model_a"] for row in rows}), "result": study.result(),
  "agreement": len(study.agreement()), "lines": len(open("judgments.csv").readlines())}))
`,
  )
  expect(found).toMatchObject({ judgments: 6, verdicts: ['Heron'], lines: 7 })
  const { result } = found as { result: Record<string, unknown>[] }
  expect(result.reduce((sum, row) => sum + Number(row.n), 0)).toBe(6)
  expect(await db.auditEntry.count({ where: { actorId: admin.id, action: 'study.open' } })).toBe(1)
}, 180_000)

test('a program of one’s own judges all that is kept for it', async () => {
  const { studyId, researcher } = await makeModelStudy({ url: 'http://127.0.0.1:9', prompts: 3 })
  const said = await runPython(
    await makeToken(researcher),
    `
import json
from evenhand import Evenhand
study = Evenhand().study("${studyId}")
seen = []
def say(pair):
    seen.append(len(pair["criteria"][0]["options"]))
    return None if len(seen) == 1 else "A"
print(json.dumps([study.judge("G01", say, count=2), len(seen), set(seen) == {3}, study.judge("G01", say)]))
`,
  )
  // Three pairs, each in both orders.
  expect(said).toEqual([5, 6, true, 0])
  expect(await db.judgment.count({ where: { studyId } })).toBe(5)
}, 180_000)

/** What needs more than Python. */
const withPrograms = test.runIf(process.env.EVENHAND_CONSUMERS_PYTHON)

withPrograms('pandas reads the lines that the Export page gives', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  for (const person of await enrolPeople(studyId, 1)) await judgeAll(person)
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  const found = await runPython(
    await makeToken(researcher),
    `
import json, os
import pandas as pd
url = os.environ["EVENHAND_URL"] + "/api/v1/studies/${studyId}/judgments"
token = {"Authorization": "Bearer " + os.environ["EVENHAND_TOKEN"]}
csv = pd.read_csv(url + ".csv", storage_options=token)
lines = pd.read_json(url + ".jsonl", lines=True, storage_options=token)
print(json.dumps([len(csv), len(lines), list(csv.columns) == list(lines.columns)]))
`,
  )
  expect(found).toEqual([4, 4, true])
})

withPrograms('another program finds the document valid', async () => {
  await writeFile(path.join(folder, 'openapi.json'), JSON.stringify(apiDocument()))
  const script = `
import json
from openapi_spec_validator import validate
validate(json.load(open("openapi.json")))
print(json.dumps("valid"))
`
  const { stdout } = await promisify(execFile)(python, ['-W', 'ignore', '-c', script], { cwd: folder })
  expect(JSON.parse(stdout)).toBe('valid')
})
