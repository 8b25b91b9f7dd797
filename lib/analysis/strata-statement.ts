import { Prisma } from '@/lib/db/generated/client'
import type { CountingRule } from './counting-rule'
import { itemReason, judgmentReason } from './left-out'

/**
 * The statement behind `readStrata`, one chain: judgments → (item, group, reason) → (prompt, pair) → prompts alike. Only
 * the first step sees every judgment.
 */
export function strataStatement(studyId: string, rule: CountingRule, criterion: string): Prisma.Sql {
  const study = Prisma.sql`${studyId}::uuid`
  const reason = judgmentReason(Prisma.sql`${criterion}::uuid`)
  return Prisma.sql`
    WITH kinds AS MATERIALIZED (
      SELECT category, tags, row_number() OVER ()::int AS kind FROM (SELECT DISTINCT p.category, p.tags FROM ${prompts(study)}) k),
    about AS MATERIALIZED (
      SELECT p.id, kinds.kind FROM ${prompts(study)} JOIN kinds
      ON kinds.tags = p.tags AND kinds.category IS NOT DISTINCT FROM p.category),
    alike AS (
      SELECT reason, "groupId", first, second, kind, n, w, l,
             count(*)::int AS prompts, sum(simulated)::int AS simulated, sum("asA")::int AS "asA"
      FROM (
        SELECT reason, "groupId", n, w, l, simulated, "asA", CASE WHEN reason IS NULL THEN first END AS first,
               CASE WHEN reason IS NULL THEN second END AS second, CASE WHEN reason IS NULL THEN about.kind END AS kind
        FROM (${promptsOf(itemsOf(rule, study, reason), study)}) prompts
        JOIN about ON about.id = prompts."promptId") each
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8)
    SELECT reason, "groupId"::text AS "group", y."systemId"::text AS first, z."systemId"::text AS second,
           kinds.category, kinds.tags, n, w, l, prompts, simulated, "asA"
    FROM alike
    LEFT JOIN "StudySystem" y ON y."studyId" = ${study} AND y.position = alike.first
    LEFT JOIN "StudySystem" z ON z."studyId" = ${study} AND z.position = alike.second
    LEFT JOIN kinds ON kinds.kind = alike.kind`
}

/** The statement behind `readSides`: of each group, prompts alike in how many judgments and ties they have and how often the left was chosen. */
export function sidesStatement(studyId: string, criterion: string): Prisma.Sql {
  const study = Prisma.sql`${studyId}::uuid`
  return Prisma.sql`
    SELECT "groupId"::text AS "group", n, ties, "left", count(*)::int AS prompts
    FROM (
      SELECT v."groupId", i."promptId", sum(v.n)::int AS n, sum(v.n - v.w - v.l)::int AS ties, sum(v."left")::int AS "left"
      FROM (${counts(study, judgmentReason(Prisma.sql`${criterion}::uuid`))}) v
      JOIN "Item" i ON i."studyId" = ${study} AND i.id = v."itemId"
      WHERE ${itemReason(Prisma.sql`v.reason`)} IS NULL
      GROUP BY 1, 2) shown
    GROUP BY 1, 2, 3, 4`
}

/** The prompts of a study's set. */
function prompts(study: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`"Study" u JOIN "Prompt" p ON u.id = ${study} AND p."promptSetId" = u."promptSetId"`
}

/** One row a prompt, pair, group and reason, the pair's systems by their positions in the study. */
function promptsOf(items: Prisma.Sql, study: Prisma.Sql): Prisma.Sql {
  const forward = Prisma.sql`y.position < z.position`
  return Prisma.sql`
    SELECT "groupId", "promptId", first, second, reason, sum(n)::int AS n, sum(w)::int AS w, sum(l)::int AS l,
           sum(simulated)::int AS simulated, sum("asA")::int AS "asA"
    FROM (
      SELECT v."groupId", i."promptId", ${itemReason(Prisma.sql`v.reason`)} AS reason,
             least(y.position, z.position) AS first, greatest(y.position, z.position) AS second,
             v.n, CASE WHEN ${forward} THEN v.w ELSE v.l END AS w, CASE WHEN ${forward} THEN v.l ELSE v.w END AS l,
             v.simulated, CASE WHEN ${forward} THEN v.n ELSE 0 END AS "asA"
      FROM (${items}) v
      JOIN "Item" i ON i."studyId" = ${study} AND i.id = v."itemId"
      JOIN "SystemResponse" a ON a.id = i."responseAId"
      LEFT JOIN "SystemResponse" b ON b.id = i."responseBId"
      JOIN "StudySystem" y ON y."studyId" = ${study} AND y."systemId" = a."systemId"
      LEFT JOIN "StudySystem" z ON z."studyId" = ${study} AND z."systemId" = b."systemId") named
    GROUP BY 1, 2, 3, 4, 5`
}

/** One row an item, group and reason, with the outcomes for arm A that count under the rule. */
function itemsOf(rule: CountingRule, study: Prisma.Sql, reason: Prisma.Sql): Prisma.Sql {
  switch (rule) {
    case 'all':
      return counts(study, reason)
    case 'majority':
      return Prisma.sql`
        SELECT "itemId", "groupId", reason, 1 AS n, (w > l AND w > n - w - l)::int AS w,
               (l > w AND l > n - w - l)::int AS l, (simulated > 0)::int AS simulated
        FROM (${counts(study, reason)}) counted`
    case 'earliest':
      return Prisma.sql`
        SELECT DISTINCT ON (s."itemId", n."groupId") s."itemId", n."groupId", NULL::int AS reason, 1 AS n,
               (j.score > 0)::int AS w, (j.score < 0)::int AS l, n.simulated::int AS simulated
        FROM ${SLOTS} WHERE j."studyId" = ${study} AND ${reason} IS NULL
        ORDER BY s."itemId", n."groupId", j."createdAt", j.id`
    case 'order-averaged':
      return Prisma.sql`
        SELECT "itemId", "groupId", NULL::int AS reason, count(*)::int AS n, sum((net > 0)::int)::int AS w,
               sum((net < 0)::int)::int AS l, sum(simulated)::int AS simulated
        FROM (${averagedOrders(study, reason)}) averaged GROUP BY 1, 2`
  }
}

const SLOTS = Prisma.sql`
  "Judgment" j
  JOIN "Assignment" s ON s."studyId" = j."studyId" AND s.id = j."assignmentId"
  JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"`

function counts(study: Prisma.Sql, reason: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT s."itemId", n."groupId", ${reason} AS reason, count(*)::int AS n,
           (count(*) FILTER (WHERE j.score > 0))::int AS w, (count(*) FILTER (WHERE j.score < 0))::int AS l,
           (count(*) FILTER (WHERE CASE WHEN s."leftIsA" THEN j.score > 0 ELSE j.score < 0 END))::int AS "left",
           (count(*) FILTER (WHERE n.simulated))::int AS simulated
    FROM ${SLOTS} WHERE j."studyId" = ${study} GROUP BY 1, 2, 3`
}

/** Per annotator and item the sign of the two orders' mean scores, or of the one order's. */
function averagedOrders(study: Prisma.Sql, reason: Prisma.Sql): Prisma.Sql {
  const net = (side: Prisma.Sql) => Prisma.sql`coalesce(sum(sign(j.score)) FILTER (WHERE ${side}), 0)`
  const n = (side: Prisma.Sql) => Prisma.sql`count(*) FILTER (WHERE ${side})`
  const [left, right] = [Prisma.sql`s."leftIsA"`, Prisma.sql`NOT s."leftIsA"`]
  return Prisma.sql`
    SELECT s."itemId", n."groupId", n.id, n.simulated::int AS simulated,
           CASE WHEN ${n(left)} > 0 AND ${n(right)} > 0 THEN ${net(left)} * ${n(right)} + ${net(right)} * ${n(left)}
                ELSE ${net(left)} + ${net(right)} END AS net
    FROM ${SLOTS} WHERE j."studyId" = ${study} AND ${reason} IS NULL GROUP BY 1, 2, 3, 4`
}
