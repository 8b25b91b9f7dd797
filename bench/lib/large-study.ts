import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/** A large study's keys. */
export type LargeStudy = { studyId: string; groupId: string }

/**
 * Writes an open study of `items` items with three slots each, as opening would, only faster: foreign keys are not
 * checked, and all items share one prompt. Sides and ranks are in rounds.
 */
export async function writeLargeStudy(pool: pg.Pool, items: number): Promise<LargeStudy> {
  const client = await pool.connect()
  const ids = {
    studyId: randomUUID(),
    groupId: randomUUID(),
    setId: randomUUID(),
    promptId: randomUUID(),
    systemId: randomUUID(),
  }
  const responses = Math.ceil(Math.sqrt(2 * items)) + 2
  const { studyId, groupId, setId, promptId, systemId } = ids
  try {
    await client.query('SET session_replication_role = replica')
    await client.query(`INSERT INTO "PromptSet" (id, name) VALUES ($1, $2)`, [setId, setId])
    await client.query(`INSERT INTO "System" (id, name) VALUES ($1, $2)`, [systemId, systemId])
    await client.query(
      `INSERT INTO "Prompt" (id, "promptSetId", "externalId", position, messages, digest)
       VALUES ($1, $2, 'q', 0, '[{"role":"user","content":"Which?"}]', 'd')`,
      [promptId, setId],
    )
    await client.query(
      `INSERT INTO "SystemResponse" (id, "promptSetId", "promptId", "systemId", sample, messages, digest)
       SELECT gen_random_uuid(), $1, $2, $3, n, '[{"role":"assistant","content":"This one."}]', 'd'
       FROM generate_series(1, $4::int) n`,
      [setId, promptId, systemId, responses],
    )
    await client.query(
      `INSERT INTO "Study" (id, title, status, "promptSetId", overlap, seed, "openedAt") VALUES ($1, 'Large', 'OPEN', $2, 3, 1, now())`,
      [studyId, setId],
    )
    await client.query(
      `INSERT INTO "AnnotatorGroup" ("studyId", id, name, "codePrefix") VALUES ($1, $2, 'Crowd', 'C')`,
      [studyId, groupId],
    )
    await client.query(ITEMS, [studyId, promptId, items])
    await client.query(SLOTS, [studyId])
    await client.query('SET session_replication_role = origin')
    await client.query('VACUUM ANALYZE "Assignment"')
    await client.query('VACUUM ANALYZE "Item"')
  } finally {
    client.release()
  }
  return { studyId, groupId }
}

const ITEMS = `
  WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM "SystemResponse" WHERE "promptId" = $2)
  INSERT INTO "Item" ("studyId", id, position, "promptId", "responseAId", "responseBId")
  SELECT $1, gen_random_uuid(), row_number() OVER () - 1, $2, a.id, b.id
  FROM numbered a JOIN numbered b ON b.n > a.n LIMIT $3`

const SLOTS = `
  INSERT INTO "Assignment" ("studyId", "itemId", slot, rank, "leftIsA")
  SELECT i."studyId", i.id, round, round * (SELECT count(*) FROM "Item" WHERE "studyId" = $1) + i.position, (i.position + round) % 2 = 0
  FROM generate_series(0, 2) round, "Item" i WHERE i."studyId" = $1 ORDER BY 4`

/** Enrols an annotator who starts at some rank. @returns their id */
export async function addAnnotator(
  pool: pg.Pool,
  { studyId, groupId }: LargeStudy,
  startRank: number,
): Promise<string> {
  const id = randomUUID()
  await pool.query(
    `INSERT INTO "Annotator" ("studyId", id, "groupId", code, simulated, "startRank") VALUES ($1, $2, $3, $4, true, $5)`,
    [studyId, id, groupId, `C${id}`, startRank],
  )
  return id
}

/** Lets an annotator have judged the `count` items from their start on. */
export async function giveHistory(pool: pg.Pool, studyId: string, annotatorId: string, count: number): Promise<void> {
  await pool.query(
    `UPDATE "Assignment" SET "annotatorId" = $2, "doneAt" = now()
     WHERE "studyId" = $1 AND rank >= (SELECT "startRank" FROM "Annotator" WHERE id = $2)
       AND rank < (SELECT "startRank" FROM "Annotator" WHERE id = $2) + $3`,
    [studyId, annotatorId, count],
  )
  await pool.query(`UPDATE "Annotator" SET judged = $2 WHERE id = $1`, [annotatorId, count])
  await pool.query('VACUUM ANALYZE "Assignment"')
}

/** Lets others have judged all but every thousandth slot. */
export async function finishMost(pool: pg.Pool, study: LargeStudy): Promise<void> {
  const other = await addAnnotator(pool, study, 0)
  const client = await pool.connect()
  try {
    // One annotator stands for thousands: the rule that nobody judges an item twice is not what is measured.
    const { rows } = await client.query<{ definition: string }>(
      `SELECT pg_get_indexdef('"Assignment_one_per_item_and_annotator"'::regclass) AS definition`,
    )
    await client.query('DROP INDEX "Assignment_one_per_item_and_annotator"')
    await client.query('SET session_replication_role = replica')
    await client.query(
      `UPDATE "Assignment" SET "annotatorId" = $2, "doneAt" = now() WHERE "studyId" = $1 AND "doneAt" IS NULL AND rank % 1000 <> 7`,
      [study.studyId, other],
    )
    await client.query('SET session_replication_role = origin')
    await client.query(rows.map(({ definition }) => definition.replace('UNIQUE ', '')).join())
    await client.query('VACUUM ANALYZE "Assignment"')
  } finally {
    client.release()
  }
}
