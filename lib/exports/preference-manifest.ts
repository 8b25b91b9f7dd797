import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { answersOf, LACKS_TEXT } from './counted-slots'
import { readFirstQuestion } from './first-question'
import type { PreferenceQuery } from './preference-query'
import { countedItems, decidedRows, ofGroups, usableVerdicts } from './preferences'

const Counts = z.tuple([
  z.object({
    verdicts: z.number(),
    used: z.number(),
    ties: z.number(),
    items: z.number(),
    rows: z.number(),
    reasons: z.record(z.string(), z.number()).nullable(),
  }),
])

/**
 * What files of preferences hold and what they do not, with the reason of each verdict that is in none: `verdicts` are all of
 * these annotators on record, and are `used` plus all of `leftOut`.
 */
export async function preferenceManifest(access: Access<'study:export'>, query: PreferenceQuery) {
  const { title, id } = await readFirstQuestion(access)
  const { studyId } = access
  const { sql } = Prisma
  const usable = sql`SELECT * FROM usable`
  const [counts] = Counts.parse(
    await db.$queryRaw`
      WITH recorded AS (
        SELECT CASE
            WHEN i.kind <> 'REGULAR' THEN lower(i.kind::text)
            WHEN n."excludedAt" IS NOT NULL THEN 'excluded'
            WHEN s.flag = 'NO_VERDICT' THEN 'no_verdict'
            WHEN s.flag IS NOT NULL THEN CASE WHEN j.id IS NULL THEN 'set_aside' ELSE 'flagged' END
            WHEN s.repeat > 0 THEN 'repeat'
            WHEN cardinality(i.masks) > 0 THEN 'masked'
            WHEN ${LACKS_TEXT} THEN 'absent'
          END AS reason
        FROM "Assignment" s
        JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
        JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
        JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
        LEFT JOIN LATERAL ${answersOf(sql`s`, id)} j ON true
        WHERE s."studyId" = ${studyOf(studyId)} AND s."doneAt" IS NOT NULL AND ${ofGroups(query)}
          AND (j.id IS NOT NULL OR s.flag IS NOT NULL)),
      usable AS MATERIALIZED (${usableVerdicts(studyId, id, query)})
      SELECT
        (SELECT count(*) FROM recorded)::int AS verdicts,
        (SELECT count(*) FROM (${usable}) u)::int AS used,
        (SELECT count(*) FROM (${usable}) u WHERE sign = 0)::int AS ties,
        (SELECT count(*) FROM (${countedItems(usable)}) v)::int AS items,
        (SELECT count(*) FROM (${decidedRows(usable, query)}) d)::int AS rows,
        (SELECT json_object_agg(reason, n) FROM (
          SELECT reason, count(*)::int AS n FROM recorded WHERE reason IS NOT NULL GROUP BY reason) by_reason) AS reasons`,
  )
  const { reasons, rows, items, ties, ...rest } = counts
  return {
    ...{ study: title, studyId, rows: query.rows, by: query.by, written: rows, ...rest, ties, leftOut: reasons ?? {} },
    // Of each verdict these are its ties; of an item also what its annotators did not agree on.
    undecided: query.rows === 'each' ? ties : items - rows,
  }
}
