import 'server-only'
import type { Access } from '@/lib/auth/access'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { Message } from '@/lib/prompts/messages'
import { answersOf, COUNTED_SLOTS, LACKS_TEXT } from './counted-slots'
import { readFirstQuestion } from './first-question'
import type { PreferenceQuery } from './preference-query'
import { readBatches } from './read-batches'

/** Which of two responses is preferred, with their texts, by one annotator or by several. */
export type Preference = {
  promptId: string
  item: number
  prompt: Message[]
  chosen: Message[]
  rejected: Message[]
  chosenModel: string
  rejectedModel: string
  /** Code of whoever said so; null where several did. */
  annotator: string | null
  wins: number
  ties: number
  losses: number
  /** Neither is preferred: both were called bad. Only where that was asked for. */
  bothBad: boolean
}

/** Whether what was called bad on both sides has a row, too. */
type Also = { bothBad?: boolean }

const { sql } = Prisma

/** Decided verdicts of an item from its counts, as the sign of arm A's: 0 is none. */
const DECISIONS = {
  // As majorityOf in lib/rates/counting-rule.ts: where two are equally frequent, a tie.
  majority: sql`CASE WHEN v.a > v.t AND v.a > v.b THEN 1 WHEN v.b > v.t AND v.b > v.a THEN -1 ELSE 0 END`,
  unanimous: sql`CASE WHEN v.t + v.b = 0 THEN 1 WHEN v.t + v.a = 0 THEN -1 ELSE 0 END`,
} as const

/** That “both are bad” is what an item's counts come to: said more often than each other verdict, or by all. */
const BOTH_BAD = {
  majority: sql`v.bad > v.a AND v.bad > v.b AND v.bad > v.t - v.bad`,
  unanimous: sql`v.bad = v.a + v.t + v.b`,
} as const

const ofGroups = ({ by }: PreferenceQuery) => sql`g.kind = ${by === 'models' ? 'LLM' : 'HUMAN'}::"GroupKind"`

/** Verdicts that can make a row: those that figure 1 counts, on texts that are there, without a mask. */
export function usableVerdicts(
  studyId: string,
  criterionId: string,
  query: PreferenceQuery,
  items?: Prisma.Sql,
): Prisma.Sql {
  return sql`
    SELECT s."itemId", s.id, n.code, j.choice, sign(j.score)::int AS sign
    FROM "Assignment" s
    JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
    CROSS JOIN LATERAL ${answersOf(sql`s`, criterionId)} j
    WHERE s."studyId" = ${studyOf(studyId)} AND ${COUNTED_SLOTS} AND ${ofGroups(query)} AND s.flag IS NULL
      AND i."responseBId" IS NOT NULL AND cardinality(i.masks) = 0 AND NOT ${LACKS_TEXT}
      ${items ? sql`AND s."itemId" = ANY (ARRAY(${items}))` : Prisma.empty}`
}

/** Items by the counts of what was said of them. */
export function countedItems(verdicts: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT "itemId", count(*) FILTER (WHERE sign > 0)::int AS a, count(*) FILTER (WHERE sign = 0)::int AS t,
      count(*) FILTER (WHERE sign < 0)::int AS b, count(*) FILTER (WHERE choice = 'BOTH_BAD')::int AS bad
    FROM (${verdicts}) said GROUP BY "itemId"`
}

/** Decided rows: `sign` is 1 for arm A, 0 where both were called bad; `code` is null where several said so. */
export function decidedRows(verdicts: Prisma.Sql, { rows }: PreferenceQuery, also: Also = {}): Prisma.Sql {
  const orBad = also.bothBad ? sql`OR bad` : Prisma.empty
  if (rows === 'each')
    return sql`
      SELECT * FROM (
        SELECT "itemId", sign, code, id, (sign > 0)::int AS a, (sign = 0)::int AS t, (sign < 0)::int AS b,
          choice = 'BOTH_BAD' AS bad
        FROM (${verdicts}) said) decided WHERE sign <> 0 ${orBad}`
  return sql`
    SELECT * FROM (
      SELECT v."itemId", ${DECISIONS[rows]} AS sign, NULL AS code, NULL::uuid AS id, v.a, v.t, v.b, ${BOTH_BAD[rows]} AS bad
      FROM (${countedItems(verdicts)}) v) decided WHERE sign <> 0 ${orBad}`
}

/**
 * Preferences for training, of the study's first question. Ties make none; what was called bad on both sides has a row that
 * prefers none, where it is asked for.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function readPreferences(
  access: Access<'study:export'>,
  query: PreferenceQuery,
  also: Also = {},
): Promise<{ title: string; batches: AsyncGenerator<Preference[], void, undefined> }> {
  const { title, id } = await readFirstQuestion(access)
  const { studyId } = access
  const chosen = (a: Prisma.Sql, b: Prisma.Sql) => sql`CASE WHEN d.sign > 0 THEN ${a} ELSE ${b} END`
  const statement = sql`
    SELECT p."externalId" AS "promptId", i.position AS item, p.messages AS prompt,
      ${chosen(sql`a.messages`, sql`b.messages`)} AS chosen, ${chosen(sql`b.messages`, sql`a.messages`)} AS rejected,
      ${chosen(sql`ya.name`, sql`yb.name`)} AS "chosenModel", ${chosen(sql`yb.name`, sql`ya.name`)} AS "rejectedModel",
      d.code AS annotator, ${chosen(sql`d.a`, sql`d.b`)} AS wins, d.t AS ties, ${chosen(sql`d.b`, sql`d.a`)} AS losses,
      d.sign = 0 AS "bothBad"
    FROM (${decidedRows(usableVerdicts(studyId, id, query), query, also)}) d
    JOIN "Item" i ON i."studyId" = ${studyOf(studyId)} AND i.id = d."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
    JOIN "SystemResponse" b ON b.id = i."responseBId" JOIN "System" yb ON yb.id = b."systemId"
    ORDER BY i.position, d.code, d.id`
  return { title, batches: readBatches<Preference>(statement) }
}
