import { Prisma } from '@/lib/db/generated/client'

/** Why a judgment is not counted, with the words people read. Each has one reason: the first that applies. */
export const LEFT_OUT = {
  superseded: 'Replaced by the annotator’s own later verdict',
  criterion: 'Answers to further questions; the figure shows the first',
  single: 'Items with a single response, which nothing can win or lose',
  check: 'Check items, of which the right answer is obvious',
  gold: 'Gold items, of which the answer is known',
  practice: 'Practice items',
  excluded: 'Annotators excluded from the analysis',
  flagged: 'Flagged “cannot judge” afterwards',
} as const

export type LeftOut = keyof typeof LEFT_OUT

/**
 * The judgments of a study joined to all that decides whether and how they count: judgment j, criterion c,
 * assignment s, item i, responses a and b, annotator n. No join drops a row: the keys are never null, the annotator's
 * not once there is a judgment, and a missing response b is kept.
 */
export const JUDGMENTS = Prisma.sql`
  "Judgment" j
  JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId"
  JOIN "Assignment" s ON s."studyId" = j."studyId" AND s.id = j."assignmentId"
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
  JOIN "SystemResponse" a ON a.id = i."responseAId"
  LEFT JOIN "SystemResponse" b ON b.id = i."responseBId"
  JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"`

/** The reason a judgment is left out of win, tie and loss, or null when it counts. Figure and export share this rule. */
export const LEFT_OUT_REASON = Prisma.sql`
  CASE
    WHEN j."supersededAt" IS NOT NULL THEN 'superseded'
    WHEN c.position > (SELECT min(position) FROM "Criterion" f WHERE f."studyId" = j."studyId") THEN 'criterion'
    WHEN i."responseBId" IS NULL THEN 'single'
    WHEN i.kind = 'CHECK' THEN 'check'
    WHEN i.kind = 'GOLD' THEN 'gold'
    WHEN i.kind = 'PRACTICE' THEN 'practice'
    WHEN n."excludedAt" IS NOT NULL THEN 'excluded'
    WHEN s.flag IS NOT NULL THEN 'flagged'
  END`
