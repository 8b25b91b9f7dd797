import { randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { authorizeActor } from '@/lib/auth/access'
import { db, disconnect } from '@/lib/db/client'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { makeActor } from '@/lib/testing/fixtures'
import { checkStudy, makeVerdict, WHOLE } from '@/lib/testing/judging'
import { migrate, query } from '@/lib/testing/postgres'

// An installation as the version before left it, with data: this version migrates it, and its studies go on.

const LAST = '20261125000500_late'
const prisma = path.resolve(import.meta.dirname, '..')
const name = `old_${randomUUID().replaceAll('-', '')}`
const url = Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}` }).href

beforeAll(async () => {
  await query(inject('adminUrl'), `CREATE DATABASE ${name}`)
  const old = await theVersionBefore()
  await migrate(url, old)
  await rm(old, { recursive: true })
  const data = await readFile(path.join(import.meta.dirname, '2026-11-25.sql'), 'utf8')
  // As a restore does: rows come in no order that their keys would ask for.
  await query(url, `SET session_replication_role = replica; ${data}`)
  await query(url, LATE)
  await migrate(url)
  process.env.DATABASE_URL = url
})

afterAll(async () => {
  await disconnect()
  await query(inject('adminUrl'), `DROP DATABASE ${name} WITH (FORCE)`)
})

/** A verdict that came late, and a pair set aside late, as that version kept them. */
const LATE = `
  INSERT INTO "LateVerdict" ("studyId", "annotatorId", "itemId", "assignmentId", "submissionKey", reason, choices, flag,
                             "elapsedMs", "activeMs")
  SELECT a."studyId", n.id, a."itemId", a.id, gen_random_uuid(), 'TAKEN', given.choices, given.flag, 1000, 900
  FROM (SELECT * FROM "Assignment" WHERE "doneAt" IS NOT NULL ORDER BY id LIMIT 1) a
  CROSS JOIN LATERAL (
    SELECT id, row_number() OVER (ORDER BY code) AS nth FROM "Annotator" WHERE "studyId" = a."studyId" ORDER BY code LIMIT 2) n
  CROSS JOIN LATERAL (
    SELECT CASE n.nth WHEN 1 THEN (SELECT jsonb_object_agg(id, 'TIE') FROM "Criterion" WHERE "studyId" = a."studyId") END AS choices,
           CASE n.nth WHEN 2 THEN 'OTHER'::"Flag" END AS flag) given`

/** A folder like `prisma` with the migrations there were then, and no functions apart from them. */
async function theVersionBefore(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'evenhand-old-'))
  await mkdir(path.join(folder, 'functions'))
  await cp(path.join(prisma, 'schema.prisma'), path.join(folder, 'schema.prisma'))
  for (const each of await readdir(path.join(prisma, 'migrations')))
    if (each <= LAST)
      await cp(path.join(prisma, 'migrations', each), path.join(folder, 'migrations', each), { recursive: true })
  return folder
}

const studyCalled = (title: string) => db.study.findFirstOrThrow({ where: { title } })

test('what was judged is there, to the row', async () => {
  const counts = async (studyId: string) => [
    await db.item.count({ where: { studyId } }),
    await db.assignment.count({ where: { studyId, doneAt: { not: null } } }),
    await db.judgment.count({ where: { studyId } }),
  ]
  expect(await counts((await studyCalled('Under way')).id)).toEqual([13, 19, 17])
  expect(await counts((await studyCalled('Over')).id)).toEqual([5, 5, 5])
})

test('late verdicts name the questions they answered', async () => {
  const late = await db.lateVerdict.findMany({ orderBy: { flag: { sort: 'asc', nulls: 'first' } } })
  const criteria = await db.criterion.findMany({ where: { studyId: late[0]?.studyId ?? '' } })
  expect(criteria).not.toEqual([])
  const answers = criteria.map(({ id }) => ({ criterion: id, turn: 0, choice: 'TIE' }))
  expect(late).toMatchObject([
    { flag: null, answers: expect.arrayContaining(answers) },
    { flag: 'OTHER', answers: null },
  ])
})

test('the study under way is judged to its end by those who were at it', async () => {
  const { id: studyId } = await studyCalled('Under way')
  const annotators = await db.annotator.findMany({
    where: { studyId },
    include: { user: true },
    orderBy: { code: 'asc' },
  })
  const newcomer = await makeActor('ANNOTATOR')
  const { id: groupId } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId, judgesShared: true } })
  // That version numbered the slot after a set-aside shared item among the kept ones, and nobody could join any more.
  await db.$transaction((tx) => enrolAnnotator(tx, { studyId, groupId }, { userId: newcomer.id }))
  const people = [newcomer, ...annotators.flatMap(({ user }) => (user ? [user] : []))]
  for (const person of [...people, ...people]) {
    const access = await authorizeActor(person, studyId, 'judgment:submit')
    let desk = await nextDesk(access)
    for (let pair = desk.pairs[0]; pair; pair = desk.pairs[0])
      desk = (
        await judgeAndNext(personSeat(access), { ...(await makeVerdict(pair.assignmentId)), rationale: 'Clearer.' }, [])
      ).desk
  }
  // The only author set one aside: no other author is there to judge it.
  const open = { studyId, doneAt: null, groupId: null, OR: [{ repeat: 0 }, { keptForId: { not: null } }] }
  expect(await db.assignment.count({ where: open })).toBe(0)
  expect(await checkStudy(studyId)).toMatchObject(WHOLE)
})
