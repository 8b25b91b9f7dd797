import type { PoolClient } from 'pg'

/** What stands in place of a text that the file did not hold. */
const ABSENT_PROMPT = `jsonb_build_array(jsonb_build_object('role', 'user', 'content',
  '(The imported file did not hold the text of prompt ' || substr(key, 4) || '.)'))`
const ABSENT_RESPONSE = `'[{"role": "assistant", "content": "(The imported file did not hold this response.)"}]'::jsonb`

/** Judgments that can be counted, with arm A the focal system or the one that the pair's first row names first. */
const JUDGED = `
  CREATE TEMP TABLE import_pair ON COMMIT DROP AS
  SELECT DISTINCT ON (least("systemA", "systemB"), greatest("systemA", "systemB"))
    CASE WHEN "systemB" = $2 THEN "systemB" ELSE "systemA" END AS a,
    CASE WHEN "systemB" = $2 THEN "systemA" ELSE "systemB" END AS b, id AS first
  FROM "ImportRow" WHERE "importId" = $1 AND problem IS NULL
  ORDER BY least("systemA", "systemB"), greatest("systemA", "systemB"), id`
const TURNED = `
  CREATE TEMP TABLE import_judged ON COMMIT DROP AS
  SELECT r.id AS row, coalesce('id ' || r."promptId", 'text ' || r."promptDigest") AS key, p.a, p.b, r."systemA" <> p.a AS swapped,
    CASE WHEN r."systemA" = p.a THEN r."digestA" ELSE r."digestB" END AS "digestA",
    CASE WHEN r."systemA" = p.a THEN r."digestB" ELSE r."digestA" END AS "digestB"
  FROM "ImportRow" r
  JOIN import_pair p ON least(p.a, p.b) = least(r."systemA", r."systemB") AND greatest(p.a, p.b) = greatest(r."systemA", r."systemB")
  WHERE r."importId" = $1 AND r.problem IS NULL`

/**
 * Prompts by their id, else by their text, in the set where it has them: each looked up by the index that is for it. Sorted by
 * the bare position, the planner would go through the whole set for each prompt.
 */
const PROMPTS = `
  CREATE TEMP TABLE import_prompt ON COMMIT DROP AS
  WITH first AS (
    SELECT DISTINCT ON (j.key) j.key, j.row, r."promptId" AS name, r.prompt, r."promptDigest" AS digest, r.category, r.tags
    FROM import_judged j JOIN "ImportRow" r ON r.id = j.row ORDER BY j.key, r.prompt IS NULL, j.row)
  SELECT f.*, coalesce(there.id, gen_random_uuid()) AS id, there.id IS NULL AS new, there.digest AS "digestThere",
         row_number() OVER (PARTITION BY there.id IS NULL ORDER BY f.row) AS nth
  FROM first f LEFT JOIN LATERAL (
    SELECT p.id, p.digest FROM "Prompt" p
    WHERE f.name IS NOT NULL AND p."promptSetId" = $1 AND p."externalId" = f.name
    UNION ALL (
      SELECT p.id, p.digest FROM "Prompt" p
      WHERE f.name IS NULL AND p."promptSetId" = $1 AND p.digest = f.digest ORDER BY p.position + 0 LIMIT 1)) there ON true`
const NEW_PROMPTS = `
  INSERT INTO "Prompt" (id, "promptSetId", "externalId", position, category, tags, messages, digest)
  SELECT id, $1, coalesce(name, lpad((last.next + nth)::text, greatest(4, length((last.next + nth)::text)), '0')),
         last.next + nth - 1, category, tags, coalesce(prompt, ${ABSENT_PROMPT}), coalesce(digest, key)
  FROM import_prompt, (SELECT coalesce(max(position) + 1, 0) AS next FROM "Prompt" WHERE "promptSetId" = $1) last
  WHERE new`

/**
 * Responses by their system and text. One whose text the file lacks is the set's own, the first, if it has one. A system's
 * second text to a prompt is a further sample. Of a new prompt the set has none, so that nothing is looked for.
 */
const RESPONSES = `
  CREATE TEMP TABLE import_response ON COMMIT DROP AS
  WITH shown AS (
    SELECT j.key, j.a AS system, j."digestA" AS digest, j.row, j.swapped AS second FROM import_judged j
    UNION ALL SELECT j.key, j.b, j."digestB", j.row, NOT j.swapped FROM import_judged j),
  first AS (SELECT DISTINCT ON (key, system, digest) * FROM shown ORDER BY key, system, digest, row),
  found AS MATERIALIZED (
    SELECT f.*, y.id AS "systemId", p.id AS "promptId", p.new AS "newPrompt",
      CASE WHEN NOT p.new THEN (SELECT t.id FROM "SystemResponse" t WHERE t."promptId" = p.id AND t."systemId" = y.id
         AND (t.digest = f.digest OR f.digest = 'absent' AND NOT t.absent) ORDER BY t.sample LIMIT 1) END AS there
    FROM first f JOIN import_prompt p ON p.key = f.key JOIN "System" y ON y.name = f.system)
  SELECT f.*, coalesce(there, gen_random_uuid()) AS id,
         CASE WHEN there IS NULL THEN row_number() OVER (PARTITION BY "promptId", "systemId", there IS NULL ORDER BY row) END AS nth
  FROM found f`
const NEW_RESPONSES = `
  INSERT INTO "SystemResponse" (id, "promptSetId", "promptId", "systemId", sample, messages, digest, absent)
  SELECT s.id, $1, s."promptId", s."systemId",
         s.nth + coalesce(CASE WHEN NOT s."newPrompt" THEN (
           SELECT max(t.sample) FROM "SystemResponse" t WHERE t."promptId" = s."promptId" AND t."systemId" = s."systemId") END, -1),
         coalesce(CASE WHEN s.second THEN r."responseB" ELSE r."responseA" END, ${ABSENT_RESPONSE}), s.digest,
         s.digest LIKE 'absent%'
  FROM import_response s JOIN "ImportRow" r ON r.id = s.row WHERE s.there IS NULL`

/** What is sorted and joined here is of one import at a time: most of it fits, and goes through no file. */
const IN_MEMORY = `SET LOCAL work_mem = '64MB'`

/** How many prompts and responses of an import are new to its set, and which prompts are there with another text. */
export type WrittenTexts = { prompts: number; responses: number; differing: string[] }

/**
 * Writes what the set lacks of an import's systems, prompts and responses, and leaves in temporary tables which is which.
 * @param focal the system that is to be arm A, or an empty text
 */
export async function writeTexts(
  client: PoolClient,
  { importId, promptSetId, focal }: { importId: string; promptSetId: string; focal: string },
): Promise<WrittenTexts> {
  await client.query(IN_MEMORY)
  await client.query(JUDGED, [importId, focal])
  await client.query(TURNED, [importId])
  await client.query('ANALYZE import_judged')
  await client.query(PROMPTS, [promptSetId])
  await client.query('ANALYZE import_prompt (key, row, new, id)')
  const { rows } = await client.query<{ name: string }>(
    `SELECT coalesce(name, key) AS name FROM import_prompt WHERE digest <> "digestThere" ORDER BY row LIMIT 5`,
  )
  if (rows.length > 0) return { prompts: 0, responses: 0, differing: rows.map(({ name }) => name) }
  const prompts = await client.query(NEW_PROMPTS, [promptSetId])
  await client.query(
    'INSERT INTO "System" (id, name) SELECT gen_random_uuid(), name FROM (SELECT a AS name FROM import_pair UNION SELECT b FROM import_pair) named WHERE name IS NOT NULL ON CONFLICT (name) DO NOTHING',
  )
  await client.query(RESPONSES)
  await client.query('ANALYZE import_response')
  const responses = await client.query(NEW_RESPONSES, [promptSetId])
  return { prompts: prompts.rowCount ?? 0, responses: responses.rowCount ?? 0, differing: [] }
}
