import 'server-only'
import { z } from 'zod'
import type { Tx } from '@/lib/db/client'

/** A system that lacks responses: how many, and the ids of the first few prompts. */
export type MissingResponse = z.output<typeof Missing>

const Missing = z.object({ system: z.string(), count: z.coerce.number(), examples: z.array(z.string()) })

/** Systems of the study without a response to every prompt of its set; a study over no prompts lacks everything. */
export async function missingResponses(tx: Tx, studyId: string): Promise<MissingResponse[]> {
  const rows = await tx.$queryRaw`
    SELECT y.name AS system, count(*) AS count,
           (array_agg(p."externalId" ORDER BY p.position))[1:5] AS examples
    FROM "Study" s
    JOIN "StudySystem" ss ON ss."studyId" = s.id
    JOIN "System" y ON y.id = ss."systemId"
    JOIN "Prompt" p ON p."promptSetId" = s."promptSetId"
    LEFT JOIN "SystemResponse" r ON r."promptId" = p.id AND r."systemId" = ss."systemId" AND r.sample = 0
    WHERE s.id = ${studyId}::uuid AND r.id IS NULL
    GROUP BY y.name, ss.position ORDER BY ss.position`
  return z.array(Missing).parse(rows)
}

/**
 * Writes the items of a study that pairs one focal system with each baseline: arm A is the focal system's response.
 * @returns their number; positions run from 0, prompt by prompt
 */
export async function writeItems(tx: Tx, studyId: string): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "Item" ("studyId", id, position, "promptId", "responseAId", "responseBId")
    SELECT s.id, gen_random_uuid(), row_number() OVER (ORDER BY p.position, p.id, b.position) - 1, p.id, ra.id, rb.id
    FROM "Study" s
    JOIN "StudySystem" f ON f."studyId" = s.id AND f.focal
    JOIN "StudySystem" b ON b."studyId" = s.id AND NOT b.focal
    JOIN "Prompt" p ON p."promptSetId" = s."promptSetId"
    JOIN "SystemResponse" ra ON ra."promptId" = p.id AND ra."systemId" = f."systemId" AND ra.sample = 0
    JOIN "SystemResponse" rb ON rb."promptId" = p.id AND rb."systemId" = b."systemId" AND rb.sample = 0
    WHERE s.id = ${studyId}::uuid`
}
