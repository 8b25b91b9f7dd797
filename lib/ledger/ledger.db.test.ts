import { createHash } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { revise } from '@/lib/engine/revise'
import { setAside } from '@/lib/engine/set-aside'
import { submit } from '@/lib/engine/submit'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeRevision, makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { checkData } from '../../scripts/doctor/data.mjs'
import { sealLedger, sealLedgers } from './seal'

/** Three verdicts, one of them revised, and one item set aside: five judgments' worth of entries in their order. */
async function judged() {
  const { studyId } = await makeOpenStudy({ prompts: 6 })
  const [me] = await enrolPeople(studyId, 1)
  if (!me) throw new Error('nobody was enrolled')
  const next = async () => (await nextDesk(me.access)).pairs[0]?.assignmentId ?? ''
  const first = await next()
  await submit(me.seat, await makeVerdict(first, 'A'))
  await submit(me.seat, await makeVerdict(await next(), 'B'))
  await revise(me.seat, await makeRevision(first, 'TIE'))
  await setAside(me.seat, makeSetAside(await next()))
  await submit(me.seat, await makeVerdict(await next(), 'A'))
  return { studyId, me }
}

const entries = (studyId: string) => db.ledgerEntry.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
const broken = async (studyId: string) => {
  const rows = await db.$queryRaw<{ said: string }[]>`SELECT said FROM broken_ledger(${studyId}::uuid)`
  return rows.map(({ said }) => said).sort()
}

/** Changes rows as somebody does who may do anything with the database. */
async function tamper(statement: string, ...values: unknown[]): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = replica`)
    expect(await tx.$executeRawUnsafe(statement, ...values)).toBeGreaterThan(0)
  })
}

test('verdicts, changes of mind and what is set aside are sealed in their order, each over the one before', async () => {
  const { studyId } = await judged()
  expect(await entries(studyId)).toEqual([])
  expect(await sealLedger(studyId)).toBe(6)
  const found = await entries(studyId)
  expect(found.map(({ kind }) => kind)).toEqual([
    'JUDGMENT',
    'JUDGMENT',
    'SUPERSEDED',
    'JUDGMENT',
    'SET_ASIDE',
    'JUDGMENT',
  ])
  expect(found.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6])
  let before = Buffer.alloc(0)
  for (const { content, chain } of found) {
    before = createHash('sha256').update(before).update(content).digest()
    expect(Buffer.from(chain)).toEqual(before)
  }
  expect(await sealLedger(studyId)).toBe(0)
  expect(await db.ledgerWaiting.count({ where: { studyId } })).toBe(0)
  expect(await broken(studyId)).toEqual([])
})

test('a judgment’s hash can be computed from what the tables hold', async () => {
  const { studyId } = await judged()
  await sealLedger(studyId)
  const [entry] = await entries(studyId)
  const j = await db.judgment.findFirstOrThrow({
    where: { studyId, id: entry?.subject },
    include: { assignment: { include: { item: true } } },
  })
  const { assignment: a } = j
  const [{ micros }] = await db.$queryRaw<[{ micros: bigint }]>`
    SELECT (extract(epoch FROM "createdAt") * 1000000)::bigint AS micros FROM "Judgment" WHERE "studyId" = ${studyId}::uuid AND id = ${j.id}::uuid`
  const said = [
    ...['JUDGMENT', 1, studyId, j.id, a.id, a.annotatorId, a.itemId, a.item.responseAId, a.item.responseBId, a.leftIsA],
    ...[j.criterionId, j.turn, j.choice, j.score, j.raw, j.submissionKey, Number(micros)],
  ]
  const text = `[${said.map((each) => JSON.stringify(each)).join(', ')}]`
  expect(createHash('sha256').update(text).digest('hex')).toBe(Buffer.from(entry?.content ?? []).toString('hex'))
})

test('many who judge and many who seal at once leave one chain without a gap, and nothing waits', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 120 })
  const people = await enrolPeople(studyId, 8)
  const judge = async ({ access, seat }: (typeof people)[number]) => {
    for (let done = 0; done < 5; done++) {
      const { pairs } = await nextDesk(access)
      await submit(seat, await makeVerdict(pairs[0]?.assignmentId ?? '', 'A'))
      await sealLedgers()
    }
  }
  await Promise.all(people.map(judge))
  await sealLedger(studyId)
  const found = await entries(studyId)
  expect(found.map(({ position }) => position)).toEqual(Array.from({ length: 40 }, (_, place) => place + 1))
  expect(await broken(studyId)).toEqual([])
})

// Before the others, which leave studies behind that are not sound.
test('doctor and the trial of a backup name what is broken', async () => {
  const { studyId } = await judged()
  await sealLedger(studyId)
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const ask = async () => (await checkData(client)).find(({ check }) => check === 'ledger')
  const [, second] = await entries(studyId)
  const before = await ask()
  await tamper(
    `UPDATE "Judgment" SET choice = 'TIE', score = 0 WHERE "studyId" = $1::uuid AND id = $2::uuid`,
    studyId,
    second?.subject,
  )
  const after = await ask()
  await client.end()
  expect(before).toMatchObject({ status: 'ok' })
  expect(after).toMatchObject({ status: 'problem' })
  expect(after?.found).toContain(`${studyId} entry 2, judgment ${second?.subject}, was changed`)
})

const CHANGES: Record<string, [statement: string, said: RegExp[]]> = {
  'a changed choice': [
    `UPDATE "Judgment" SET choice = CASE choice WHEN 'A' THEN 'B' ELSE 'A' END, score = -score WHERE "studyId" = $1::uuid AND id = $2::uuid`,
    [/^entry 2, judgment ID, was changed$/],
  ],
  'a verdict given to somebody else': [
    `UPDATE "Assignment" SET "annotatorId" = gen_random_uuid() WHERE "studyId" = $1::uuid AND id = (
       SELECT "assignmentId" FROM "Judgment" WHERE "studyId" = $1::uuid AND id = $2::uuid)`,
    [/^entry 2, judgment ID, was changed$/],
  ],
  'sides swapped afterwards': [
    `UPDATE "Assignment" SET "leftIsA" = NOT "leftIsA" WHERE "studyId" = $1::uuid AND id = (
       SELECT "assignmentId" FROM "Judgment" WHERE "studyId" = $1::uuid AND id = $2::uuid)`,
    [/^entry 2, judgment ID, was changed$/],
  ],
  'a removed judgment': [
    `DELETE FROM "Judgment" WHERE "studyId" = $1::uuid AND id = $2::uuid`,
    [/^entry 2, judgment ID, is gone$/],
  ],
  'a removed judgment with its entry': [
    `WITH gone AS (DELETE FROM "Judgment" WHERE "studyId" = $1::uuid AND id = $2::uuid)
     DELETE FROM "LedgerEntry" WHERE "studyId" = $1::uuid AND subject = $2::uuid`,
    [/^entry 3 does not follow the one before it$/],
  ],
  'a judgment added past the engine': [
    `INSERT INTO "Judgment" SELECT (jsonb_populate_record(j, '{"id": "00000000-0000-4000-8000-000000000001",
       "submissionKey": "00000000-0000-4000-8000-000000000002", "supersededAt": "2026-01-01T00:00:00Z"}')).* FROM "Judgment" j
     WHERE "studyId" = $1::uuid AND id = $2::uuid`,
    [/^judgment 0{8}-.* is in no entry$/, /^superseded 0{8}-.* is in no entry$/],
  ],
  'a change of mind dated otherwise': [
    `UPDATE "Judgment" SET "supersededAt" = "supersededAt" + interval '1 day' WHERE "studyId" = $1::uuid AND $2::uuid IS NOT NULL AND "supersededAt" IS NOT NULL`,
    [/^entry 3, superseded .*, was changed$/],
  ],
  'what was set aside, set aside by nobody': [
    `UPDATE "Assignment" SET flag = NULL WHERE "studyId" = $1::uuid AND $2::uuid IS NOT NULL AND flag IS NOT NULL`,
    [/^entry 5, set aside .* is gone$/],
  ],
  'an entry that was computed anew': [
    `UPDATE "LedgerEntry" SET content = sha256('x'), chain = sha256('y') WHERE "studyId" = $1::uuid AND subject = $2::uuid`,
    [/^entry 2 does not/, /^entry 2, judgment ID, was changed$/, /^entry 3 does not/],
  ],
}

test.each(Object.entries(CHANGES))('%s is named', async (_, [statement, said]) => {
  const { studyId } = await judged()
  await sealLedger(studyId)
  const [, second] = await entries(studyId)
  await tamper(statement, studyId, second?.subject)
  const found = await broken(studyId)
  expect(found).toHaveLength(said.length)
  for (const [place, pattern] of said.entries())
    expect(found[place]?.replace(second?.subject ?? '', 'ID')).toMatch(pattern)
})

test('two entries in each other’s place are named', async () => {
  const { studyId } = await judged()
  await sealLedger(studyId)
  for (const [from, to] of [
    [4, 99],
    [5, 4],
    [99, 5],
  ])
    await tamper(
      `UPDATE "LedgerEntry" SET position = $2 WHERE "studyId" = $1::uuid AND position = $3`,
      studyId,
      to,
      from,
    )
  expect(await broken(studyId)).toEqual([4, 5, 6].map((place) => `entry ${place} does not follow the one before it`))
})

test('what the app may do with the database does not reach a ledger', async () => {
  const { studyId } = await judged()
  await sealLedger(studyId)
  await expect(db.$executeRaw`DELETE FROM "LedgerEntry" WHERE "studyId" = ${studyId}::uuid`).rejects.toThrow(
    'append-only',
  )
  await expect(db.$executeRaw`UPDATE "LedgerEntry" SET position = position + 100`).rejects.toThrow('append-only')
  await expect(db.$executeRaw`TRUNCATE "LedgerEntry"`).rejects.toThrow('append-only')
})
