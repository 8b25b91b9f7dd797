import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const isSource = (file: string) => /\.(tsx?|mjs)$/.test(file) && !/\.test\.|lib\/(testing|db\/generated)\//.test(file)
const sources = ['app', 'components', 'lib', 'pages', 'prisma', 'scripts']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter(isSource)
  .map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const)

/** What writes judgments and what belongs to them, moves leases, or calls the functions of the database that do. */
const JUDGES = [
  /\b(INSERT INTO|UPDATE|DELETE FROM|COPY) "(Judgment|LateVerdict|ReplacedReason)"/,
  /\.(judgment|lateVerdict|replacedReason)\.(create|update|upsert|delete)/,
  /\b(UPDATE|DELETE FROM) "Assignment"|\.assignment\.(update|upsert|delete)/,
  /\b(claim_\w+|submit_\w+|revise_\w+|take_submissions|seated_annotator|(begin|finish)_model_call|release_model|hand_back_unasked)\(/,
]
/** Slots nobody holds are written where they are planned. */
const PLANS = /\b(INSERT INTO|COPY) "Assignment"|\.assignment\.create/

/** What was judged elsewhere comes through no door of ours: it is written once, with the closed study that it makes. */
const BROUGHT_IN = 'lib/uploads/judgments/write-judged.ts'

const filesWith = (...patterns: RegExp[]) =>
  sources.filter(([, text]) => patterns.some((pattern) => pattern.test(text))).map(([file]) => file)

test('nobody but the engine writes judgments or moves leases', () => {
  for (const pattern of JUDGES.slice(2)) expect(filesWith(pattern)).not.toEqual([])
  expect(filesWith(...JUDGES).filter((file) => !file.startsWith('lib/engine/'))).toEqual([BROUGHT_IN])
})

test('slots are written where they are planned, and nowhere else', () => {
  expect(filesWith(PLANS)).toEqual(['lib/assignments/copy-slots.ts', 'lib/assignments/keep-slots.ts', BROUGHT_IN])
})

test('what would get past the engine is recognised', () => {
  const wrong = [
    'INSERT INTO "Judgment" ("studyId")',
    'await tx.judgment.createMany({})',
    'UPDATE "Assignment" SET "annotatorId" = NULL',
    "SELECT claim_desk($1, $2, 1, 1, '{}')",
  ]
  for (const text of wrong) expect(JUDGES.filter((pattern) => pattern.test(text))).toHaveLength(1)
  expect(JUDGES.filter((pattern) => pattern.test('SELECT FROM "Judgment" WHERE "assignmentId" = $1'))).toEqual([])
})
