import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { LEFT_OUT_REASONS, type LeftOut } from '@/lib/rates/left-out'
import { type Slice, slicesOf } from '@/lib/rates/strata'
import { ratedStatement } from './rated-statement'
import { addRated, emptyRated, type RatedStratum } from './rated-stratum'

/** A study's ratings on one question, counted; groups and systems by their ids. `recorded` = `used` + all of `leftOut`. */
export type RatedStrata = {
  strata: RatedStratum[]
  recorded: number
  used: number
  leftOut: Record<string, number>
}

const Shapes = z.array(
  z.object({
    /** Its number in LEFT_OUT_REASONS. */
    reason: z.number().nullable(),
    group: z.string(),
    system: z.string(),
    category: z.string().nullable(),
    tags: z.array(z.string()).nullable(),
    n: z.number(),
    counts: z.array(z.number()).nullable(),
    prompts: z.number(),
    simulated: z.number(),
  }),
)

/** Counts ratings in the database. What comes back are prompts alike, with their number. */
export async function countRatings(studyId: string, criterion: string, codes: readonly string[]): Promise<RatedStrata> {
  const shapes = await db.$transaction(async (tx) => {
    // As for comparisons: all of this is hashing.
    await tx.$executeRaw`SET LOCAL work_mem = '128MB'`
    await tx.$executeRaw`SET LOCAL enable_sort = off`
    await tx.$executeRaw`SET LOCAL parallel_tuple_cost = 0.001`
    return Shapes.parse(await tx.$queryRaw(ratedStatement(studyId, criterion, codes)))
  })
  const strata = new Strata()
  const leftOut: Record<string, number> = {}
  let [recorded, used] = [0, 0]
  for (const { reason, group, system, category, tags, n, counts, prompts, simulated } of shapes) {
    recorded += n * prompts
    if (reason !== null) {
      const name = LEFT_OUT_REASONS[reason] as LeftOut
      leftOut[name] = (leftOut[name] ?? 0) + n * prompts
      continue
    }
    used += n * prompts
    for (const slice of slicesOf(category, tags ?? [])) {
      const stratum = strata.of(group, system, slice)
      addRated(stratum, counts ?? [], prompts)
      stratum.simulated += simulated
    }
  }
  return { strata: strata.all, recorded, used, leftOut }
}

const Tallies = z.array(
  z.object({
    group: z.string(),
    system: z.string(),
    choice: z.string(),
    count: z.number(),
    isCriterion: z.boolean(),
  }),
)

/** The same of a study of which only counts were published: each rating stands for a prompt of its own. */
export async function countRatingTallies(
  studyId: string,
  criterion: string,
  codes: readonly string[],
): Promise<RatedStrata> {
  const rows = Tallies.parse(
    await db.$queryRaw`
    SELECT "groupId"::text AS "group", "systemAId"::text AS system, choice, count, "criterionId" = ${criterion}::uuid AS "isCriterion"
    FROM "Tally" WHERE "studyId" = ${studyId}::uuid AND "systemBId" IS NULL`,
  )
  const strata = new Strata()
  let [recorded, used] = [0, 0]
  for (const { group, system, choice, count, isCriterion } of rows) {
    recorded += count
    if (!isCriterion || count === 0) continue
    used += count
    const counts = codes.map((code) => (code === choice ? 1 : 0))
    addRated(strata.of(group, system, { kind: 'all', name: '' }), counts, count)
  }
  return { strata: strata.all, recorded, used, leftOut: recorded > used ? { criterion: recorded - used } : {} }
}

/** Strata as they are met. */
class Strata {
  private readonly known = new Map<string, RatedStratum>()

  of(group: string, system: string, slice: Slice): RatedStratum {
    const key = JSON.stringify([group, system, slice.kind, slice.name])
    const stratum = this.known.get(key) ?? emptyRated(group, system, slice)
    this.known.set(key, stratum)
    return stratum
  }

  get all(): RatedStratum[] {
    return [...this.known.values()]
  }
}
