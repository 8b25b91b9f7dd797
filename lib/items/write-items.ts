import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { PlannedItem } from './plan-items'

const CHUNK = 20_000

const Written = z.array(z.object({ position: z.number(), id: z.string() }))

/**
 * Writes planned items, with each system's first response to the prompt, and the words that are masked in them.
 * @returns their ids by position; items whose responses are missing are left out
 */
export async function writeItems(
  client: PoolClient,
  studyId: string,
  items: readonly PlannedItem[],
  amendment = 0,
): Promise<Map<number, string>> {
  const ids = new Map<number, string>()
  for (let from = 0; from < items.length; from += CHUNK) {
    const chunk = items.slice(from, from + CHUNK)
    const { rows } = await client.query(INSERT, [
      studyId,
      amendment,
      ...COLUMNS.map((column) => chunk.map((item) => item[column])),
    ])
    for (const { position, id } of Written.parse(rows)) ids.set(position, id)
  }
  await client.query(MASK, [studyId, amendment])
  return ids
}

const COLUMNS = [
  'position',
  'prompt',
  'systemA',
  'systemB',
  'kind',
  'shared',
  'startsLeft',
  'expected',
  'feedback',
] as const satisfies (keyof PlannedItem)[]

const INSERT = `
  INSERT INTO "Item" ("studyId", id, amendment, position, "promptId", "responseAId", "responseBId", kind, shared,
                      "startsLeft", expected, feedback)
  SELECT $1, gen_random_uuid(), $2, plan.position, plan.prompt, ra.id, rb.id, plan.kind, plan.shared, plan.starts_left,
         plan.expected, plan.feedback
  FROM unnest($3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::"ItemKind"[], $8::bool[], $9::bool[], $10::text[], $11::text[])
    AS plan(position, prompt, system_a, system_b, kind, shared, starts_left, expected, feedback)
  JOIN "SystemResponse" ra ON ra."promptId" = plan.prompt AND ra."systemId" = plan.system_a AND ra.sample = 0
  JOIN "SystemResponse" rb ON rb."promptId" = plan.prompt AND rb."systemId" = plan.system_b AND rb.sample = 0
  RETURNING position, id`

/** A word that is masked in one response is masked in both, and in the prompt. */
const MASK = `
  UPDATE "Item" i SET masks = m.words
  FROM (
    SELECT arm.id, array_agg(DISTINCT n.word ORDER BY n.word) AS words
    FROM "NamedResponse" n
    JOIN (SELECT id, "responseAId" AS response FROM "Item" WHERE "studyId" = $1 AND amendment = $2
          UNION ALL SELECT id, "responseBId" FROM "Item" WHERE "studyId" = $1 AND amendment = $2) arm
      ON arm.response = n."responseId"
    WHERE n."studyId" = $1 AND n.decision = 'MASK' GROUP BY arm.id
  ) m WHERE i."studyId" = $1 AND i.id = m.id`
