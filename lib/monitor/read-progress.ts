import 'server-only'
import { z } from 'zod'
import { FIRST_MODEL_SLOT } from '@/lib/assignments/plan-models'
import type { Access } from '@/lib/auth/access'
import { countedSlots } from '@/lib/counts/slots'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

const Cell = z.object({
  /** What the row counts: a pair of systems, or a rated one, by its place in the design, or one of the sets beside them. */
  row: z.enum(['PAIR', 'SHARED', 'REPEAT', 'CHECK', 'GOLD', 'PRACTICE']),
  pair: z.number().nullable(),
  /** Whose slots; null for anybody's. */
  groupId: z.string().nullable(),
  /** Slots that are to be filled in all, and of these the filled ones. Pairs set aside are in neither. */
  wanted: z.coerce.number(),
  done: z.coerce.number(),
})
export type ProgressCell = z.output<typeof Cell>

const Items = z.object({
  items: z.coerce.number(),
  /** Items whose slots have either arm left as often, to within one; and the largest difference. */
  even: z.coerce.number(),
  largest: z.coerce.number(),
  /** Items with more judgments than the design asks for. */
  over: z.coerce.number(),
})
export type ItemHealth = z.output<typeof Items>

export type Progress = { cells: ProgressCell[]; items: ItemHealth }

/**
 * Counts a study's slots by comparison and group, and how its items stand: counts only, never outcomes.
 * Which slots count is said in `countedSlots`.
 *
 * One pass over the study's slots ("Assignment_studyId_itemId_slot_repeat_key" has them by item), then each item once:
 * "Item_pkey", and "SystemResponse_system_of", so that no text is read.
 */
export async function readProgress({ studyId }: Access<'study:read'>): Promise<Progress> {
  const rows = await db.$queryRaw`
    WITH slots AS MATERIALIZED (
      SELECT a."itemId", a.repeat, a."keptForId" IS NOT NULL AS kept, coalesce(k."groupId", a."groupId") AS "groupId",
             a.slot >= ${FIRST_MODEL_SLOT} AS model, count(*) AS wanted, count(a."doneAt") AS done,
             sum(CASE a."leftIsA" WHEN true THEN 1 WHEN false THEN -1 ELSE 0 END) AS lean
      FROM ${countedSlots(studyOf(studyId))}
      GROUP BY 1, 2, 3, 4, 5),
    cells AS (
      SELECT CASE WHEN s.repeat > 0 THEN 'REPEAT' WHEN i.kind <> 'REGULAR' THEN i.kind::text
                  WHEN s.kept AND NOT s.model THEN 'SHARED' ELSE 'PAIR' END AS row,
             CASE WHEN i.kind = 'REGULAR' AND s.repeat = 0 AND (s.model OR NOT s.kept) THEN coalesce(p.position, y.position) END AS pair,
             s."groupId", sum(s.wanted) AS wanted, sum(s.done) AS done
      FROM slots s
      JOIN "Item" i ON i."studyId" = ${studyOf(studyId)} AND i.id = s."itemId"
      JOIN "SystemResponse" ra ON ra.id = i."responseAId"
      LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
      LEFT JOIN "StudyPair" p
        ON p."studyId" = ${studyOf(studyId)} AND p."systemAId" = ra."systemId" AND p."systemBId" = rb."systemId"
      LEFT JOIN "StudySystem" y
        ON y."studyId" = ${studyOf(studyId)} AND y."systemId" = ra."systemId" AND i."responseBId" IS NULL
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3),
    by_item AS (
      SELECT abs(sum(s.lean)) AS difference,
             bool_or(NOT s.kept AND s.done > coalesce(g.overlap, study.overlap)) AS over
      FROM slots s
      JOIN "Study" study ON study.id = ${studyOf(studyId)}
      LEFT JOIN "AnnotatorGroup" g ON g."studyId" = study.id AND g.id = s."groupId"
      -- A model sees an item in both orders, or in one of its own.
      WHERE s.repeat = 0 AND NOT s.model GROUP BY s."itemId")
    SELECT (SELECT coalesce(json_agg(cells), '[]') FROM cells) AS cells,
           (SELECT json_build_object('items', count(*), 'even', count(*) FILTER (WHERE difference <= 1),
                                     'largest', coalesce(max(difference), 0), 'over', count(*) FILTER (WHERE over))
            FROM by_item) AS items`
  return z.tuple([z.object({ cells: z.array(Cell), items: Items })]).parse(rows)[0]
}
