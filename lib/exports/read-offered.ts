import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

const Offered = z.tuple([
  z.object({
    /** Whether a model was asked. */
    calls: z.boolean(),
    /** Whether a model judged a pair in both orders. */
    pairs: z.boolean(),
    /** Whether a model rated a response. */
    ratings: z.boolean(),
    /** Whether anybody compared two responses. */
    annotations: z.boolean(),
    /** Whether models annotate here beside people. */
    models: z.boolean(),
  }),
])
export type Offered = z.output<typeof Offered>[0]

/** For which files a study has something by now, beside those that all have. */
export async function readOffered({ studyId }: Access<'study:export'>): Promise<Offered> {
  const rows = await db.$queryRaw`
    SELECT
      EXISTS (SELECT FROM "ModelCall" WHERE "studyId" = t.id) AS calls,
      t.protocol = 'COMPARISON' AND EXISTS (
        SELECT FROM "Annotator" n
        JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
        JOIN "Assignment" s ON s."studyId" = n."studyId" AND s."annotatorId" = n.id
        JOIN "Assignment" o ON o."studyId" = s."studyId" AND o."itemId" = s."itemId" AND o."annotatorId" = n.id
        WHERE n."studyId" = t.id AND g.kind = 'LLM' AND NOT n.simulated AND n."excludedAt" IS NULL AND s."leftIsA" AND NOT o."leftIsA"
          AND s."doneAt" IS NOT NULL AND o."doneAt" IS NOT NULL) AS pairs,
      t.protocol = 'RATING' AND EXISTS (
        SELECT FROM "Annotator" n
        JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
        JOIN "Assignment" s ON s."studyId" = n."studyId" AND s."annotatorId" = n.id
        WHERE n."studyId" = t.id AND g.kind = 'LLM' AND NOT n.simulated AND n."excludedAt" IS NULL
          AND s."doneAt" IS NOT NULL) AS ratings,
      t.protocol = 'COMPARISON' AND EXISTS (
        SELECT FROM "Assignment" s WHERE s."studyId" = t.id AND s."doneAt" IS NOT NULL) AS annotations,
      EXISTS (
        SELECT FROM "Annotator" n
        JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
        WHERE n."studyId" = t.id AND g.kind = 'LLM' AND NOT n.exploratory) AS models
    FROM "Study" t WHERE t.id = ${studyOf(studyId)}`
  return Offered.parse(rows)[0]
}
