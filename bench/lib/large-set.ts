import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/** Prompts that every system answers with a thousand characters. */
export async function writeLargeSet(pool: pg.Pool, { prompts, systems }: { prompts: number; systems: number }) {
  const setId = randomUUID()
  const systemIds = Array.from({ length: systems }, () => randomUUID())
  await pool.query(`INSERT INTO "PromptSet" (id, name) VALUES ($1, $2)`, [setId, setId])
  await pool.query(`INSERT INTO "System" (id, name) SELECT id, id::text FROM unnest($1::uuid[]) id`, [systemIds])
  await pool.query(
    `INSERT INTO "Prompt" (id, "promptSetId", "externalId", position, messages, digest)
     SELECT gen_random_uuid(), $1, 'q' || n, n, '[{"role":"user","content":"Which?"}]', md5(n::text)
     FROM generate_series(1, $2::int) n`,
    [setId, prompts],
  )
  await pool.query(
    `INSERT INTO "SystemResponse" (id, "promptSetId", "promptId", "systemId", messages, digest)
     SELECT gen_random_uuid(), $1, p.id, s.id, jsonb_build_array(jsonb_build_object('role', 'assistant', 'content', s.words)), s.digest
     FROM "Prompt" p
     CROSS JOIN LATERAL (SELECT id, md5(p.id::text || id) AS digest, repeat(md5(p.id::text || id), 32) AS words
                         FROM unnest($2::uuid[]) id) s
     WHERE p."promptSetId" = $1`,
    [setId, systemIds],
  )
  await pool.query('VACUUM ANALYZE "SystemResponse"')
  return { setId, systemIds }
}
