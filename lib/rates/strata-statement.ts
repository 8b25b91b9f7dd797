import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { type CountingRule, countsRepeats } from './counting-rule'
import { leftOutNumber } from './left-out'

/**
 * The statement behind `readStrata`, one chain: judgments → cells of (group, prompt, pair, reason) → cells alike. Only the
 * first step sees every judgment; all its joins are by hash and in parallel, which a CTE among them would end.
 *
 * @param of.counted the rule that says which judgments count; `rule` says what is made of them
 * @param of.pooled whether the same cells are also put together over all groups of people, so that what several groups
 *   said of a prompt is one cluster: rows without a group
 */
export function strataStatement(
  studyId: string,
  rule: CountingRule,
  criterion: string,
  { counted = rule, pooled = false }: { counted?: CountingRule; pooled?: boolean } = {},
): Prisma.Sql {
  const study = studyOf(studyId)
  const reason = leftOutNumber(Prisma.sql`${criterion}::uuid`, { repeats: countsRepeats(counted) })
  // Category and tags as one array: equal when both are, a missing category as well, and so a key to join by.
  const about = Prisma.sql`array_prepend(p.category, p.tags)`
  const prompts = Prisma.sql`"Study" u JOIN "Prompt" p ON u.id = ${study} AND p."promptSetId" = u."promptSetId"`
  return Prisma.sql`
    WITH kinds AS MATERIALIZED (
      SELECT about, row_number() OVER ()::int AS kind FROM (SELECT DISTINCT ${about} AS about FROM ${prompts}) k),
    kind_of AS MATERIALIZED (SELECT p.id, kinds.kind FROM ${prompts} JOIN kinds ON kinds.about = ${about}),
    cells AS (${cellsOf(rule, study, reason)}),
    alike AS (
      SELECT reason, "groupId", first, second, kind, n, w, l,
             count(*)::int AS prompts, sum(simulated)::int AS simulated, sum("asA")::int AS "asA"
      FROM cells
      JOIN kind_of ON kind_of.id = cells."promptId"
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
      ${pooled ? Prisma.sql`UNION ALL ${pooledOf(study)}` : Prisma.empty})
    SELECT reason, "groupId"::text AS "group", y."systemId"::text AS first, z."systemId"::text AS second,
           about[1] AS category, about[2:] AS tags, n, w, l, prompts, simulated, "asA"
    FROM alike
    LEFT JOIN kinds ON kinds.kind = alike.kind
    LEFT JOIN "StudySystem" y ON y."studyId" = ${study} AND y.position = alike.first
    LEFT JOIN "StudySystem" z ON z."studyId" = ${study} AND z.position = alike.second`
}

/** Cells of people that count, put together by prompt and pair: cells alike of no group and no kind of prompt. */
function pooledOf(study: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
      SELECT NULL::int, NULL::uuid, first, second, NULL::int, n, w, l, count(*)::int, sum(simulated)::int, sum("asA")::int
      FROM (
        SELECT first, second, sum(n)::int AS n, sum(w)::int AS w, sum(l)::int AS l, sum(simulated) AS simulated,
               sum("asA") AS "asA"
        FROM cells
        JOIN "AnnotatorGroup" g ON g."studyId" = ${study} AND g.id = cells."groupId" AND g.kind = 'HUMAN'
        WHERE reason IS NULL
        GROUP BY "promptId", first, second) pooled
      GROUP BY first, second, n, w, l`
}

const JUDGED = Prisma.sql`
  "Judgment" j
  JOIN "Assignment" s ON s."studyId" = j."studyId" AND s.id = j."assignmentId"
  JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"`

/** The systems y and z of item i's arms A and B. */
const SYSTEMS = Prisma.sql`
  JOIN "SystemResponse" a ON a.id = i."responseAId"
  LEFT JOIN "SystemResponse" b ON b.id = i."responseBId"
  JOIN "StudySystem" y ON y."studyId" = i."studyId" AND y."systemId" = a."systemId"
  LEFT JOIN "StudySystem" z ON z."studyId" = i."studyId" AND z."systemId" = b."systemId"`

/** A pair by its systems' positions in the study, whichever was arm A. */
const PAIR = Prisma.sql`least(y.position, z.position) AS first, greatest(y.position, z.position) AS second`
const FORWARD = Prisma.sql`y.position < z.position`

/** One row a group, prompt, pair and reason: how many verdicts count under the rule, and the outcomes for its first system. */
function cellsOf(rule: CountingRule, study: Prisma.Sql, reason: Prisma.Sql): Prisma.Sql {
  const outcome = (forward: Prisma.Sql, turned: Prisma.Sql) =>
    Prisma.sql`(count(*) FILTER (WHERE CASE WHEN ${FORWARD} THEN ${forward} ELSE ${turned} END))::int`
  const [won, lost] = [Prisma.sql`j.score > 0`, Prisma.sql`j.score < 0`]
  if (rule === 'all')
    return Prisma.sql`
      SELECT n."groupId", i."promptId", ${PAIR}, ${reason} AS reason, count(*)::int AS n,
             ${outcome(won, lost)} AS w, ${outcome(lost, won)} AS l,
             (count(*) FILTER (WHERE n.simulated))::int AS simulated, (count(*) FILTER (WHERE ${FORWARD}))::int AS "asA"
      FROM ${JUDGED} ${SYSTEMS} WHERE j."studyId" = ${study} GROUP BY 1, 2, 3, 4, 5`
  return Prisma.sql`
    SELECT v."groupId", i."promptId", ${PAIR}, v.reason, sum(v.n)::int AS n,
           sum(CASE WHEN ${FORWARD} THEN v.w ELSE v.l END)::int AS w,
           sum(CASE WHEN ${FORWARD} THEN v.l ELSE v.w END)::int AS l,
           sum(v.simulated)::int AS simulated, sum(CASE WHEN ${FORWARD} THEN v.n ELSE 0 END)::int AS "asA"
    FROM (${verdictsOf(rule, study, reason)}) v
    JOIN "Item" i ON i."studyId" = ${study} AND i.id = v."itemId" ${SYSTEMS}
    GROUP BY 1, 2, 3, 4, 5`
}

/** One row an item and group, with the verdicts for arm A that a rule makes of several judgments. */
function verdictsOf(rule: Exclude<CountingRule, 'all'>, study: Prisma.Sql, reason: Prisma.Sql): Prisma.Sql {
  switch (rule) {
    case 'majority':
    case 'signs': {
      const [won, lost] =
        rule === 'signs'
          ? [Prisma.sql`w > l`, Prisma.sql`l > w`]
          : [Prisma.sql`w > l AND w > n - w - l`, Prisma.sql`l > w AND l > n - w - l`]
      return Prisma.sql`
        SELECT "itemId", "groupId", NULL::int AS reason, 1 AS n, (${won})::int AS w, (${lost})::int AS l,
               simulated::int AS simulated
        FROM (
          SELECT s."itemId", n."groupId", count(*) AS n, count(*) FILTER (WHERE j.score > 0) AS w,
                 count(*) FILTER (WHERE j.score < 0) AS l, bool_or(n.simulated) AS simulated
          FROM ${JUDGED} WHERE j."studyId" = ${study} AND ${reason} IS NULL GROUP BY 1, 2) counted`
    }
    case 'earliest':
      // By what a file tells of the order: milliseconds, then slots.
      return Prisma.sql`
        SELECT DISTINCT ON (s."itemId", n."groupId") s."itemId", n."groupId", NULL::int AS reason, 1 AS n,
               (j.score > 0)::int AS w, (j.score < 0)::int AS l, n.simulated::int AS simulated
        FROM ${JUDGED} WHERE j."studyId" = ${study} AND ${reason} IS NULL
        ORDER BY s."itemId", n."groupId", date_trunc('milliseconds', j."createdAt"), s.slot, j.id`
    case 'order-averaged':
    case 'order-ties':
      return Prisma.sql`
        SELECT "itemId", "groupId", NULL::int AS reason, count(*)::int AS n, sum((net > 0)::int)::int AS w,
               sum((net < 0)::int)::int AS l, sum(simulated)::int AS simulated
        FROM (${onePerAnnotator(rule, study, reason)}) one GROUP BY 1, 2`
  }
}

/**
 * Per annotator and item the sign of the two orders' mean scores, or of the one order's; or what all their judgments say,
 * none where they differ.
 */
function onePerAnnotator(rule: 'order-averaged' | 'order-ties', study: Prisma.Sql, reason: Prisma.Sql): Prisma.Sql {
  const net = (side: Prisma.Sql) => Prisma.sql`coalesce(sum(sign(j.score)) FILTER (WHERE ${side}), 0)`
  const n = (side: Prisma.Sql) => Prisma.sql`count(*) FILTER (WHERE ${side})`
  const [left, right] = [Prisma.sql`s."leftIsA"`, Prisma.sql`NOT s."leftIsA"`]
  const all = Prisma.sql`true`
  const averaged = Prisma.sql`
    CASE WHEN ${n(left)} > 0 AND ${n(right)} > 0 AND ${n(left)} + ${n(right)} = ${n(all)}
         THEN ${net(left)} * ${n(right)} + ${net(right)} * ${n(left)} ELSE ${net(all)} END`
  const same = Prisma.sql`CASE WHEN min(sign(j.score)) = max(sign(j.score)) THEN min(sign(j.score)) ELSE 0 END`
  return Prisma.sql`
    SELECT s."itemId", n."groupId", n.id, n.simulated::int AS simulated, ${rule === 'order-ties' ? same : averaged} AS net
    FROM ${JUDGED} WHERE j."studyId" = ${study} AND ${reason} IS NULL GROUP BY 1, 2, 3, 4`
}
