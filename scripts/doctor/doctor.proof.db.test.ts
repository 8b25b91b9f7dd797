import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { emptyDatabase } from '../backup/testing'
import { command } from '../command-process'
import { freePort } from '../postgres.mjs'
import { checkData, type Finding } from './data.mjs'
import { checkSchema, checkServer } from './database.mjs'

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
let studyId: string
let folder: string

beforeAll(async () => {
  await client.connect()
  studyId = (await makeOpenStudy({ prompts: 4, overlap: 2 })).studyId
  for (const person of await enrolPeople(studyId, 2)) await judgeAll(person)
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-doctor-'))
})
afterAll(async () => {
  await client.end()
  await rm(folder, { recursive: true, force: true })
})

const wrong = (findings: Finding[]) => findings.filter(({ status }) => status === 'problem').map(({ check }) => check)

/** What `look` finds after the statements, which are then undone. */
async function after(statements: string, look: typeof checkData): Promise<Finding[]> {
  await client.query('BEGIN')
  try {
    await client.query(statements)
    return await look(client)
  } finally {
    await client.query('ROLLBACK')
  }
}

test('where nothing is wrong nothing is found', async () => {
  for (const look of [checkData, checkSchema]) expect(wrong(await look(client))).toEqual([])
})

// As only a superuser could, or a disk that forgets.
const UNBOUND = 'SET LOCAL session_replication_role = replica;'

test.each([
  [
    'exactly k',
    `UPDATE "Study" SET overlap = 1 WHERE id = (SELECT "studyId" FROM "Judgment" LIMIT 1)`,
    /^4 items with more judgments/,
  ],
  [
    'nobody twice',
    `DROP INDEX "Assignment_one_per_item_and_annotator";
     UPDATE "Assignment" SET "annotatorId" = (SELECT min("annotatorId"::text)::uuid FROM "Assignment")`,
    /items judged twice/,
  ],
  [
    'one verdict in force',
    `DROP INDEX "Judgment_one_in_force";
     INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", choice, score, "submissionKey")
     SELECT "studyId", "assignmentId", "criterionId", choice, score, gen_random_uuid() FROM "Judgment" LIMIT 1`,
    /^1 slots with two verdicts/,
  ],
  [
    'nothing lost',
    `DELETE FROM "Judgment" WHERE id = (SELECT id FROM "Judgment" LIMIT 1)`,
    /^1 slots done without a verdict/,
  ],
  [
    'no orphans',
    `DELETE FROM "Assignment" WHERE id = (SELECT id FROM "Assignment" LIMIT 1)`,
    /^1 verdicts whose slot is not there/,
  ],
  ['even sides', `UPDATE "Assignment" SET "leftIsA" = true`, /^4 items whose arms stand on one side/],
  [
    'counts',
    `UPDATE "Annotator" SET judged = judged + 1 WHERE id = (SELECT id FROM "Annotator" LIMIT 1)`,
    /^1 annotators whose count/,
  ],
])('of “%s” it is found when it does not hold, and where', async (check, statements, found) => {
  const findings = await after(UNBOUND + statements, checkData)
  const finding = findings.find((each) => each.check === check)
  expect(finding).toMatchObject({ status: 'problem', found: expect.stringMatching(found) })
  expect(finding?.found).toContain(studyId)
  expect(finding?.advice).toBeTruthy()
})

test.each([
  [
    'migrations',
    `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_late'`,
    /late did not end/,
  ],
  [
    'migrations',
    `UPDATE _prisma_migrations SET migration_name = '9' WHERE migration_name LIKE '%_late'`,
    /1 to be applied; 9 is of a newer/,
  ],
  ['functions', `ALTER FUNCTION claim_slots VOLATILE SET work_mem = '1MB'`, /changed or missing: claim_slots$/],
  ['functions', 'DROP FUNCTION claim_slots', /changed or missing: claim_slots$/],
  [
    'rules',
    `ALTER TABLE "Judgment" DISABLE TRIGGER "Judgment_is_append_only"`,
    /switched off: Judgment_is_append_only$/,
  ],
  [
    'rules',
    `ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_score_is_the_options";
     ALTER TABLE "Judgment" ADD CONSTRAINT mine CHECK (score < 9) NOT VALID`,
    /switched off: mine$/,
  ],
])('what is wrong with the %s is found', async (check, statements, found) => {
  const findings = await after(statements, checkSchema)
  expect(findings.find((each) => each.check === check)).toMatchObject({
    status: 'problem',
    found: expect.stringMatching(found),
    advice: expect.anything(),
  })
})

test('a superuser and a database that may forget are told', async () => {
  const findings = await checkServer(client)
  expect(findings.find(({ check }) => check === 'role')).toMatchObject({ status: 'warning' })
  // The tests' own server writes nothing to the disk.
  expect(findings.find(({ check }) => check === 'durability')).toMatchObject({ status: 'problem' })
})

async function doctor(variables: Record<string, string>) {
  const run = command('doctor', ['--json'], { EVENHAND_DATA: folder, NEXTAUTH_SECRET: '', ...variables })
  const code = await run.ended
  const { problems, findings } = JSON.parse(run.output()) as { problems: number; findings: Finding[] }
  const of = (check: string) => findings.find((each) => each.check === check)
  return { code, problems, of }
}

test('the command looks at the machine as well, and says by its code whether something is wrong', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  await writeFile(path.join(folder, 'secret'), 'x', { mode: 0o644 })
  await mkdir(path.join(folder, 'backups'))
  const backup = path.join(folder, 'backups/old.tar.gz')
  await writeFile(backup, '')
  await utimes(backup, new Date('2026-01-01'), new Date('2026-01-01'))
  const ill = await doctor({ PORT: String(port), NEXTAUTH_URL: 'http://study.example.org' })
  expect(ill.code).toBe(1)
  expect(ill.of('port')).toMatchObject({ status: 'problem', found: `${port} is taken by another program` })
  expect(ill.of('secret')).toMatchObject({ status: 'problem', found: expect.stringContaining('others may read') })
  expect(ill.of('backups')).toMatchObject({ status: 'warning', found: expect.stringMatching(/days old/) })
  expect(ill.of('address')).toMatchObject({ status: 'warning', advice: expect.stringContaining('TLS') })
  taken.close()

  await chmod(path.join(folder, 'secret'), 0o600)
  await utimes(backup, new Date(), new Date())
  const better = await doctor({ PORT: String(await freePort()), NEXTAUTH_URL: 'https://study.example.org' })
  for (const check of ['port', 'secret', 'address', 'Node.js', 'disk', 'migrations', 'functions', 'even sides'])
    expect(better.of(check), check).toMatchObject({ status: 'ok' })
})

test('a database that does not answer, or was never used, is told with what to do', async () => {
  const gone = await doctor({ DATABASE_URL: `postgresql://nobody:x@127.0.0.1:${await freePort()}/none` })
  expect(gone).toMatchObject({ code: 1 })
  expect(gone.of('database')).toMatchObject({ status: 'problem', advice: expect.stringContaining('See that it runs') })
  const none = await doctor({ DATABASE_URL: '' })
  expect(none.of('database')).toMatchObject({ status: 'problem', advice: expect.stringContaining('npm start') })
  const { url, drop } = await emptyDatabase()
  const empty = await doctor({ DATABASE_URL: url })
  await drop()
  expect(empty.of('migrations')).toMatchObject({ found: expect.stringMatching(/\d+ to be applied/) })
  expect(empty.of('data')).toMatchObject({ status: 'skipped' })
})
