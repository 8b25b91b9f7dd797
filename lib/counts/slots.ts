import { Prisma } from '@/lib/db/generated/client'

/**
 * The slots of a study that count: judged, or still to be judged. What docs/model.md says of slots is said here, once:
 * a slot that was set aside counts nowhere, for another takes its place; what is kept for a deactivated annotator and not
 * done is not wanted, nor what is kept for an exploratory model; a planned repeat is, unless its first judgment was set aside.
 * Slot a, and annotator k whom it is kept for.
 * @param study the study's id, or a column that holds it
 */
export function countedSlots(study: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    "Assignment" a LEFT JOIN "Annotator" k ON k."studyId" = a."studyId" AND k.id = a."keptForId"
    WHERE a."studyId" = ${study} AND a.flag IS NULL
      AND (a."doneAt" IS NOT NULL OR (k."deactivatedAt" IS NULL AND k.exploratory IS NOT TRUE AND (
        a.repeat = 0 OR a."keptForId" IS NOT NULL OR NOT EXISTS (
          SELECT FROM "Assignment" f
          WHERE f."studyId" = a."studyId" AND f."itemId" = a."itemId" AND f.slot = a.slot AND f.repeat = 0
            AND f.flag IS NOT NULL))))`
}

/** That slot a is of a practice item, which counts as no judgment: these items are few, and known by "Item_special". */
function isPractice(study: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`a."itemId" IN (SELECT p.id FROM "Item" p WHERE p."studyId" = ${study} AND p.kind = 'PRACTICE')`
}

/** `{wanted, done}` of a study's judgments, as a row: one number for every page that says how far a study is. */
export function judgmentsOf(study: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*) AS wanted, count(a."doneAt") AS done FROM ${countedSlots(study)} AND NOT (${isPractice(study)})`
}

/**
 * The same `{wanted, done}` from counters that are kept under locks which whoever changes them holds anyway: "poolSlots"
 * when slots are written, the others by submissions and when somebody joins, leaves or comes back. Reads no slot. Of an
 * exploratory model only what is done is wanted.
 */
export function judgmentsKept(study: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT o."poolSlots" + coalesce(sum(CASE WHEN n.exploratory THEN n.judged - n."setAside" ELSE n."keptWanted" END), 0) AS wanted,
           coalesce(sum(n.judged - n."setAside"), 0) AS done
    FROM "Study" o LEFT JOIN "Annotator" n ON n."studyId" = o.id WHERE o.id = ${study} GROUP BY o.id`
}

/** How many judgments are kept for annotator n and not given; practice is none. */
export const OPEN_KEPT = Prisma.sql`(
  SELECT count(*)::int FROM "Assignment" a
  WHERE a."studyId" = n."studyId" AND a."keptForId" = n.id AND a."doneAt" IS NULL
    AND NOT (${isPractice(Prisma.sql`n."studyId"`)}))`
