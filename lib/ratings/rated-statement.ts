import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { leftOutNumber } from '@/lib/rates/left-out'

const { sql } = Prisma

/**
 * Counts the ratings of a study in one chain: answers → cells of (group, prompt, system, reason) → cells alike. Only the
 * first step sees every answer, with joins by hash and in parallel, as in `strataStatement`.
 *
 * @param codes of the question's options, the worst first: their counts stand in `counts`, of what counts alone
 */
export function ratedStatement(studyId: string, criterion: string, codes: readonly string[]): Prisma.Sql {
  const study = studyOf(studyId)
  const reason = leftOutNumber(sql`${criterion}::uuid`, { protocol: 'RATING' })
  // Category and tags as one array: equal when both are, a missing category as well, and so a key to join by.
  const about = sql`array_prepend(p.category, p.tags)`
  const prompts = sql`"Study" u JOIN "Prompt" p ON u.id = ${study} AND p."promptSetId" = u."promptSetId"`
  const counts = codes.map((code) => sql`(count(*) FILTER (WHERE j.choice = ${code}))::int`)
  return sql`
    WITH kinds AS MATERIALIZED (
      SELECT about, row_number() OVER ()::int AS kind FROM (SELECT DISTINCT ${about} AS about FROM ${prompts}) k),
    kind_of AS MATERIALIZED (SELECT p.id, kinds.kind FROM ${prompts} JOIN kinds ON kinds.about = ${about}),
    alike AS (
      SELECT reason, "groupId", system, kind, n, CASE WHEN reason IS NULL THEN counts END AS counts,
             count(*)::int AS prompts, sum(simulated)::int AS simulated
      FROM (
        SELECT n."groupId", i."promptId", y.position AS system, ${reason} AS reason, count(*)::int AS n,
               ARRAY[${Prisma.join(counts)}] AS counts, (count(*) FILTER (WHERE n.simulated))::int AS simulated
        FROM "Judgment" j
        JOIN "Assignment" s ON s."studyId" = j."studyId" AND s.id = j."assignmentId"
        JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
        JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
        JOIN "SystemResponse" a ON a.id = i."responseAId"
        JOIN "StudySystem" y ON y."studyId" = i."studyId" AND y."systemId" = a."systemId"
        WHERE j."studyId" = ${study} GROUP BY 1, 2, 3, 4) cells
      JOIN kind_of ON kind_of.id = cells."promptId"
      GROUP BY 1, 2, 3, 4, 5, 6)
    SELECT reason, "groupId"::text AS "group", y."systemId"::text AS system, about[1] AS category, about[2:] AS tags,
           n, counts, prompts, simulated
    FROM alike
    JOIN kinds ON kinds.kind = alike.kind
    JOIN "StudySystem" y ON y."studyId" = ${study} AND y.position = alike.system`
}
