import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { checkedRows } from './checked-rows'

/** How many gaps a figure can show. */
const SHOWN_GAPS = 200

const Coverage = z.object({
  total: z.number(),
  covered: z.number(),
  /** Ids of the first, the last and some prompts between, for the axis. */
  ticks: z.array(z.object({ place: z.number(), id: z.string() })),
  /** Runs of prompts without a response; places count from 0 in the order of the set. */
  gaps: z.array(z.object({ from: z.number(), to: z.number(), first: z.string(), last: z.string() })),
})
export type Coverage = z.output<typeof Coverage>

type ResponsesUpload = { id: string; kind: 'PROMPTS' | 'RESPONSES'; name: string; promptSetId: string }

/** Which prompts of the set would have a response of the system once the upload is imported. */
export async function coverageOf(_access: SiteAccess<'uploads:manage'>, upload: ResponsesUpload): Promise<Coverage> {
  const prompts = Prisma.sql`
    WITH covered AS (
      SELECT "promptId" FROM ${checkedRows(upload)} c WHERE state IS NULL OR state = 'present'
      UNION
      SELECT r."promptId" FROM "SystemResponse" r JOIN "System" s ON s.id = r."systemId"
      WHERE s.name = ${upload.name} AND r."promptSetId" = ${upload.promptSetId}::uuid
    ), prompts AS (
      SELECT p."externalId" AS id, c."promptId" IS NULL AS missing,
             (row_number() OVER (ORDER BY p.position, p."externalId") - 1)::int AS place, count(*) OVER () AS total
      FROM "Prompt" p LEFT JOIN covered c ON c."promptId" = p.id WHERE p."promptSetId" = ${upload.promptSetId}::uuid
    )`
  const [sums, gaps] = await Promise.all([
    db.$queryRaw<unknown[]>`${prompts}
      SELECT count(*)::int AS total, (count(*) FILTER (WHERE NOT missing))::int AS covered,
        coalesce(json_agg(json_build_object('place', place, 'id', id) ORDER BY place)
          FILTER (WHERE place IN (0, (total - 1) / 3, 2 * (total - 1) / 3, total - 1)), '[]') AS ticks FROM prompts`,
    db.$queryRaw<unknown[]>`${prompts}, islands AS (
      SELECT place, id, place - row_number() OVER (ORDER BY place) AS island FROM prompts WHERE missing
    )
      SELECT min(place) AS from, max(place) AS to, (array_agg(id ORDER BY place))[1] AS first,
             (array_agg(id ORDER BY place DESC))[1] AS last
      FROM islands GROUP BY island ORDER BY 1 LIMIT ${SHOWN_GAPS}`,
  ])
  return Coverage.parse({ ...(sums[0] as object), gaps })
}
