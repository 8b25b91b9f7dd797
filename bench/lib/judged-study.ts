import { randomUUID } from 'node:crypto'
import type pg from 'pg'

const BASELINES = 5
const PROMPTS = 66_667
const ANNOTATORS = 60
/** Items times three slots: a million judgments and five. */
export const JUDGMENTS = PROMPTS * BASELINES * 3

type Protocol = 'COMPARISON' | 'RATING'

/**
 * Writes a closed study in LIMA's shape, only larger: a focal system beside five baselines on so many prompts in seven
 * categories, each item judged by three of sixty annotators in two groups; or as many responses of five systems, rated.
 * Foreign keys are not checked meanwhile.
 * @returns the study's id
 */
export async function writeJudgedStudy(
  pool: pg.Pool,
  { prompts = PROMPTS, protocol = 'COMPARISON' }: { prompts?: number; protocol?: Protocol } = {},
): Promise<string> {
  const client = await pool.connect()
  const isRating = protocol === 'RATING'
  const [studyId, setId, criterionId] = [randomUUID(), randomUUID(), randomUUID()]
  try {
    await client.query('SET session_replication_role = replica')
    await client.query(`INSERT INTO "PromptSet" (id, name) VALUES ($1, $2)`, [setId, `Large ${protocol}`])
    await client.query(
      `INSERT INTO "Study" (id, title, protocol, status, "promptSetId", overlap, seed, "openedAt", "closedAt")
       VALUES ($1, 'Large', $3, 'CLOSED', $2, 3, 1, now(), now())`,
      [studyId, setId, protocol],
    )
    await client.query(
      `INSERT INTO "Criterion" ("studyId", id, position, question) VALUES ($1, $2, 0, 'Which is better?')`,
      [studyId, criterionId],
    )
    await client.query(OPTIONS[protocol], [studyId, criterionId])
    await client.query(
      `INSERT INTO "AnnotatorGroup" ("studyId", id, name, "codePrefix")
       SELECT $1, gen_random_uuid(), name, left(name, 1) FROM unnest(ARRAY['Crowd', 'Experts']) name`,
      [studyId],
    )
    await client.query(SYSTEMS, [studyId, isRating ? BASELINES - 1 : BASELINES, !isRating])
    await client.query(ANNOTATOR_ROWS, [studyId, ANNOTATORS])
    await client.query(PROMPT_ROWS, [setId, prompts])
    await client.query(RESPONSES, [studyId, setId])
    await client.query(ITEMS[protocol], [studyId, setId])
    await client.query(SLOTS, [studyId, ANNOTATORS])
    await client.query(VERDICTS, [
      studyId,
      criterionId,
      isRating ? ['EXCELLENT', 'PASS', 'FAIL'] : ['A', 'TIE', 'B'],
      isRating ? 1 : 0,
    ])
    await client.query('SET session_replication_role = origin')
    await client.query('VACUUM ANALYZE')
  } finally {
    client.release()
  }
  return studyId
}

const OPTIONS: Record<Protocol, string> = {
  COMPARISON: `
  INSERT INTO "CriterionOption" ("studyId", "criterionId", code, label, score, position)
  VALUES ($1, $2, 'A', 'A', 1, 0), ($1, $2, 'TIE', 'Neither', 0, 1), ($1, $2, 'B', 'B', -1, 2)`,
  RATING: `
  INSERT INTO "CriterionOption" ("studyId", "criterionId", code, label, score, position)
  VALUES ($1, $2, 'FAIL', 'Fail', 0, 0), ($1, $2, 'PASS', 'Pass', 1, 1), ($1, $2, 'EXCELLENT', 'Excellent', 2, 2)`,
}

const SYSTEMS = `
  WITH made AS (
    INSERT INTO "System" (id, name) SELECT gen_random_uuid(), CASE WHEN $3::boolean THEN 'System ' ELSE 'Rated ' END || n FROM generate_series(0, $2::int) n
    RETURNING id, name)
  INSERT INTO "StudySystem" ("studyId", "systemId", position, focal)
  SELECT $1, id, right(name, 1)::int, $3::boolean AND name = 'System 0' FROM made`

const ANNOTATOR_ROWS = `
  INSERT INTO "Annotator" ("studyId", id, "groupId", code, simulated)
  SELECT $1, gen_random_uuid(), g.id, g."codePrefix" || n, true
  FROM generate_series(0, $2::int - 1) n
  JOIN "AnnotatorGroup" g ON g."studyId" = $1 AND g.name = CASE WHEN n % 6 = 0 THEN 'Experts' ELSE 'Crowd' END`

const PROMPT_ROWS = `
  INSERT INTO "Prompt" (id, "promptSetId", "externalId", position, category, tags, messages, digest)
  SELECT gen_random_uuid(), $1, 'q' || n, n, 'Category ' || n % 7, ARRAY['tag ' || n % 3],
         '[{"role":"user","content":"Which?"}]', 'd' || n
  FROM generate_series(0, $2::int - 1) n`

const RESPONSES = `
  INSERT INTO "SystemResponse" (id, "promptSetId", "promptId", "systemId", messages, digest)
  SELECT gen_random_uuid(), $2, p.id, s."systemId",
         jsonb_build_array(jsonb_build_object('role', 'assistant', 'content', repeat('word ', 40 + s.position))), 'd'
  FROM "Prompt" p CROSS JOIN "StudySystem" s WHERE p."promptSetId" = $2 AND s."studyId" = $1`

const ITEMS: Record<Protocol, string> = {
  RATING: `
  INSERT INTO "Item" ("studyId", id, position, "promptId", "responseAId")
  SELECT $1, gen_random_uuid(), row_number() OVER (ORDER BY p.position, s.position) - 1, p.id, a.id
  FROM "Prompt" p
  JOIN "SystemResponse" a ON a."promptId" = p.id
  JOIN "StudySystem" s ON s."studyId" = $1 AND s."systemId" = a."systemId"
  WHERE p."promptSetId" = $2`,
  COMPARISON: `
  INSERT INTO "Item" ("studyId", id, position, "promptId", "responseAId", "responseBId")
  SELECT $1, gen_random_uuid(), row_number() OVER (ORDER BY p.position, t.position) - 1, p.id, a.id, b.id
  FROM "Prompt" p
  JOIN "StudySystem" f ON f."studyId" = $1 AND f.focal
  JOIN "SystemResponse" a ON a."promptId" = p.id AND a."systemId" = f."systemId"
  JOIN "StudySystem" t ON t."studyId" = $1 AND NOT t.focal
  JOIN "SystemResponse" b ON b."promptId" = p.id AND b."systemId" = t."systemId"
  WHERE p."promptSetId" = $2`,
}

const SLOTS = `
  WITH people AS (SELECT id, row_number() OVER (ORDER BY code) - 1 AS n FROM "Annotator" WHERE "studyId" = $1)
  INSERT INTO "Assignment" ("studyId", "itemId", slot, rank, "leftIsA", "annotatorId", "leasedAt", "leaseUntil", "doneAt", "activeMs")
  SELECT $1, i.id, slot, slot * 400000 + i.position, (i.position + slot) % 2 = 0, people.id, now(), now(), now(), 30000
  FROM "Item" i CROSS JOIN generate_series(0, 2) slot
  JOIN people ON people.n = (i.position * 7 + slot * 11) % $2::int
  WHERE i."studyId" = $1`

const VERDICTS = `
  INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", choice, score, "submissionKey")
  SELECT $1, id, $2, v.choice, v.score, gen_random_uuid()
  FROM (SELECT id, hashint4(rank) % 10 AS draw FROM "Assignment" WHERE "studyId" = $1) s
  JOIN LATERAL (SELECT ($3::text[])[CASE WHEN abs(draw) < 4 THEN 1 WHEN abs(draw) < 6 THEN 2 ELSE 3 END] AS choice,
                       $4::int + CASE WHEN abs(draw) < 4 THEN 1 WHEN abs(draw) < 6 THEN 0 ELSE -1 END AS score) v ON true`
