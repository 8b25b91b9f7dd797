import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { addSingles, emptyStratum, type Strata, type Stratum } from './strata'

const Rows = z.array(
  z.object({
    groupId: z.string(),
    systemAId: z.string(),
    systemBId: z.string(),
    outcome: z.number(),
    count: z.number(),
    isCriterion: z.boolean(),
  }),
)

/** What `readStrata` gives, of a study of which only counts were published: each verdict stands for a prompt of its own. */
export async function readTallies(studyId: string, criterion: string | null): Promise<Strata> {
  const rows = Rows.parse(
    await db.$queryRaw`
    SELECT t."groupId", t."systemAId", t."systemBId", sign(o.score)::int AS outcome, sum(t.count)::int AS count,
           coalesce(c.id = ${criterion}::uuid,
             c.position = (SELECT min(position) FROM "Criterion" f WHERE f."studyId" = t."studyId")) AS "isCriterion"
    FROM "Tally" t
    JOIN "CriterionOption" o ON o."studyId" = t."studyId" AND o."criterionId" = t."criterionId" AND o.code = t.choice
    JOIN "Criterion" c ON c."studyId" = t."studyId" AND c.id = t."criterionId"
    WHERE t."studyId" = ${studyId}::uuid AND t."systemBId" IS NOT NULL
    GROUP BY 1, 2, 3, 4, 6`,
  )
  const strata = new Map<string, Stratum>()
  let [recorded, used] = [0, 0]
  for (const { groupId, systemAId, systemBId, outcome, count, isCriterion } of rows) {
    recorded += count
    if (!isCriterion) continue
    used += count
    const key = `${groupId}/${systemAId}/${systemBId}`
    const stratum = strata.get(key) ?? emptyStratum(groupId, systemAId, systemBId, { kind: 'all', name: '' })
    strata.set(key, stratum)
    addSingles(stratum, outcome > 0 ? 'wins' : outcome < 0 ? 'losses' : 'ties', count)
  }
  const leftOut: Record<string, number> = recorded > used ? { criterion: recorded - used } : {}
  // Nobody says which of the groups' verdicts were of the same prompt: taken for other ones, intervals would be too narrow.
  return { strata: [...strata.values()], pooled: [], recorded, used, leftOut }
}
