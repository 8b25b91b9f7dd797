import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { answersOf, LACKS_TEXT } from './counted-slots'

/** Which of a study’s verdicts a file takes, among those that figure 1 counts. */
export type Takes = {
  whose: 'people' | 'models' | 'all'
  /** Whether it is of single responses: else an item with one response is left out. */
  single?: boolean
  /** Whether it takes what was judged with names masked, what an imported file did not hold whole, … */
  masked?: boolean
  absent?: boolean
  /** … what a model gave no verdict on, and what a simulation said in a model’s place. */
  noVerdict?: boolean
  simulated?: boolean
  /** Whether it takes only what one annotator judged in both orders. */
  bothOrders?: boolean
}

const Row = z.object({ reason: z.string().nullable(), n: z.number(), ties: z.number(), items: z.number() })

/** All verdicts on record of those whose file it is: `used` ones, and each that is not, under its first reason. */
export type VerdictAccount = {
  verdicts: number
  used: number
  /** Of those used. */
  ties: number
  items: number
  leftOut: Record<string, number>
}

/**
 * Accounts for the verdicts on a study’s first question, each in force once; where turns are asked about, for each turn’s.
 * A slot that was given back is one, too.
 */
export async function accountVerdicts(studyId: string, criterionId: string, takes: Takes): Promise<VerdictAccount> {
  const { sql } = Prisma
  const rows = await db.$queryRaw`
    SELECT reason, count(*)::int AS n, count(*) FILTER (WHERE sign = 0)::int AS ties,
      count(DISTINCT "itemId")::int AS items
    FROM (
      SELECT s."itemId", sign(j.score)::int AS sign, ${reasonOf(takes)} AS reason
      FROM "Assignment" s
      JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
      JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
      JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
      LEFT JOIN LATERAL ${answersOf(sql`s`, criterionId)} j ON true
      WHERE s."studyId" = ${studyOf(studyId)} AND s."doneAt" IS NOT NULL AND ${WHOSE[takes.whose]}
        AND (j.id IS NOT NULL OR s.flag IS NOT NULL)) said
    GROUP BY reason ORDER BY reason`
  const found = z.array(Row).parse(rows)
  const used = found.find(({ reason }) => reason === null)
  return {
    verdicts: found.reduce((sum, { n }) => sum + n, 0),
    ...{ used: used?.n ?? 0, ties: used?.ties ?? 0, items: used?.items ?? 0 },
    leftOut: Object.fromEntries(found.flatMap(({ reason, n }) => (reason === null ? [] : [[reason, n]]))),
  }
}

const WHOSE = {
  people: Prisma.sql`g.kind = 'HUMAN'`,
  models: Prisma.sql`g.kind = 'LLM'`,
  all: Prisma.sql`true`,
} as const

/** Why a file does not take a verdict, in a word; null where it does. The order is that of the columns of judgments. */
function reasonOf({ single, masked, absent, noVerdict, simulated = true, bothOrders }: Takes): Prisma.Sql {
  const { sql } = Prisma
  const unless = (taken: boolean | undefined, condition: Prisma.Sql) => (taken ? Prisma.empty : condition)
  return sql`
    CASE
      ${unless(single, sql`WHEN i."responseBId" IS NULL THEN 'single'`)}
      WHEN i.kind <> 'REGULAR' THEN lower(i.kind::text)
      WHEN n.exploratory THEN 'exploratory'
      WHEN n."excludedAt" IS NOT NULL THEN 'excluded'
      ${unless(simulated, sql`WHEN n.simulated THEN 'simulated'`)}
      ${unless(noVerdict, sql`WHEN s.flag = 'NO_VERDICT' THEN 'no_verdict'`)}
      WHEN s.flag <> 'NO_VERDICT' THEN CASE WHEN j.id IS NULL THEN 'set_aside' ELSE 'flagged' END
      WHEN s.repeat > 0 THEN 'repeat'
      ${unless(masked, sql`WHEN cardinality(i.masks) > 0 THEN 'masked'`)}
      ${unless(absent, sql`WHEN ${LACKS_TEXT} THEN 'absent'`)}
      ${unless(!bothOrders, sql`WHEN ${IN_ONE_ORDER} THEN 'one_order'`)}
    END`
}

/** That its annotator has not judged the item of slot s with the sides the other way round. */
const IN_ONE_ORDER = Prisma.sql`NOT EXISTS (
  SELECT FROM "Assignment" o WHERE o."studyId" = s."studyId" AND o."itemId" = s."itemId"
    AND o."annotatorId" = s."annotatorId" AND o."leftIsA" <> s."leftIsA" AND o.repeat = 0 AND o."doneAt" IS NOT NULL)`
