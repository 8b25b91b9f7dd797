import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { digestMessages } from '@/lib/prompts/messages'
import { requireSet } from './queries'

/** What an empty response hashes to. */
const EMPTY = digestMessages([{ role: 'assistant', content: '' }])

/** How many gaps a system's figure can show. */
const SHOWN_GAPS = 200

const SystemCoverage = z.object({
  id: z.string(),
  name: z.string(),
  total: z.number(),
  covered: z.number(),
  empty: z.number(),
  /** Responses beyond one a prompt. */
  further: z.number(),
})
const Gap = z.object({ id: z.string(), from: z.number(), to: z.number(), first: z.string(), last: z.string() })

export type SystemCoverage = z.output<typeof SystemCoverage> & { gaps: Omit<z.output<typeof Gap>, 'id'>[] }

/** For each system with responses in the set: how many prompts it answered, and which it did not. */
export async function coverageBySystem(
  { actor }: SiteAccess<'prompts:read'>,
  promptSetId: string,
): Promise<SystemCoverage[]> {
  await requireSet(actor, promptSetId)
  const [systems, gaps] = await Promise.all([
    db.$queryRaw`
      SELECT s.id, s.name, count(DISTINCT r."promptId")::int AS covered, (count(*) - count(DISTINCT r."promptId"))::int AS further,
             (count(*) FILTER (WHERE r.digest = ${EMPTY}))::int AS empty,
             (SELECT count(*) FROM "Prompt" p WHERE p."promptSetId" = ${promptSetId}::uuid)::int AS total
      FROM "SystemResponse" r JOIN "System" s ON s.id = r."systemId" WHERE r."promptSetId" = ${promptSetId}::uuid
      GROUP BY s.id ORDER BY s.name`,
    db.$queryRaw`
      WITH prompts AS (
        SELECT p.id, p."externalId", (row_number() OVER (ORDER BY p.position, p."externalId") - 1)::int AS place
        FROM "Prompt" p WHERE p."promptSetId" = ${promptSetId}::uuid
      ), missing AS (
        SELECT s.id, p."externalId" AS prompt, p.place,
               p.place - row_number() OVER (PARTITION BY s.id ORDER BY p.place) AS island
        FROM (SELECT DISTINCT "systemId" AS id FROM "SystemResponse" WHERE "promptSetId" = ${promptSetId}::uuid) s
        CROSS JOIN prompts p
        WHERE NOT EXISTS (SELECT FROM "SystemResponse" r WHERE r."promptId" = p.id AND r."systemId" = s.id)
      )
      SELECT id, min(place) AS from, max(place) AS to, (array_agg(prompt ORDER BY place))[1] AS first,
             (array_agg(prompt ORDER BY place DESC))[1] AS last
      FROM missing GROUP BY id, island ORDER BY 1, 2 LIMIT ${SHOWN_GAPS * 20}`,
  ])
  const found = z.array(Gap).parse(gaps)
  return z
    .array(SystemCoverage)
    .parse(systems)
    .map((system) => ({ ...system, gaps: found.filter(({ id }) => id === system.id).slice(0, SHOWN_GAPS) }))
}
