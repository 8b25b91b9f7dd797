import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { readVisibility } from '@/lib/looks/looks'
import { MODEL_OUTCOMES } from '@/lib/models/outcome'

const PAGE = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const Said = z.object({
  criterion: z.number(),
  /** Which of the assistant's turns it is of, from 1; 0 is the whole. */
  turn: z.number(),
  /** As it was shown, where the left answer is called A. */
  label: z.string(),
  at: z.coerce.date(),
  isSuperseded: z.boolean(),
})

const Done = z.object({
  id: z.string(),
  doneAt: z.date(),
  /** The item's number, by which it is found once results are shown. */
  number: z.number(),
  prompt: z.string(),
  kind: z.enum(['REGULAR', 'CHECK', 'GOLD', 'PRACTICE']),
  shared: z.boolean(),
  isRepeat: z.boolean(),
  activeSeconds: z.number().nullable(),
  rationale: z.string().nullable(),
  flag: z.enum(['BROKEN_TEXT', 'NEEDS_EXPERTISE', 'UNSAFE', 'OTHER', 'NO_VERDICT']).nullable(),
  flagNote: z.string().nullable(),
  /** Of a model: what came of asking it. */
  outcome: z.enum(MODEL_OUTCOMES).nullable(),
  /** Oldest first; a verdict that was changed stands before the one that replaced it. */
  said: z.array(Said),
  /** Which systems stood where; null while the study is open. */
  systems: z.object({ left: z.string(), right: z.string().nullable() }).nullable(),
})
/** `isWithheld`: what was said of it is told once results are. */
export type DonePair = z.output<typeof Done> & { isWithheld: boolean }

/**
 * What one annotator did, newest first, fifty at a time ("Assignment_done"). Verdicts are told as they were shown, left
 * and right; which systems these were is told once the study is closed. While results are withheld, so are verdicts on
 * regular items, and reasons: together with the plan's sides they would be the results.
 * @param before the pair after which the page begins; anything that is none begins at the newest
 * @returns `next` is the `before` of the page that follows, or null; `isShown`: whether the items may be looked at
 */
export async function readHistory(
  access: Access<'annotators:manage'>,
  annotatorId: string,
  before?: string,
): Promise<{ pairs: DonePair[]; next: string | null; isShown: boolean }> {
  const { studyId } = access
  const { shown } = await readVisibility(access)
  const after = before && UUID.test(before) ? before : null
  const rows = await db.$queryRaw`
    WITH page AS (
      SELECT a.* FROM "Assignment" a
      WHERE a."studyId" = ${studyId}::uuid AND a."annotatorId" = ${annotatorId}::uuid AND a."doneAt" IS NOT NULL
        AND (a."doneAt", a.id) < (
          SELECT coalesce(max(b."doneAt"), 'infinity'), coalesce((array_agg(b.id))[1], gen_random_uuid())
          FROM "Assignment" b
          WHERE b."studyId" = ${studyId}::uuid AND b."annotatorId" = ${annotatorId}::uuid AND b.id = ${after}::uuid)
      ORDER BY a."doneAt" DESC, a.id DESC LIMIT ${PAGE + 1})
    SELECT a.id, a."doneAt", i.position AS number, p."externalId" AS prompt, i.kind::text, i.shared, a.repeat > 0 AS "isRepeat",
           a."activeMs" / 1000.0::float8 AS "activeSeconds", a.rationale, a.flag::text, a."flagNote", a.outcome::text,
           CASE WHEN s.status = 'CLOSED' AND a."leftIsA" IS NOT NULL THEN json_build_object(
             'left', CASE WHEN a."leftIsA" THEN ya.name ELSE yb.name END,
             'right', CASE WHEN a."leftIsA" THEN yb.name ELSE ya.name END) END AS systems,
           coalesce(said.said, '[]') AS said
    FROM page a
    JOIN "Study" s ON s.id = a."studyId"
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId" JOIN "System" ya ON ya.id = ra."systemId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId" LEFT JOIN "System" yb ON yb.id = rb."systemId"
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object('criterion', c.position, 'turn', j.turn, 'label', shown.label, 'at', j."createdAt",
                                        'isSuperseded', j."supersededAt" IS NOT NULL)
                      ORDER BY j."createdAt", c.position, j.turn) AS said
      FROM "Judgment" j
      JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId"
      JOIN "CriterionOption" shown ON shown."studyId" = j."studyId" AND shown."criterionId" = j."criterionId"
        AND CASE WHEN coalesce(a."leftIsA", true) OR j.score = 0 THEN shown.code = j.choice ELSE shown.score = -j.score END
      WHERE j."studyId" = a."studyId" AND j."assignmentId" = a.id) said
    ORDER BY a."doneAt" DESC, a.id DESC`
  const pairs = z
    .array(Done)
    .parse(rows)
    .map((pair) => (shown === 'hidden' && pair.kind === 'REGULAR' ? withhold(pair) : { ...pair, isWithheld: false }))
  const page = pairs.slice(0, PAGE)
  return { pairs: page, next: pairs.length > PAGE ? (page.at(-1)?.id ?? null) : null, isShown: shown !== 'hidden' }
}

function withhold(pair: z.output<typeof Done>): DonePair {
  return { ...pair, said: [], rationale: null, isWithheld: true }
}
