import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy, makeSession } from '@/lib/testing/fixtures'
import { checkStudy, WHOLE } from '@/lib/testing/judging'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { freePort } from '../scripts/postgres.mjs'
import { startApp } from './app-process'
import { cookieOf, judgeThrough } from './burst'
import { expect, test } from './fixtures'

const PEOPLE = 12
const KILL_AFTER = 20

const DIALOGUES = 'Dialogues, turn by turn'

test('of two processes on one database, one is killed in mid-burst: every acknowledged verdict is there once', async () => {
  test.setTimeout(180_000)
  const { studyId } = await makeOpenStudy({ prompts: 40, overlap: 2 })
  const acknowledged = await judgeWhileOneIsKilled(studyId)

  const judgments = await db.judgment.findMany({ where: { studyId }, include: { assignment: true } })
  const stored = judgments.map(({ submissionKey }) => submissionKey)
  expect([...acknowledged].filter((key) => !stored.includes(key))).toEqual([])
  expect(new Set(stored).size).toBe(stored.length)
  expect(await checkStudy(studyId)).toEqual({ slots: 80, done: 80, judgments: 80, ...WHOLE })
  const pairs = judgments.map(({ assignment }) => `${assignment.annotatorId}/${assignment.itemId}`)
  expect(new Set(pairs).size).toBe(pairs.length)
})

test('the same while dialogues are graded: every acknowledged one is there, with all its turns, once', async () => {
  test.setTimeout(180_000)
  const turns = 3
  const { studyId } = await makeRatingStudy({ prompts: 10, systems: 4, overlap: 2, turns })
  const acknowledged = await judgeWhileOneIsKilled(studyId, gradeTurns)

  const judgments = await db.judgment.findMany({ where: { studyId } })
  const answers = new Map<string, number[]>()
  for (const { submissionKey, turn } of judgments)
    answers.set(submissionKey, [...(answers.get(submissionKey) ?? []), turn])
  // The question about the whole, and one about each turn, or nothing.
  for (const given of answers.values()) expect(given.toSorted()).toEqual([0, 1, 2, 3])
  expect([...acknowledged].filter((key) => !answers.has(key))).toEqual([])
  const { unbalanced: _, ...kept } = WHOLE
  expect(await checkStudy(studyId)).toMatchObject({ slots: 80, done: 80, judgments: 80 * (turns + 1), ...kept })
})

/** People judge through two processes, of which one is killed. @returns the keys of what was acknowledged */
async function judgeWhileOneIsKilled(studyId: string, answersTo?: Parameters<typeof judgeThrough>[4]) {
  const people = await enrolPeople(studyId, PEOPLE)
  const cookies = await Promise.all(people.map(async ({ actor: { id } }) => cookieOf(id, await makeSession(id))))
  const data = await mkdtemp(path.join(tmpdir(), 'evenhand-crash-'))
  const port = await freePort()
  const { DATABASE_URL = '', NEXTAUTH_URL: steady = '' } = process.env
  const app = startApp(data, { DATABASE_URL, PORT: String(port) })
  await app.ready
  const doomed = `http://127.0.0.1:${port}`

  const acknowledged = new Set<string>()
  const killed = expect
    .poll(() => acknowledged.size, { timeout: 60_000 })
    .toBeGreaterThan(KILL_AFTER)
    .then(() => app.kill('SIGKILL'))
  let turn = 0
  const bases = () => (turn++ % 2 === 0 ? [doomed, steady] : [steady, doomed])
  const judge = (from: () => string[], cookie: string) => judgeThrough(from, studyId, cookie, acknowledged, answersTo)
  await Promise.all([killed, ...cookies.map((cookie) => judge(bases, cookie))])
  expect(await app.ended).toBe('SIGKILL')
  // What others held a moment ago is handed out now.
  for (const cookie of cookies) await judge(() => [steady], cookie)
  await rm(data, { recursive: true, force: true })
  return acknowledged
}

/** A grade for the dialogue, and one for each turn of the assistant in it. */
const gradeTurns: Parameters<typeof judgeThrough>[4] = ({ criteria: [whole, turn] }, { left }) => {
  const said = left.filter(({ role }) => role === 'assistant')
  return [
    { criterion: whole?.id ?? '', turn: 0, choice: 'PASS' },
    ...said.map((_, nth) => ({ criterion: turn?.id ?? '', turn: nth + 1, choice: 'SAFE' })),
  ]
}

test('the database is killed in mid-burst: it comes back by itself, with every acknowledged verdict once', async () => {
  test.setTimeout(180_000)
  const rows = await judgeDemoWhileDatabaseIsKilled('Everyday questions')
  expect(rows.filter(({ keys }) => keys.length !== 1)).toEqual([])
})

test('the same while dialogues are graded: every acknowledged one is whole', async () => {
  test.setTimeout(180_000)
  const rows = await judgeDemoWhileDatabaseIsKilled(DIALOGUES, gradeEachTurn)
  // One answer to the question about the whole, and one about each turn, all of one submission.
  expect(rows.filter(({ keys, turns }) => keys.length !== turns + 1 || new Set(keys).size !== 1)).toEqual([])
})

/** People judge a study of the demo whose database is killed and comes back. @returns its pool's slots, all of them done */
async function judgeDemoWhileDatabaseIsKilled(title: string, answersTo?: Parameters<typeof judgeThrough>[4]) {
  const data = await mkdtemp(path.join(tmpdir(), 'evenhand-crash-'))
  const port = await freePort()
  // With its own PostgreSQL, and the demo to judge.
  const app = startApp(data, { PORT: String(port), DATABASE_URL: '' })
  await app.ready
  const { databaseUrl } = JSON.parse(await readFile(path.join(data, 'running.json'), 'utf8'))
  const { studyId, cookies } = await enrolInDemo(databaseUrl, title)
  const server = Number.parseInt(await readFile(path.join(data, 'postgres/postmaster.pid'), 'utf8'), 10)

  const acknowledged = new Set<string>()
  const killed = expect
    .poll(() => acknowledged.size, { timeout: 60_000 })
    .toBeGreaterThan(KILL_AFTER)
    .then(() => process.kill(server, 'SIGKILL'))
  const bases = () => [`http://127.0.0.1:${port}`]
  const judge = (cookie: string) => judgeThrough(bases, studyId, cookie, acknowledged, answersTo)
  await Promise.all([killed, ...cookies.map(judge)])
  for (const cookie of cookies) await judge(cookie)

  // Of the slots that anybody may take: the demo keeps others for its first annotator.
  const { rows } = await ask(databaseUrl, SLOTS, [studyId])
  const stored = rows.flatMap(({ keys }) => keys)
  expect([...acknowledged].filter((key) => !stored.includes(key))).toEqual([])
  expect(rows.filter(({ open }) => open)).toEqual([])
  const pairs = rows.map(({ pair }) => pair)
  expect(new Set(pairs).size).toBe(pairs.length)
  app.kill('SIGTERM')
  await app.ended
  await rm(data, { recursive: true, force: true })
  return z.array(Slot).parse(rows)
}

const Slot = z.object({ keys: z.array(z.string()), turns: z.number() })

const SLOTS = `
  SELECT a."annotatorId" || '/' || a."itemId" AS pair, a."doneAt" IS NULL AS open, turns_of(a."studyId", a.id) AS turns,
         ARRAY(SELECT j."submissionKey"::text FROM "Judgment" j
               WHERE j."studyId" = a."studyId" AND j."assignmentId" = a.id) AS keys
  FROM "Assignment" a WHERE a."studyId" = $1 AND a."keptForId" IS NULL`

/** A grade for each turn of the assistant, and an answer about the whole. */
const gradeEachTurn: Parameters<typeof judgeThrough>[4] = ({ criteria: [turn, whole] }, { left }) => [
  ...left
    .filter(({ role }) => role === 'assistant')
    .map((_, nth) => ({ criterion: turn?.id ?? '', turn: nth + 1, choice: 'EXCELLENT' })),
  { criterion: whole?.id ?? '', turn: 0, choice: 'YES' },
]

/** Makes people annotators of a study of the demo, and sees to it that there is enough to judge. */
async function enrolInDemo(url: string, title: string) {
  const { rows } = await ask(
    url,
    `SELECT s.id, g.id AS "groupId" FROM "Study" s JOIN "AnnotatorGroup" g ON g."studyId" = s.id AND g."codePrefix" = 'C'
     WHERE s.title = $1`,
    [title],
  )
  const { id: studyId, groupId } = rows[0]
  const cookies: string[] = []
  for (let number = 0; number < PEOPLE; number++) {
    const userId = randomUUID()
    await ask(
      url,
      `INSERT INTO "User" (id, email, name, role, "passwordHash") VALUES ($1, $2, 'Someone', 'ANNOTATOR', '-')`,
      [userId, `${userId}@example.org`],
    )
    await ask(
      url,
      `INSERT INTO "Annotator" ("studyId", id, "groupId", code, "userId", "startRank") VALUES ($1, $2, $3, $4, $2, $5)`,
      [studyId, userId, groupId, `C${50 + number}`, number * 7],
    )
    const begin = `INSERT INTO "Session" ("userId", "expiresAt") VALUES ($1, now() + interval '1 day') RETURNING id`
    const { rows: sessions } = await ask(url, begin, [userId])
    cookies.push(await cookieOf(userId, sessions[0].id))
  }
  if (title === DIALOGUES) await ask(url, MORE_SLOTS, [studyId])
  return { studyId, cookies }
}

/** Of six dialogues there would be too few slots to be in the middle of anything. */
const MORE_SLOTS = `
  INSERT INTO "Assignment" ("studyId", "itemId", slot, rank, "leftIsA")
  SELECT "studyId", id, 100 + n, 1000 + n, true FROM "Item", generate_series(1, 8) n WHERE "studyId" = $1`

async function ask(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const result = await client.query(text, values)
  await client.end()
  return result
}
