import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { CountingRule } from './counting-rule'
import { JUDGMENTS, leftOutReason } from './left-out'
import type { SideStratum, Strata, Stratum } from './strata'

const Counts = z.record(z.string(), z.number())
const Rows = z.array(
  z.object({
    kind: z.enum(['left_out', 'side', 'all', 'category', 'tag']),
    group: z.string(),
    first: z.string(),
    second: z.string(),
    name: z.string(),
    counts: Counts,
  }),
)
type Row = z.infer<typeof Rows>[number]

/**
 * Counts a study's judgments in the database, in one pass over them: outcomes by group, pair of systems and slice, the
 * sums that clustered intervals need, chosen sides, and what is left out. Rows are brought down to (item, group) before
 * anything else is joined to them. Groups and systems are named by their ids.
 *
 * @param rule which judgment of an item counts
 * @param criterion its id; the study's first when null
 */
export async function readStrata(studyId: string, rule: CountingRule, criterion: string | null): Promise<Strata> {
  const rows = await db.$transaction(async (tx) => {
    // Sorting to disk what fits into memory would take twice the time.
    await tx.$executeRaw`SET LOCAL work_mem = '128MB'`
    return Rows.parse(await tx.$queryRaw(statement(studyId, rule, criterion)))
  })
  const leftOut: Record<string, number> = {}
  let recorded = 0
  let used = 0
  for (const { kind, name, counts } of rows) {
    if (kind !== 'left_out') continue
    recorded += counts.n as number
    if (name === '') used = counts.n as number
    else leftOut[name] = counts.n as number
  }
  return { strata: rows.flatMap(toStratum), sides: rows.flatMap(toSide), recorded, used, leftOut }
}

function toStratum({ kind, group, first, second, name, counts }: Row): Stratum[] {
  if (kind === 'left_out' || kind === 'side') return []
  return [{ group, first, second, slice: { kind, name }, ...counts } as Stratum]
}

function toSide({ kind, group, counts }: Row): SideStratum[] {
  return kind === 'side' ? [{ group, ...counts } as SideStratum] : []
}

function statement(studyId: string, rule: CountingRule, criterion: string | null): Prisma.Sql {
  const where = Prisma.sql`j."studyId" = ${studyId}::uuid`
  const reason = leftOutReason(criterion)
  return Prisma.sql`
    WITH level AS MATERIALIZED (
      SELECT s."itemId", n."groupId", ${reason} AS reason, count(*) AS n,
             count(*) FILTER (WHERE j.score > 0) AS w, count(*) FILTER (WHERE j.score < 0) AS l,
             count(*) FILTER (WHERE n.simulated) AS simulated,
             count(*) FILTER (WHERE CASE WHEN s."leftIsA" THEN j.score > 0 ELSE j.score < 0 END) AS "left"
      FROM ${JUDGMENTS} WHERE ${where} GROUP BY 1, 2, 3),
    verdicts AS (${verdicts(rule, where, reason)}),
    prompts AS MATERIALIZED (
      SELECT v."groupId", i."promptId", least(a."systemId", b."systemId") AS first,
             greatest(a."systemId", b."systemId") AS second, sum(v.n) AS n, sum(v.simulated) AS simulated,
             sum(CASE WHEN a."systemId" < b."systemId" THEN v.n ELSE 0 END) AS "asA",
             sum(CASE WHEN a."systemId" < b."systemId" THEN v.w ELSE v.l END) AS w,
             sum(CASE WHEN a."systemId" < b."systemId" THEN v.l ELSE v.w END) AS l
      FROM verdicts v
      JOIN "Item" i ON i."studyId" = ${studyId}::uuid AND i.id = v."itemId"
      JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "SystemResponse" b ON b.id = i."responseBId"
      GROUP BY 1, 2, 3, 4)
    SELECT 'left_out' AS kind, '' AS "group", '' AS first, '' AS second, coalesce(reason, '') AS name,
           jsonb_build_object('n', sum(n)) AS counts FROM level GROUP BY reason
    UNION ALL ${sides(studyId)}
    UNION ALL ${slice('all', Prisma.sql`''`, Prisma.empty)}
    UNION ALL ${slice('category', Prisma.sql`m.category`, Prisma.sql`JOIN "Prompt" m ON m.id = p."promptId" AND m.category IS NOT NULL`)}
    UNION ALL ${slice('tag', Prisma.sql`tag`, Prisma.sql`JOIN "Prompt" m ON m.id = p."promptId" CROSS JOIN unnest(m.tags) tag`)}`
}

/** One row per item and group with the outcomes that count under the rule. */
function verdicts(rule: CountingRule, where: Prisma.Sql, reason: Prisma.Sql): Prisma.Sql {
  const outcome = (sign: Prisma.Sql) => Prisma.sql`(${sign} > 0)::int AS w, (${sign} < 0)::int AS l`
  switch (rule) {
    case 'all':
      return Prisma.sql`SELECT "itemId", "groupId", n, w, l, simulated FROM level WHERE reason IS NULL`
    case 'majority':
      return Prisma.sql`
        SELECT "itemId", "groupId", 1 AS n, (w > l AND w > n - w - l)::int AS w, (l > w AND l > n - w - l)::int AS l,
               (simulated > 0)::int AS simulated FROM level WHERE reason IS NULL`
    case 'earliest':
      return Prisma.sql`
        SELECT DISTINCT ON (s."itemId", n."groupId") s."itemId", n."groupId", 1 AS n,
               ${outcome(Prisma.sql`j.score`)}, n.simulated::int AS simulated
        FROM ${JUDGMENTS} WHERE ${where} AND ${reason} IS NULL
        ORDER BY s."itemId", n."groupId", j."createdAt", j.id`
    case 'order-averaged':
      return Prisma.sql`
        SELECT "itemId", "groupId", count(*) AS n, sum((net > 0)::int) AS w, sum((net < 0)::int) AS l,
               sum(simulated) AS simulated
        FROM (${averagedOrders(where, reason)}) averaged GROUP BY 1, 2`
  }
}

/** Per annotator and item the sign of the two orders' mean scores, or of the one order's. */
function averagedOrders(where: Prisma.Sql, reason: Prisma.Sql): Prisma.Sql {
  const net = (side: Prisma.Sql) => Prisma.sql`coalesce(sum(sign(j.score)) FILTER (WHERE ${side}), 0)`
  const n = (side: Prisma.Sql) => Prisma.sql`count(*) FILTER (WHERE ${side})`
  const [left, right] = [Prisma.sql`s."leftIsA"`, Prisma.sql`NOT s."leftIsA"`]
  return Prisma.sql`
    SELECT s."itemId", n."groupId", n.id, n.simulated::int AS simulated,
           CASE WHEN ${n(left)} > 0 AND ${n(right)} > 0 THEN ${net(left)} * ${n(right)} + ${net(right)} * ${n(left)}
                ELSE ${net(left)} + ${net(right)} END AS net
    FROM ${JUDGMENTS} WHERE ${where} AND ${reason} IS NULL GROUP BY 1, 2, 3, 4`
}

function slice(kind: string, name: Prisma.Sql, join: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT ${kind}, p."groupId"::text, p.first::text, p.second::text, ${name}, jsonb_build_object(
      'wins', sum(w), 'ties', sum(n - w - l), 'losses', sum(l), 'simulated', sum(simulated),
      'asA', sum("asA"), 'prompts', count(*), 'decided', count(*) FILTER (WHERE w + l > 0),
      'promptWins', count(*) FILTER (WHERE w > l), 'promptLosses', count(*) FILTER (WHERE l > w),
      'nn', sum(n * n), 'nw', sum(n * w), 'nl', sum(n * l), 'ww', sum(w * w), 'wl', sum(w * l), 'll', sum(l * l))
    FROM prompts p ${join} GROUP BY 2, 3, 4, 5`
}

/** Sides chosen by every judgment that counts, whatever the rule: averaging would hide what is asked here. */
function sides(studyId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'side', "groupId"::text, '', '', '', jsonb_build_object(
      'left', sum("left"), 'right', sum(w + l - "left"), 'ties', sum(n - w - l), 'prompts', count(*),
      'nn', sum(n * n), 'nt', sum(n * t), 'tt', sum(t * t))
    FROM (
      SELECT v."groupId", i."promptId", sum(v.n) AS n, sum(w) AS w, sum(l) AS l, sum("left") AS "left",
             sum(v.n - w - l + 2 * "left") AS t
      FROM level v JOIN "Item" i ON i."studyId" = ${studyId}::uuid AND i.id = v."itemId"
      WHERE reason IS NULL GROUP BY 1, 2) shown
    GROUP BY "groupId"`
}
