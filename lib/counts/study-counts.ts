import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { countedSlots } from './slots'

const number = z.coerce.number()

const Counts = z.object({
  items: z.object({ regular: number, check: number, gold: number, practice: number }),
  /** Judgments that are in, by what becomes of them: each is in one of these. */
  judgments: z.object({
    /** On regular items, by annotators who count, first judgments: what figures rest on. */
    regular: number,
    repeats: number,
    check: number,
    gold: number,
    /** By annotators left out of the results, whatever the item. */
    excluded: number,
  }),
  wanted: number,
  /** Practice pairs done: no judgments. */
  practice: number,
  /** Pairs that could not be judged, as people said, and practice pairs of which this was said. */
  setAside: number,
  practiceSetAside: number,
  /** Slots that models gave no verdict on, whatever the item; none that an earlier reading of the answer found one in. */
  noVerdict: number,
  questions: number,
  /** Answers on record, and of these the ones that their annotator replaced. */
  answers: number,
  replaced: number,
})

/** What a study holds, in the words of docs/model.md; every page takes its numbers from here or from the same slots. */
export type StudyCounts = z.output<typeof Counts> & { done: number }

/** Counts a study: slots in one pass, answers in one. */
export async function countStudy({
  studyId,
}:
  | Access<'study:read'>
  | Access<'study:results'>
  | Access<'study:export'>
  | Access<'annotators:manage'>): Promise<StudyCounts> {
  const study = studyOf(studyId)
  const of = (kind: string, also = Prisma.sql`true`) =>
    Prisma.sql`count(*) FILTER (WHERE done AND NOT excluded AND kind = ${kind}::"ItemKind" AND ${also})`
  const rows = await db.$queryRaw`
    WITH slots AS (
      SELECT a."doneAt" IS NOT NULL AS done, a.repeat, i.kind, coalesce(n."excludedAt" IS NOT NULL, false) AS excluded
      FROM (SELECT a."itemId", a."annotatorId", a."doneAt", a.repeat FROM ${countedSlots(study)}) a
      JOIN "Item" i ON i."studyId" = ${study} AND i.id = a."itemId"
      LEFT JOIN "Annotator" n ON n."studyId" = ${study} AND n.id = a."annotatorId" AND a."doneAt" IS NOT NULL),
    aside AS (
      SELECT i.kind, f.flag = 'NO_VERDICT' AS "ofModel", EXISTS (
        SELECT FROM "Judgment" j WHERE j."studyId" = f."studyId" AND j."assignmentId" = f.id) AS answered
      FROM "Assignment" f JOIN "Item" i ON i."studyId" = f."studyId" AND i.id = f."itemId"
      WHERE f."studyId" = ${study} AND f.flag IS NOT NULL)
    SELECT (SELECT json_build_object(
              'regular', count(*) FILTER (WHERE kind = 'REGULAR'), 'check', count(*) FILTER (WHERE kind = 'CHECK'),
              'gold', count(*) FILTER (WHERE kind = 'GOLD'), 'practice', count(*) FILTER (WHERE kind = 'PRACTICE'))
            FROM "Item" WHERE "studyId" = ${study}) AS items,
           json_build_object(
             'regular', ${of('REGULAR', Prisma.sql`repeat = 0`)}, 'repeats', ${of('REGULAR', Prisma.sql`repeat > 0`)},
             'check', ${of('CHECK')}, 'gold', ${of('GOLD')},
             'excluded', count(*) FILTER (WHERE done AND excluded AND kind <> 'PRACTICE')) AS judgments,
           count(*) FILTER (WHERE kind <> 'PRACTICE') AS wanted,
           count(*) FILTER (WHERE kind = 'PRACTICE' AND done) AS practice,
           (SELECT count(*) FROM aside WHERE kind <> 'PRACTICE' AND NOT "ofModel") AS "setAside",
           (SELECT count(*) FROM aside WHERE kind = 'PRACTICE' AND NOT "ofModel") AS "practiceSetAside",
           (SELECT count(*) FROM aside WHERE "ofModel" AND NOT answered) AS "noVerdict",
           (SELECT count(*) FROM "Criterion" WHERE "studyId" = ${study}) AS questions,
           (SELECT count(*) FROM "Judgment" WHERE "studyId" = ${study}) AS answers,
           (SELECT count(*) FROM "Judgment" WHERE "studyId" = ${study} AND "supersededAt" IS NOT NULL) AS replaced
    FROM slots`
  const counts = z.tuple([Counts]).parse(rows)[0]
  return { ...counts, done: Object.values(counts.judgments).reduce((sum, each) => sum + each, 0) }
}
