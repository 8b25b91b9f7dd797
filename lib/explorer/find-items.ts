import 'server-only'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { all, isAbout, isCounted, isLike, isPartner, isSubject, restsOnJudgments } from './item-conditions'
import type { ItemQuery } from './item-query'

type Found = {
  /** The items, each with what its judgments said. */
  items: Prisma.Sql
  order: Prisma.Sql
  /** Whether a second annotator or group is asked for, so that there are pairs of labels. */
  isPaired: boolean
}

/** The items that the filters leave, as a statement, and their order: those with judgments that contradict each other first. */
export async function findItems(studyId: string, query: ItemQuery): Promise<Found> {
  const scale = await readScale(studyId, query.criterion)
  const { protocol } = scale
  const turned = Prisma.sql`(yb.name = ${query.system})`
  const [subject, partner] = [isSubject(query), isPartner(query)]
  const isAsked = partner ? Prisma.sql`(${subject} OR ${partner})` : subject
  const isIn = isCounted(query, protocol)
  const asked = Prisma.sql`${isIn} AND ${isAsked}`
  const outcome = (sign: number) =>
    Prisma.sql`count(j.id) FILTER (WHERE ${asked} AND sign(j.score) * (CASE WHEN ${turned} THEN -1 ELSE 1 END) = ${sign}::float8)::int`
  const people = (of: Prisma.Sql) => Prisma.sql`count(DISTINCT n.id) FILTER (WHERE ${isIn} AND ${of})::int`
  const like = Prisma.sql`${asked} AND ${isLike(query, turned)}`
  const items = Prisma.sql`
    SELECT * FROM (
      SELECT i."studyId", i.id, i."promptId", i.position AS number, lower(i.kind::text) AS kind,
               CASE WHEN ${turned} THEN yb.name ELSE ya.name END AS system,
               CASE WHEN ${turned} THEN ya.name ELSE yb.name END AS against,
               ${outcome(1)} AS wins, ${outcome(0)} AS ties, ${outcome(-1)} AS losses, count(j.id)::int AS recorded,
               ${countsOf(scale, asked)} AS counts, ${spreadOf(scale, asked)} AS spread,
               ${query.show === 'again' ? repeated(asked) : Prisma.sql`count(j.id) FILTER (WHERE ${like})::int`} AS judgments,
               ${countsEverybody(query) ? people(Prisma.sql`true`) : Prisma.sql`0`} AS judges,
               ${partner ? pairsOf(people, subject, partner) : Prisma.sql`0`} AS pairs, ${secondsOf(query, like)} AS seconds
        FROM "Item" i
        JOIN "Prompt" p ON p.id = i."promptId"
        JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
        LEFT JOIN "SystemResponse" b ON b.id = i."responseBId" LEFT JOIN "System" yb ON yb.id = b."systemId"
        ${restsOnJudgments(query) ? Prisma.sql`JOIN` : Prisma.sql`LEFT JOIN`} ("Assignment" s
          JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
          JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
          JOIN "Judgment" j ON j."studyId" = s."studyId" AND j."assignmentId" = s.id AND j."supersededAt" IS NULL
          JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId" AND c.position = ${query.criterion})
          ON s."studyId" = i."studyId" AND s."itemId" = i.id ${joined(query, asked)}
        WHERE i."studyId" = ${studyOf(studyId)} AND ${isAbout(query, protocol)}
      GROUP BY i."studyId", i.id, ya.name, yb.name) found
    WHERE ${isKept(query, scale, partner !== null)}`
  return { items, order: orderOf(query, protocol), isPaired: partner !== null }
}

type Scale = { protocol: ProtocolKind; codes: string[] }

/** Of a study of ratings, the options of a question, the lowest first. */
async function readScale(studyId: string, criterion: number): Promise<Scale> {
  const study = await db.study.findUnique({
    where: { id: studyId },
    select: {
      protocol: true,
      criteria: {
        where: { position: criterion },
        select: { options: { orderBy: { score: 'asc' }, select: { code: true } } },
      },
    },
  })
  const { protocol = 'COMPARISON', criteria = [] } = study ?? {}
  return { protocol, codes: protocol === 'RATING' ? (criteria[0]?.options ?? []).map(({ code }) => code) : [] }
}

function countsOf({ codes }: Scale, asked: Prisma.Sql): Prisma.Sql {
  if (codes.length === 0) return Prisma.sql`'{}'::int[]`
  const counts = codes.map((code) => Prisma.sql`count(j.id) FILTER (WHERE ${asked} AND j.choice = ${code})::int`)
  return Prisma.sql`ARRAY[${Prisma.join(counts)}]`
}

/** How many steps of the scale lie between the lowest and the highest rating that are asked for, over all turns. */
function spreadOf({ codes }: Scale, asked: Prisma.Sql): Prisma.Sql {
  if (codes.length === 0) return Prisma.sql`0`
  const place = Prisma.sql`array_position(${codes}::text[], j.choice)`
  return Prisma.sql`coalesce(max(${place}) FILTER (WHERE ${asked}) - min(${place}) FILTER (WHERE ${asked}), 0)`
}

function orderOf({ order }: ItemQuery, protocol: ProtocolKind): Prisma.Sql {
  if (order === 'seconds') return Prisma.sql`seconds[1] NULLS LAST, number`
  return protocol === 'RATING' ? Prisma.sql`spread DESC, number` : Prisma.sql`least(wins, losses) DESC, number`
}

/** Only what is asked for is joined, so that one annotator's items are found without counting everybody's. */
function joined(query: ItemQuery, asked: Prisma.Sql): Prisma.Sql {
  return restsOnJudgments(query) ? Prisma.sql`AND ${asked}` : Prisma.empty
}

/** Planned repeats that have a first judgment beside them. */
function repeated(asked: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(count(DISTINCT s.id) FILTER (WHERE ${asked}) - count(DISTINCT n.id) FILTER (WHERE ${asked}))::int`
}

/** How many pairs of two different people there are, one asked for and one beside them; each pair once. */
function pairsOf(people: (of: Prisma.Sql) => Prisma.Sql, subject: Prisma.Sql, partner: Prisma.Sql): Prisma.Sql {
  const both = people(all([subject, partner]))
  return Prisma.sql`${people(subject)} * ${people(partner)} - ${both} - ${both} * (${both} - 1) / 2`
}

/** The seconds of an annotator's judgments, shortest first; of nobody else's, which would be a long list. */
function secondsOf({ annotator }: ItemQuery, like: Prisma.Sql): Prisma.Sql {
  const milliseconds = Prisma.sql`coalesce(s."activeMs", s."elapsedMs")`
  if (annotator === null) return Prisma.sql`'{}'::float8[]`
  return Prisma.sql`coalesce(array_agg(${milliseconds} / 1000.0::float8 ORDER BY ${milliseconds})
    FILTER (WHERE ${like} AND ${milliseconds} IS NOT NULL), '{}')`
}

function isKept(query: ItemQuery, { protocol, codes }: Scale, isPaired: boolean): Prisma.Sql {
  const isRating = protocol === 'RATING'
  const shown = {
    all: null,
    judged: Prisma.sql`recorded > 0`,
    counted: null,
    met: Prisma.sql`${judgesOf(query)} > 1`,
    panel: Prisma.sql`${judgesOf(query)} > 2`,
    again: null,
    any: isRating ? Prisma.sql`spread > 0` : Prisma.sql`(wins > 0)::int + (ties > 0)::int + (losses > 0)::int > 1`,
    opposite: isRating ? Prisma.sql`spread = ${Math.max(1, codes.length - 1)}` : Prisma.sql`wins > 0 AND losses > 0`,
    flagged: null,
    noverdict: null,
    unjudged: Prisma.sql`recorded = 0`,
    ...{ known: null, missed: null, check: null, gold: null, practice: null },
  }
  return all([
    shown[query.show],
    isPaired && Prisma.sql`pairs > 0`,
    restsOnJudgments(query) && Prisma.sql`judgments > 0`,
  ])
}

/** Whether everybody's judgments are joined, and how many people these are is asked. */
function countsEverybody({ group, annotator, by, show }: ItemQuery): boolean {
  return !group && !annotator && !by && (show === 'met' || show === 'panel')
}

/** How many people count judged an item: those who were joined, or everybody, where only some were. */
function judgesOf(query: ItemQuery): Prisma.Sql {
  if (countsEverybody(query)) return Prisma.sql`judges`
  return Prisma.sql`(
    SELECT count(DISTINCT n.id) FROM "Assignment" s
    JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
    JOIN "Judgment" j ON j."studyId" = s."studyId" AND j."assignmentId" = s.id AND j."supersededAt" IS NULL
    JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId" AND c.position = ${query.criterion}
    WHERE s."studyId" = found."studyId" AND s."itemId" = found.id
      AND n."excludedAt" IS NULL AND s.flag IS NULL AND s.repeat = 0)`
}
