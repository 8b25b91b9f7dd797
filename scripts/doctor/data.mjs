import pg from 'pg'
import { SetupError } from '../setup-error.mjs'

/**
 * @typedef {'ok' | 'warning' | 'problem' | 'skipped'} Status
 * @typedef {{ check: string, status: Status, found: string, advice?: string }} Finding what was looked at, how it is, and what
 * to do about it
 * @typedef {{ check: string, what: string, sql: string }} Rule `sql` gives the rows that break it, as text
 */

/** What must hold of every study at any moment, whoever judged in whatever order. */
const RULES = /** @type {Rule[]} */ ([
  {
    check: 'exactly k',
    what: 'items with more judgments than were asked for',
    sql: `SELECT a."studyId" || ' item ' || a."itemId" AS row
      FROM "Assignment" a JOIN "Study" s ON s.id = a."studyId"
      LEFT JOIN "AnnotatorGroup" g ON g."studyId" = a."studyId" AND g.id = a."groupId"
      WHERE a."doneAt" IS NOT NULL AND a.flag IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
      GROUP BY a."studyId", a."itemId", a."groupId", s.overlap, g.overlap
      HAVING count(*) > coalesce(g.overlap, s.overlap)`,
  },
  {
    check: 'nobody twice',
    what: 'items judged twice by one annotator without a planned repeat',
    sql: `SELECT "studyId" || ' item ' || "itemId" AS row FROM "Assignment" WHERE "annotatorId" IS NOT NULL
      GROUP BY "studyId", "itemId", "annotatorId", repeat HAVING count(*) > 1`,
  },
  {
    check: 'one verdict in force',
    what: 'slots with two verdicts in force on one question',
    sql: `SELECT "studyId" || ' slot ' || "assignmentId" AS row FROM "Judgment" WHERE "supersededAt" IS NULL
      GROUP BY "studyId", "assignmentId", "criterionId", turn HAVING count(*) > 1`,
  },
  {
    check: 'nothing lost',
    what: 'slots done without a verdict to each question',
    sql: `SELECT a."studyId" || ' slot ' || a.id AS row FROM "Assignment" a
      WHERE a."doneAt" IS NOT NULL AND a.flag IS NULL AND EXISTS (
        SELECT FROM "Criterion" c WHERE c."studyId" = a."studyId" AND NOT EXISTS (
          SELECT FROM "Judgment" j WHERE j."studyId" = a."studyId" AND j."assignmentId" = a.id
            AND j."criterionId" = c.id AND j."supersededAt" IS NULL))`,
  },
  {
    check: 'no orphans',
    what: 'verdicts whose slot is not there, or not done',
    sql: `SELECT j."studyId" || ' verdict ' || j.id AS row FROM "Judgment" j
      LEFT JOIN "Assignment" a ON a."studyId" = j."studyId" AND a.id = j."assignmentId"
      WHERE a.id IS NULL OR a."doneAt" IS NULL OR NOT EXISTS (
        SELECT FROM "Item" i WHERE i."studyId" = a."studyId" AND i.id = a."itemId")`,
  },
  {
    check: 'even sides',
    what: 'items whose arms stand on one side more than once oftener',
    sql: `SELECT "studyId" || ' item ' || "itemId" AS row FROM "Assignment"
      WHERE "keptForId" IS NULL AND repeat = 0 AND flag IS NULL
      GROUP BY "studyId", "itemId" HAVING abs(sum(CASE WHEN "leftIsA" THEN 1 ELSE -1 END)) > 1`,
  },
  {
    check: 'counts',
    what: 'annotators whose count is not the number of their pairs',
    sql: `SELECT n."studyId" || ' annotator ' || n.code AS row FROM "Annotator" n WHERE n.judged <> (
      SELECT count(*) FROM "Assignment" a JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
      WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" IS NOT NULL AND i.kind <> 'PRACTICE')`,
  },
  {
    check: 'ledger',
    what: 'places where judgments are not those that were stored, in their order',
    sql: `SELECT s.id || ' ' || b.said AS row FROM "Study" s CROSS JOIN LATERAL broken_ledger(s.id) b`,
  },
])

const ADVICE =
  'Keep a backup of the database as it is now, pause the studies named, and report this: no use of Evenhand leads here.'

/** Looks for whatever breaks the rules of judging. @param {import('pg').ClientBase} client @returns {Promise<Finding[]>} */
export async function checkData(client) {
  /** @type {Finding[]} */
  const findings = []
  for (const { check, what, sql } of RULES) {
    const { rows } = await client.query(
      `SELECT row, count(*) OVER ()::int AS n FROM (${sql}) AS broken ORDER BY row LIMIT 3`,
    )
    const [first] = rows
    findings.push(
      first
        ? {
            check,
            status: 'problem',
            found: `${first.n} ${what}: study ${rows.map(({ row }) => row).join(', ')}${first.n > 3 ? ', …' : ''}`,
            advice: ADVICE,
          }
        : { check, status: 'ok', found: `no ${what}` },
    )
  }
  return findings
}

/** @param {string} url @throws {SetupError} when the data break a rule of judging, with what breaks it */
export async function requireSoundData(url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const broken = (await checkData(client)).filter(({ status }) => status === 'problem')
    if (broken.length > 0)
      throw new SetupError(`The data are not sound: ${broken.map(({ found }) => found).join('; ')}`)
  } finally {
    await client.end()
  }
}
