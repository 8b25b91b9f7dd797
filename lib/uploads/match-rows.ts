import type { PoolClient } from 'pg'

/** The user's turns of a prompt `p` that nobody has answered yet: those after its last assistant's turn. */
export const OPEN_TURNS = `
  SELECT turn.message, row_number() OVER (ORDER BY turn.place) AS place
  FROM jsonb_array_elements(p.messages) WITH ORDINALITY turn(message, place)
  WHERE turn.message->>'role' = 'user' AND turn.place > coalesce((
    SELECT max(answered.place) FROM jsonb_array_elements(p.messages) WITH ORDINALITY answered(message, place)
    WHERE answered.message->>'role' = 'assistant'), 0)`

/** Which of the upload's files the first of several rows is in, where it is another one. */
const OF_FILE = `CASE WHEN k."firstFile" = r.file THEN ''
    ELSE ' of ' || (SELECT u.files->k."firstFile"->>'name' FROM "Upload" u WHERE u.id = $1) END`

const SAYS_NOTHING = String.raw`'$[*] ? (@.role == "assistant" && @.content like_regex "^\\s*$")'`

/** Answers that name their request find what was asked in the file of requests, in whichever order the two came. */
const ASKED = `
  UPDATE "UploadRow" r SET "promptDigest" = q."promptDigest",
    problem = CASE WHEN r.problem = 'empty_response' OR r.messages @? ${SAYS_NOTHING} THEN 'empty_response' END
  FROM "UploadRow" q
  WHERE q."uploadId" = $1 AND q.problem = 'request' AND r."uploadId" = $1 AND r."externalId" = q."externalId"
    AND r."promptDigest" IS NULL AND (r.problem IS NULL OR r.problem IN ('empty_response', 'unknown_prompt'))`

/** A second prompt with the same id, or without ids with the same text. */
const MATCH_PROMPTS = `
  WITH ranked AS (
    SELECT id, digest, row_number() OVER same AS nth, first_value(digest) OVER same AS "firstDigest",
           CASE WHEN $2 THEN 'record ' || first_value(record) OVER same ELSE 'line ' || first_value(line) OVER same END AS first, first_value(file) OVER same AS "firstFile"
    FROM "UploadRow" WHERE "uploadId" = $1 AND problem IS NULL
    WINDOW same AS (PARTITION BY coalesce('id ' || "externalId", 'text ' || digest) ORDER BY id)
  )
  UPDATE "UploadRow" r SET problem = 'duplicate',
    detail = CASE WHEN k.digest = k."firstDigest" THEN 'Same text as ' ELSE 'Same id as, but other text than, ' END || k.first || ${OF_FILE}
  FROM ranked k WHERE k.id = r.id AND k.nth > 1`

/** A dialogue that brings the user's turns; a prompt that holds answers, after which no whole dialogue can go on. */
const ASKS = `'$[*] ? (@.role == "user")'`
const ANSWERS = `'$[*] ? (@.role == "assistant")'`

/** Finds each response's prompt by id, else by exact text, and says what stands in the way. */
const MATCH_RESPONSES = `
  WITH found AS (
    SELECT r.id, r.file, r.system, r.line, r.record, r.sample, r.digest, r.problem, p.id AS "promptId", turns.answers, turns.wanted,
      CASE WHEN by_text.matches > 1 THEN 'ambiguous'
           WHEN p.id IS NULL THEN 'unknown_prompt'
           WHEN r."promptDigest" <> p.digest
             AND (jsonb_array_length(p.messages) = 1 OR (r.messages @? ${ASKS} AND p.messages @? ${ANSWERS})) THEN 'prompt_differs'
           WHEN turns.answers <> turns.wanted THEN 'wrong_turns' END AS flaw
    FROM "UploadRow" r
    LEFT JOIN "Prompt" by_id ON by_id."promptSetId" = $3 AND by_id."externalId" = r."externalId"
    LEFT JOIN LATERAL (
      SELECT count(*) AS matches, (array_agg(t.id))[1] AS id FROM "Prompt" t
      WHERE by_id.id IS NULL AND t."promptSetId" = $3 AND t.digest = r."promptDigest"
    ) by_text ON true
    LEFT JOIN "Prompt" p ON p.id = coalesce(by_id.id, CASE WHEN by_text.matches = 1 THEN by_text.id END)
    LEFT JOIN LATERAL (
      SELECT jsonb_array_length(r.messages) AS answers, (SELECT count(*) FROM (${OPEN_TURNS}) open) AS wanted
      WHERE (jsonb_array_length(p.messages) > 1 OR jsonb_array_length(r.messages) > 1)
        AND NOT r.messages @? ${ASKS}
    ) turns ON true
    WHERE r."uploadId" = $1 AND (r.problem IS NULL OR r.problem = 'empty_response')
  ), ranked AS (
    SELECT id, row_number() OVER same AS nth, first_value(digest) OVER same AS "firstDigest",
           CASE WHEN $2 THEN 'record ' || first_value(record) OVER same ELSE 'line ' || first_value(line) OVER same END AS first, first_value(file) OVER same AS "firstFile"
    FROM found WHERE flaw IS NULL
    WINDOW same AS (PARTITION BY system, "promptId", sample ORDER BY problem IS NOT NULL, id)
  )
  UPDATE "UploadRow" r SET "promptId" = f."promptId",
    problem = coalesce(f.flaw, CASE WHEN k.nth > 1 THEN 'duplicate' END, r.problem),
    detail = CASE
      WHEN f.flaw = 'wrong_turns' THEN 'Answers: ' || f.answers || '; open turns of the user: ' || f.wanted
      WHEN f.flaw IS NULL AND k.nth > 1 AND f.digest = k."firstDigest" THEN 'Same text as ' || k.first || ${OF_FILE}
      WHEN f.flaw IS NULL AND k.nth > 1 THEN 'Other text than ' || k.first || ${OF_FILE}
      ELSE r.detail END
  FROM found f LEFT JOIN ranked k USING (id) WHERE f.id = r.id`

type Staged = {
  id: string
  kind: 'PROMPTS' | 'RESPONSES'
  promptSetId: string | undefined
  places: 'lines' | 'records'
}

/** Marks what is wrong with an upload's rows taken together: among themselves, and against the prompt set. */
export async function matchRows(client: PoolClient, { id, kind, promptSetId, places }: Staged): Promise<void> {
  // The planner knows nothing yet of the rows that were just copied.
  await client.query('ANALYZE "UploadRow" ("uploadId", "externalId", "promptDigest", problem)')
  if (kind === 'PROMPTS') await client.query(MATCH_PROMPTS, [id, places === 'records'])
  else {
    await client.query(ASKED, [id])
    await client.query(MATCH_RESPONSES, [id, places === 'records', promptSetId])
  }
}
