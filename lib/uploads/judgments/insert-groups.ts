import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'

const [LLM, HUMAN] = ['LLM', 'HUMAN'] as const

type Grouping = { importId: string; studyId: string; group: string; models: readonly string[] | undefined }

/** The groups that the file tells, or one for all: of models where all are. */
export async function insertGroups(client: PoolClient, { importId, studyId, group, models }: Grouping) {
  const { rows: found } = await client.query<{ source: string; kind: 'HUMAN' | 'LLM' }>(
    `SELECT "group" AS source, min(kind::text) AS kind FROM "ImportRow"
     WHERE "importId" = $1 AND problem IS NULL GROUP BY 1 ORDER BY min(id)`,
    [importId],
  )
  const rows = found.map((row) => (models ? { ...row, kind: models.includes(row.source) ? LLM : HUMAN } : row))
  const kind = rows.every((row) => row.kind === LLM) ? LLM : HUMAN
  const wanted = group ? [{ source: group, kind }] : rows
  const prefixes = new Set<string>()
  const made = wanted.map((one) => ({ ...one, id: randomUUID(), prefix: prefixOf(one.source, prefixes) }))
  for (const [position, { id, source, kind, prefix }] of made.entries())
    await client.query(
      'INSERT INTO "AnnotatorGroup" ("studyId", id, name, kind, "codePrefix", position, "judgesShared") VALUES ($1, $2, $3, $4::"GroupKind", $5, $6, false)',
      [studyId, id, source, kind, prefix, position],
    )
  const [only] = made
  return group && only ? rows.map(({ source }) => ({ ...only, source })) : made
}

/** A letter or more that no other group has: the first of its name, if it is one. */
function prefixOf(name: string, taken: Set<string>): string {
  const first = /[a-z]/i.exec(name)?.[0]?.toUpperCase() ?? 'A'
  for (let nth = 0; ; nth++) {
    const prefix =
      nth === 0 ? first : `${first}${String.fromCharCode(65 + ((nth - 1) % 26)).repeat(Math.ceil(nth / 26))}`
    if (taken.has(prefix)) continue
    taken.add(prefix)
    return prefix
  }
}
