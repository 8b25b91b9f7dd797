import { Prisma } from '@/lib/db/generated/client'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import type { ItemQuery } from './item-query'

/** Kinds of items that no figure counts, by what is asked for. */
const KINDS: Partial<Record<ItemQuery['show'], string[]>> = {
  known: ['CHECK', 'GOLD'],
  missed: ['CHECK', 'GOLD'],
  check: ['CHECK'],
  gold: ['GOLD'],
  practice: ['PRACTICE'],
}

const OF_JUDGMENTS: ItemQuery['show'][] = ['counted', 'met', 'panel', 'again', 'any', 'opposite', 'missed']

/** All of these conditions. */
export function all(conditions: (Prisma.Sql | null | '' | false)[]): Prisma.Sql {
  const given = conditions.filter((condition): condition is Prisma.Sql => Boolean(condition))
  return given.length > 0 ? Prisma.sql`(${Prisma.join(given, ' AND ')})` : Prisma.sql`true`
}

/** Whether an item is listed for the judgments asked for, so that one without them is not. */
export function restsOnJudgments({ show, group, annotator, outcome, chosen, ...query }: ItemQuery): boolean {
  const { option, turn } = query
  // Who gave no verdict has no judgment by which an item could be found.
  const whose = show === 'noverdict' ? [] : [group, annotator, query.by]
  const isOf = [...whose, query.with, query.beside, outcome, chosen, option, turn].some(Boolean)
  return isOf || OF_JUDGMENTS.includes(show)
}

/** Of which items, by what is known of them before anybody judges: item i, prompt p, systems ya and yb. */
export function isAbout(query: ItemQuery, protocol: ProtocolKind): Prisma.Sql {
  const { system, against, category, tag, set, show } = query
  const kinds = KINDS[show] ?? (restsOnJudgments(query) ? ['REGULAR'] : null)
  return all([
    ...(protocol === 'RATING' && system && against
      ? [Prisma.sql`ya.name IN (${system}, ${against})`, isRatedBoth(query)]
      : [
          system && Prisma.sql`${system} IN (ya.name, yb.name)`,
          against && Prisma.sql`${against} IN (ya.name, yb.name)`,
        ]),
    category && Prisma.sql`p.category = ${category}`,
    tag && Prisma.sql`${tag} = ANY (p.tags)`,
    set && Prisma.sql`i.shared`,
    kinds && Prisma.sql`i.kind::text = ANY (${kinds}::text[])`,
    show === 'flagged' &&
      Prisma.sql`EXISTS (SELECT FROM "Assignment" f WHERE f."studyId" = i."studyId" AND f."itemId" = i.id AND f.flag IS NOT NULL
                       AND f.flag <> 'NO_VERDICT')`,
    show === 'noverdict' && isUnanswered(query),
  ])
}

/** Whether a model gave no verdict; of one that is named as its share of them counts: on regular items, as it was first asked. */
function isUnanswered(query: ItemQuery): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM "Assignment" f
    JOIN "Annotator" n ON n."studyId" = f."studyId" AND n.id = f."annotatorId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    WHERE f."studyId" = i."studyId" AND f."itemId" = i.id AND f.flag = 'NO_VERDICT' AND ${isSubject(query)}
      AND ${query.annotator ? Prisma.sql`i.kind = 'REGULAR' AND f.repeat = 0` : Prisma.sql`true`})`
}

/** Whether the other of two rated systems has a rating that counts on the same prompt: what a difference of both rests on. */
function isRatedBoth({ system, against, group, criterion }: ItemQuery): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM "Item" o
    JOIN "SystemResponse" oa ON oa.id = o."responseAId" JOIN "System" oy ON oy.id = oa."systemId"
    JOIN "Assignment" os ON os."studyId" = o."studyId" AND os."itemId" = o.id AND os.flag IS NULL AND os.repeat = 0
    JOIN "Annotator" oo ON oo."studyId" = os."studyId" AND oo.id = os."annotatorId" AND oo."excludedAt" IS NULL
    JOIN "AnnotatorGroup" og ON og."studyId" = oo."studyId" AND og.id = oo."groupId"
    JOIN "Judgment" oj ON oj."studyId" = os."studyId" AND oj."assignmentId" = os.id AND oj."supersededAt" IS NULL
    JOIN "Criterion" oc ON oc."studyId" = oj."studyId" AND oc.id = oj."criterionId" AND oc.position = ${criterion}
    WHERE o."studyId" = i."studyId" AND o."promptId" = i."promptId" AND o.kind = 'REGULAR'
      AND oy.name IN (${system}, ${against}) AND oy.name <> ya.name ${group ? Prisma.sql`AND og.name = ${group}` : Prisma.empty})`
}

/**
 * Whether a judgment in force of sitting s by annotator n counts as figures count it; for items of known verdict, as the
 * numbers about checks do. Who is excluded and asked for by name is shown all the same: no number links there.
 */
export function isCounted({ show, annotator, beside, without }: ItemQuery, protocol: ProtocolKind): Prisma.Sql {
  const named = [annotator, beside].filter((code) => code !== null)
  return all([
    Prisma.sql`(n."excludedAt" IS NULL OR n.code = ANY (${named}::text[]))`,
    without && Prisma.sql`n.code <> ${without}`,
    !KINDS[show] && Prisma.sql`s.flag IS NULL`,
    // Of comparisons, what stands alone can win or lose nothing.
    !KINDS[show] && protocol === 'COMPARISON' && Prisma.sql`i."responseBId" IS NOT NULL`,
    !KINDS[show] && show !== 'again' && Prisma.sql`s.repeat = 0`,
  ])
}

/** Whose judgments are asked for. */
export function isSubject({ group, annotator, by }: ItemQuery): Prisma.Sql {
  return all([
    group && Prisma.sql`g.name = ${group}`,
    annotator && Prisma.sql`n.code = ${annotator}`,
    by === 'people' && Prisma.sql`g.kind <> 'LLM'`,
    by === 'models' && Prisma.sql`g.kind = 'LLM'`,
  ])
}

/** With whose judgments they are put together; null where there is no second. */
export function isPartner(query: ItemQuery): Prisma.Sql | null {
  if (!query.with && !query.beside) return null
  return all([query.with && Prisma.sql`g.name = ${query.with}`, query.beside && Prisma.sql`n.code = ${query.beside}`])
}

/** What the score of j says to system or arm A, and which response it preferred: the judgments that a number is about. */
export function isLike({ outcome, chosen, option, turn, show }: ItemQuery, turned: Prisma.Sql): Prisma.Sql {
  const score = Prisma.sql`(CASE WHEN ${turned} THEN -j.score ELSE j.score END)`
  const outcomes = {
    win: Prisma.sql`${score} > 0`,
    tie: Prisma.sql`j.score = 0`,
    loss: Prisma.sql`${score} < 0`,
    unlost: Prisma.sql`${score} >= 0`,
    decided: Prisma.sql`j.score <> 0`,
  }
  const isFirst = Prisma.sql`j.score > 0`
  const isSecond = Prisma.sql`j.score < 0`
  const preferred = {
    left: Prisma.sql`CASE WHEN s."leftIsA" THEN ${isFirst} WHEN NOT s."leftIsA" THEN ${isSecond} END`,
    right: Prisma.sql`CASE WHEN s."leftIsA" THEN ${isSecond} WHEN NOT s."leftIsA" THEN ${isFirst} END`,
    longer: Prisma.sql`(${isFirst} AND a.characters > b.characters OR ${isSecond} AND a.characters < b.characters)`,
    shorter: Prisma.sql`(${isFirst} AND a.characters < b.characters OR ${isSecond} AND a.characters > b.characters)`,
  }
  return all([
    outcome && outcomes[outcome],
    chosen && preferred[chosen],
    option && Prisma.sql`j.choice = ${option}`,
    turn !== null && Prisma.sql`j.turn = ${turn}`,
    show === 'missed' &&
      Prisma.sql`CASE WHEN i.kind = 'CHECK' THEN j.score <> 0 ELSE j.choice IS DISTINCT FROM i.expected END`,
  ])
}
