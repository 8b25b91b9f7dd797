import { inTransaction } from '@/lib/db/client'

/**
 * Judges a study of any size in a second, straight in its tables and without any key being checked: of a share of its
 * slots, drawn by their ids. Some are set aside, some revised; some items were judged too late by somebody else.
 */
export async function judgeByTable(studyId: string, share: number): Promise<void> {
  await inTransaction(async (client) => {
    // No statistics may be there yet.
    await client.query('SET LOCAL session_replication_role = replica; SET LOCAL enable_nestloop = off')
    for (const statement of [DONE, REPEATS, VERDICTS, LATE]) await client.query(statement, [studyId, share])
    for (const statement of [REVISED, REVISIONS, COUNTED, NOTED]) await client.query(statement, [studyId])
  })
}

/** Between 0 and 1, of an id. */
const draw = (id: string, salt: number) => `abs(hashtextextended(${id}::text, ${salt})::numeric) / 9223372036854775808`

const PEOPLE = `
  people AS (SELECT id, row_number() OVER (ORDER BY code) - 1 AS number, count(*) OVER () AS all
             FROM "Annotator" WHERE "studyId" = $1)`

const DONE = `
  WITH ${PEOPLE}
  UPDATE "Assignment" a
  SET "annotatorId" = coalesce(a."keptForId", people.id), "leasedAt" = now() - interval '1 hour', "leaseUntil" = now(),
      "doneAt" = now() - (${draw('a.id', 1)} * 4) * interval '1 day', "elapsedMs" = 40000, "activeMs" = 5000 + a.rank % 60000,
      flag = CASE WHEN ${draw('a.id', 2)} < 0.02 THEN 'OTHER'::"Flag" END
  FROM "Item" i, people
  WHERE a."studyId" = $1 AND a.repeat = 0 AND i."studyId" = $1 AND i.id = a."itemId"
    AND people.number = (i.position * 7 + a.slot * 11) % people.all AND ${draw('a.id', 3)} < $2`

/** What is to be repeated comes back to whoever judged it, and half of it is done. */
const REPEATS = `
  UPDATE "Assignment" r
  SET "keptForId" = f."annotatorId", due = 5, "annotatorId" = CASE WHEN given THEN f."annotatorId" END,
      "leasedAt" = CASE WHEN given THEN f."leasedAt" END, "leaseUntil" = CASE WHEN given THEN f."leaseUntil" END,
      "doneAt" = CASE WHEN given THEN now() END, "elapsedMs" = 30000, "activeMs" = 20000
  FROM (SELECT *, ${draw('id', 4)} < $2 AS given FROM "Assignment" WHERE "studyId" = $1) f
  WHERE r."studyId" = $1 AND r.repeat = 1 AND f."itemId" = r."itemId" AND f.slot = r.slot AND f.repeat = 0
    AND f."doneAt" IS NOT NULL AND f.flag IS NULL`

const VERDICTS = `
  INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", turn, choice, score, "submissionKey", "createdAt")
  SELECT $1, a.id, c.id, (c.unit = 'TURN')::int, o.code, o.score, gen_random_uuid(), a."doneAt"
  FROM "Assignment" a
  JOIN "Criterion" c ON c."studyId" = $1
  JOIN (SELECT *, count(*) OVER (PARTITION BY "criterionId") AS all FROM "CriterionOption" WHERE "studyId" = $1) o
    ON o."criterionId" = c.id AND o.position = floor(${draw('a.id', 5)} * o.all)
  WHERE a."studyId" = $1 AND a."doneAt" IS NOT NULL AND a.flag IS NULL AND $2::float8 > 0`

const LATE = `
  WITH ${PEOPLE}
  INSERT INTO "LateVerdict" ("studyId", "annotatorId", "itemId", "assignmentId", "submissionKey", reason, answers, "elapsedMs", "activeMs")
  SELECT $1, people.id, a."itemId", a.id, gen_random_uuid(), 'TAKEN', '[]', 9000, 8000
  FROM "Assignment" a JOIN "Item" i ON i."studyId" = $1 AND i.id = a."itemId"
  JOIN people ON people.number = (i.position * 7 + a.slot * 11 + 5) % people.all
  WHERE a."studyId" = $1 AND a."doneAt" IS NOT NULL AND a."keptForId" IS NULL AND ${draw('a.id', 6)} < 0.02 AND $2::float8 > 0`

const REVISED = `
  UPDATE "Judgment" SET "supersededAt" = now() WHERE "studyId" = $1 AND ${draw('id', 7)} < 0.05`

const REVISIONS = `
  INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", turn, choice, score, "submissionKey")
  SELECT "studyId", "assignmentId", "criterionId", turn, choice, score, gen_random_uuid()
  FROM "Judgment" WHERE "studyId" = $1 AND "supersededAt" IS NOT NULL`

const COUNTED = `
  UPDATE "Annotator" n SET judged = did.all, "setAside" = did.aside, revision = did.all
  FROM (SELECT a."annotatorId", count(*) AS all, count(a.flag) AS aside
        FROM "Assignment" a JOIN "Item" i ON i."studyId" = $1 AND i.id = a."itemId" AND i.kind <> 'PRACTICE'
        WHERE a."studyId" = $1 AND a."doneAt" IS NOT NULL GROUP BY 1) did
  WHERE n."studyId" = $1 AND n.id = did."annotatorId"`

/** For the ledger, which triggers of the tables would have noted. */
const NOTED = `
  INSERT INTO "LedgerWaiting" ("studyId", kind, subject)
  SELECT $1, 'JUDGMENT'::"LedgerKind", id FROM "Judgment" WHERE "studyId" = $1
  UNION ALL SELECT $1, 'SUPERSEDED', id FROM "Judgment" WHERE "studyId" = $1 AND "supersededAt" IS NOT NULL
  UNION ALL SELECT $1, 'SET_ASIDE', id FROM "Assignment" WHERE "studyId" = $1 AND flag IS NOT NULL`
