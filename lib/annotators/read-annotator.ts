import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'
import { AppError } from '@/lib/errors'

const Counts = z.object({
  /** Pairs done with a verdict, and those that could not be judged; practice is in neither. */
  verdicts: z.coerce.number(),
  setAside: z.coerce.number(),
  practice: z.coerce.number(),
  medianSeconds: z.number().nullable(),
  /** Hours the pages were in view and the person there. */
  activeHours: z.number(),
  /** Of the pairs they have seen, those with arm A on the left; of single responses all. */
  left: z.coerce.number(),
  checks: z.coerce.number(),
  checksFailed: z.coerce.number(),
  gold: z.coerce.number(),
  goldFailed: z.coerce.number(),
  /** Verdicts the desk asked about first, and of these the ones given as hastily all the same. */
  asked: z.coerce.number(),
  hasty: z.coerce.number(),
})
export type AnnotatorCounts = z.output<typeof Counts>

const Outcomes = z.object({
  ties: z.coerce.number(),
  judged: z.coerce.number(),
  /** Planned repeats that were done, and of these the ones with the same outcome as before. */
  repeats: z.coerce.number(),
  consistent: z.coerce.number(),
})
/** What of an annotator's verdicts may be counted once the study is closed, by the first question. */
export type AnnotatorOutcomes = z.output<typeof Outcomes>

/** One annotator of a study by code. @throws AppError `not_found` */
export async function readAnnotator({ studyId }: Access<'annotators:manage'>, annotatorId: string) {
  if (!z.uuid().safeParse(annotatorId).success) throw new AppError('not_found')
  const annotator = await db.annotator.findUnique({
    where: { studyId_id: { studyId, id: annotatorId } },
    omit: { userId: true },
    include: {
      group: { select: { name: true, kind: true } },
      study: { select: { protocol: true, status: true, cap: true } },
    },
  })
  if (!annotator) throw new AppError('not_found')
  return annotator
}

/** What one annotator did, in numbers that say nothing of outcomes. */
export async function countAnnotator({ studyId }: Access<'annotators:manage'>, id: string): Promise<AnnotatorCounts> {
  const rows = await db.$queryRaw`
    SELECT count(*) FILTER (WHERE i.kind <> 'PRACTICE' AND a.flag IS NULL) AS verdicts,
           count(*) FILTER (WHERE i.kind <> 'PRACTICE' AND a.flag IS NOT NULL) AS "setAside",
           count(*) FILTER (WHERE i.kind = 'PRACTICE') AS practice,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY a."activeMs")
             FILTER (WHERE i.kind <> 'PRACTICE' AND a.flag IS NULL) / 1000 AS "medianSeconds",
           coalesce(sum(a."activeMs"), 0)::float8 / 3600000 AS "activeHours",
           count(*) FILTER (WHERE a."leftIsA") AS left,
           count(said.decided) FILTER (WHERE i.kind = 'CHECK') AS checks,
           count(*) FILTER (WHERE i.kind = 'CHECK' AND said.decided) AS "checksFailed",
           count(said.decided) FILTER (WHERE i.kind = 'GOLD') AS gold,
           count(*) FILTER (WHERE i.kind = 'GOLD' AND said.differs) AS "goldFailed",
           count(a.asked) AS asked, count(*) FILTER (WHERE a.hasty) AS hasty
    FROM "Assignment" a
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Criterion" c ON c."studyId" = a."studyId" AND c.position = 0
    CROSS JOIN LATERAL (
      SELECT bool_or(j.score <> 0) AS decided, bool_or(j.choice <> i.expected) AS differs FROM "Judgment" j
      WHERE i.kind IN ('CHECK', 'GOLD') AND j."studyId" = a."studyId" AND j."assignmentId" = a.id
        AND j."criterionId" = c.id AND j."supersededAt" IS NULL) said
    WHERE a."studyId" = ${studyOf(studyId)} AND a."annotatorId" = ${id}::uuid AND a."doneAt" IS NOT NULL`
  return z.tuple([Counts]).parse(rows)[0]
}

/** Ties and self-consistency of one annotator; null while the study is open. */
export async function countOutcomes(
  { studyId }: Access<'annotators:manage'>,
  id: string,
): Promise<AnnotatorOutcomes | null> {
  const rows = await db.$queryRaw`
    SELECT count(*) FILTER (WHERE a.repeat = 0 AND j.score = 0) AS ties, count(*) FILTER (WHERE a.repeat = 0) AS judged,
           count(*) FILTER (WHERE a.repeat > 0) AS repeats,
           count(*) FILTER (WHERE a.repeat > 0 AND CASE WHEN s.protocol = 'RATING' THEN j.choice = first.choice
                                                        ELSE sign(j.score) = sign(first.score) END) AS consistent
    FROM "Assignment" a
    JOIN "Study" s ON s.id = a."studyId" AND s.status = 'CLOSED'
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId" AND i.kind = 'REGULAR'
    JOIN "Criterion" c ON c."studyId" = a."studyId" AND c.position = 0
    JOIN "Judgment" j ON j."studyId" = a."studyId" AND j."assignmentId" = a.id AND j."criterionId" = c.id
      AND j."supersededAt" IS NULL
    LEFT JOIN "Assignment" before ON a.repeat > 0 AND before."studyId" = a."studyId" AND before."itemId" = a."itemId"
      AND before."annotatorId" = a."annotatorId" AND before.repeat = 0
    LEFT JOIN "Judgment" first ON first."studyId" = a."studyId" AND first."assignmentId" = before.id
      AND first."criterionId" = c.id AND first.turn = j.turn AND first."supersededAt" IS NULL
    WHERE a."studyId" = ${studyOf(studyId)} AND a."annotatorId" = ${id}::uuid AND a."doneAt" IS NOT NULL
    HAVING count(*) > 0`
  return z.array(Outcomes).max(1).parse(rows)[0] ?? null
}
