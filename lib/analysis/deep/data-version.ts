import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { db } from '@/lib/db/client'

const State = z.tuple([z.object({ state: z.string() })])

/** Raised when what is computed changes, so that what was kept is computed anew. */
const FORMULAS = 4

/** A hash that changes with everything that statistics of a study depend on: judgments, corrections, flags, exclusions. */
export async function dataVersion(studyId: string): Promise<string> {
  const rows = await db.$queryRaw`
    SELECT jsonb_build_array(
      (SELECT jsonb_build_array(count(*), count("supersededAt"), max("createdAt"), max("supersededAt"))
       FROM "Judgment" WHERE "studyId" = ${studyId}::uuid),
      (SELECT count(*) FROM "Assignment" WHERE "studyId" = ${studyId}::uuid AND flag IS NOT NULL),
      (SELECT jsonb_agg(id ORDER BY id) FROM "Annotator" WHERE "studyId" = ${studyId}::uuid AND "excludedAt" IS NOT NULL),
      (SELECT coalesce(sum(count), 0) FROM "Tally" WHERE "studyId" = ${studyId}::uuid))::text AS state`
  return createHash('sha256')
    .update(`${FORMULAS} ${State.parse(rows)[0].state}`)
    .digest('hex')
    .slice(0, 32)
}
