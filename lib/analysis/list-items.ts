import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { ItemQuery } from './item-query'
import { cutText, OPENING_LENGTH } from './opening'

/** An item with the outcomes of its judgments in force, seen from the system asked for, or arm A. */
export type ItemRow = z.infer<typeof Rows>[number]

const Rows = z.array(
  z.object({
    number: z.number(),
    kind: z.string(),
    prompt: z.string(),
    category: z.string().nullable(),
    opening: z.string(),
    system: z.string(),
    against: z.string().nullable(),
    wins: z.number(),
    ties: z.number(),
    losses: z.number(),
    flags: z.number(),
    total: z.number(),
  }),
)

export const ITEMS_A_PAGE = 50

/** Items that the filters leave, fifty at a time, those with judgments that contradict each other first. */
export async function listItems({ studyId }: Access<'study:results'>, query: ItemQuery): Promise<ItemRow[]> {
  const turned = Prisma.sql`(yb.name = ${query.system})`
  const outcome = (sign: number) =>
    Prisma.sql`count(*) FILTER (WHERE sign(j.score) * (CASE WHEN ${turned} THEN -1 ELSE 1 END) = ${sign}::float8)::int`
  const rows = await db.$queryRaw`
    SELECT found.*, count(*) OVER ()::int AS total FROM (
      SELECT i.position AS number, lower(i.kind::text) AS kind, p."externalId" AS prompt, p.category,
             left(p.messages -> 0 ->> 'content', ${OPENING_LENGTH + 1}) AS opening,
             CASE WHEN ${turned} THEN yb.name ELSE ya.name END AS system,
             CASE WHEN ${turned} THEN ya.name ELSE yb.name END AS against,
             ${outcome(1)} AS wins, ${outcome(0)} AS ties, ${outcome(-1)} AS losses,
             ${judges()} AS judges, count(DISTINCT s.id) FILTER (WHERE ${COUNTS})::int AS sittings, ${judges(query.group)} AS "byGroup", ${judges(query.with)} AS "byOther",
             (SELECT count(*) FROM "Assignment" f WHERE f."studyId" = i."studyId" AND f."itemId" = i.id AND f.flag IS NOT NULL)::int AS flags
      FROM "Item" i
      JOIN "Prompt" p ON p.id = i."promptId"
      JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
      LEFT JOIN "SystemResponse" b ON b.id = i."responseBId" LEFT JOIN "System" yb ON yb.id = b."systemId"
      LEFT JOIN ("Assignment" s
        JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
        JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
        JOIN "Judgment" j ON j."studyId" = s."studyId" AND j."assignmentId" = s.id AND j."supersededAt" IS NULL
        JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId" AND c.position = 0)
        ON s."studyId" = i."studyId" AND s."itemId" = i.id ${judgedBy(query)}
      WHERE i."studyId" = ${studyId}::uuid ${about(query)}
      GROUP BY i."studyId", i.id, i.position, i.kind, p.id, ya.name, yb.name) found
    WHERE ${kept(query)}
    ORDER BY least(wins, losses) DESC, number
    LIMIT ${ITEMS_A_PAGE} OFFSET ${(query.page - 1) * ITEMS_A_PAGE}`
  return Rows.parse(rows).map((row) => ({ ...row, opening: cutText(row.opening) }))
}

function about({ system, against, category, tag, set, show, ...query }: ItemQuery): Prisma.Sql {
  const conditions = [
    system && Prisma.sql`AND ${system} IN (ya.name, yb.name)`,
    against && Prisma.sql`AND ${against} IN (ya.name, yb.name)`,
    category && Prisma.sql`AND p.category = ${category}`,
    tag && Prisma.sql`AND ${tag} = ANY (p.tags)`,
    set && Prisma.sql`AND i.shared`,
    (show === 'met' || query.with || query.beside) && Prisma.sql`AND i.kind = 'REGULAR'`,
  ]
  return join(conditions)
}

function judgedBy({ group, annotator, beside, ...query }: ItemQuery): Prisma.Sql {
  const other = query.with ?? group
  return join([
    group && Prisma.sql`AND g.name IN (${group}, ${other})`,
    annotator && Prisma.sql`AND n.code IN (${annotator}, ${beside ?? annotator})`,
  ])
}

/** Whether agreement and consistency count a sitting. */
const COUNTS = Prisma.sql`n."excludedAt" IS NULL AND s.flag IS NULL`

/** How many different annotators judged the item, of those whose verdicts agreement counts; of one group, if given. */
function judges(group?: string | null): Prisma.Sql {
  const of = group === undefined ? Prisma.sql`true` : Prisma.sql`g.name = ${group}`
  return Prisma.sql`count(DISTINCT n.id) FILTER (WHERE ${of} AND ${COUNTS})::int`
}

function join(conditions: (Prisma.Sql | null | '' | false)[]): Prisma.Sql {
  const given = conditions.filter((condition): condition is Prisma.Sql => Boolean(condition))
  return given.length > 0 ? Prisma.join(given, ' ') : Prisma.empty
}

function kept({ outcome, show, group, annotator, beside, ...query }: ItemQuery): Prisma.Sql {
  const column = {
    win: Prisma.sql`wins`,
    tie: Prisma.sql`ties`,
    loss: Prisma.sql`losses`,
    unlost: Prisma.sql`wins + ties`,
  }
  const shown = {
    all: Prisma.sql`true`,
    judged: Prisma.sql`wins + ties + losses > 0`,
    met: Prisma.sql`judges > 1`,
    again: Prisma.sql`sittings > judges`,
    any: Prisma.sql`(wins > 0)::int + (ties > 0)::int + (losses > 0)::int > 1`,
    opposite: Prisma.sql`wins > 0 AND losses > 0`,
    flagged: Prisma.sql`flags > 0`,
    unjudged: Prisma.sql`wins + ties + losses = 0`,
    check: Prisma.sql`kind = 'check'`,
    gold: Prisma.sql`kind = 'gold'`,
    practice: Prisma.sql`kind = 'practice'`,
  }
  return Prisma.join(
    [
      shown[show],
      outcome ? Prisma.sql`${column[outcome]} > 0` : Prisma.sql`true`,
      shared(group, query.with),
      annotator && beside ? Prisma.sql`judges > 1` : Prisma.sql`true`,
      group || annotator ? Prisma.sql`wins + ties + losses > 0` : Prisma.sql`true`,
    ],
    ' AND ',
  )
}

function shared(group: string | null, other: string | null): Prisma.Sql {
  if (!group || !other) return Prisma.sql`true`
  return group === other ? Prisma.sql`"byGroup" > 1` : Prisma.sql`"byGroup" > 0 AND "byOther" > 0`
}
