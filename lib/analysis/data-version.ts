import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { db } from '@/lib/db/client'

const State = z.tuple([z.object({ state: z.string() })])

/** Raised when what is computed changes, so that what was kept is computed anew. */
const FORMULAS = 13

/** How the version of data begins whose statistics were computed as they are now. */
export const COMPUTED_NOW = `${FORMULAS}-`

/**
 * Begins with the number of the formulas; a hash follows that changes with everything that statistics of a study depend
 * on: judgments, corrections, flags, exclusions. It is read off a counter that each annotator's submissions keep, so that
 * it costs the same however many judgments there are.
 */
export async function dataVersion(studyId: string): Promise<string> {
  const rows = await db.$queryRaw`
    SELECT jsonb_build_array(
      (SELECT jsonb_build_array(sum(revision), jsonb_agg(id ORDER BY id) FILTER (WHERE "excludedAt" IS NOT NULL))
       FROM "Annotator" WHERE "studyId" = ${studyId}::uuid),
      (SELECT coalesce(sum(count), 0) FROM "Tally" WHERE "studyId" = ${studyId}::uuid))::text AS state`
  const hash = createHash('sha256').update(State.parse(rows)[0].state)
  return `${COMPUTED_NOW}${hash.digest('hex').slice(0, 32)}`
}
