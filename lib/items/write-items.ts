import 'server-only'
import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { copyLines } from '@/lib/db/copy'
import { copyField } from '@/lib/db/copy-field'
import type { AnsweredItem } from './find-responses'

const COPY = `COPY "Item" ("studyId", id, amendment, position, "promptId", "responseAId", "responseBId", kind, shared,
  "startsLeft", expected, feedback) FROM STDIN`

/**
 * Streams planned items into "Item", and the words that are masked in them.
 * @param onWritten hears now and then how many are in
 * @returns their ids by position
 */
export async function writeItems(
  client: PoolClient,
  studyId: string,
  items: readonly AnsweredItem[],
  amendment = 0,
  onWritten?: (rows: number) => void,
): Promise<Map<number, string>> {
  const ids = new Map<number, string>()
  function* lines() {
    for (const { item, a, b } of items) {
      const { position, prompt, kind, shared, startsLeft, expected, feedback } = item
      const id = randomUUID()
      ids.set(position, id)
      const keys = `${studyId}\t${id}\t${amendment}\t${position}\t${prompt}\t${a.id}\t${copyField(b?.id ?? null)}`
      yield `${keys}\t${kind}\t${shared}\t${startsLeft}\t${copyField(expected)}\t${copyField(feedback)}\n`
    }
  }
  await copyLines(client, COPY, lines(), onWritten)
  await client.query(MASK, [studyId, amendment])
  return ids
}

/** A word that is masked in the prompt or in one response is masked in both, and in the prompt. */
const MASK = `
  UPDATE "Item" i SET masks = m.words
  FROM (
    SELECT part.id, array_agg(DISTINCT n.word ORDER BY n.word) AS words
    FROM (SELECT "responseId" AS text, word FROM "NamedResponse" WHERE "studyId" = $1 AND decision = 'MASK'
          UNION ALL SELECT "promptId", word FROM "NamedPrompt" WHERE "studyId" = $1 AND decision = 'MASK') n
    JOIN (SELECT id, unnest(ARRAY["promptId", "responseAId", "responseBId"]) AS text
          FROM "Item" WHERE "studyId" = $1 AND amendment = $2) part ON part.text = n.text
    GROUP BY part.id
  ) m WHERE i."studyId" = $1 AND i.id = m.id`
