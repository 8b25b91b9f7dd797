import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { type PlannedItem, systemsOf } from '@/lib/protocols/planned-item'

const Missing = z.array(z.object({ system: z.string(), count: z.coerce.number(), examples: z.array(z.string()) }))

/**
 * Says which systems have no response to which prompts of a plan, or lack which of several samples, and what to do about
 * it; null when none is missing.
 */
export async function describeMissing(items: readonly PlannedItem[]): Promise<string | null> {
  const wanted = items.flatMap((item) =>
    systemsOf(item).map((system) => ({ prompt: item.prompt, system, sample: item.sample })),
  )
  const rows = await db.$queryRaw`
    SELECT y.name AS system, count(*) AS count,
           (array_agg(p."externalId" || CASE WHEN wanted.sample > 0 THEN ' (sample ' || wanted.sample + 1 || ')' ELSE '' END
                      ORDER BY p.position, wanted.sample))[1:5] AS examples
    FROM (SELECT DISTINCT * FROM unnest(${wanted.map(({ prompt }) => prompt)}::uuid[],
                                        ${wanted.map(({ system }) => system)}::uuid[],
                                        ${wanted.map(({ sample }) => sample)}::int[])) AS wanted(prompt, system, sample)
    JOIN "System" y ON y.id = wanted.system
    JOIN "Prompt" p ON p.id = wanted.prompt
    LEFT JOIN "SystemResponse" r ON r."promptId" = p.id AND r."systemId" = y.id AND r.sample = wanted.sample AND NOT r.absent
    WHERE r.id IS NULL GROUP BY y.name ORDER BY y.name`
  const missing = Missing.parse(rows)
  if (missing.length === 0) return null
  const parts = missing.map(({ system, count, examples }) => {
    const more = count > examples.length ? ` and ${count - examples.length} more` : ''
    return `${system} has no response to ${examples.join(', ')}${more}`
  })
  return `${parts.join('; ')}. Upload the missing responses, leave the system out, or let the design leave out prompts that a system lacks.`
}
