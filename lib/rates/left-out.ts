import { Prisma } from '@/lib/db/generated/client'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'

/** Why a judgment is not counted, with the words people read. Each has one reason: the first that applies. */
const LEFT_OUT = {
  superseded: 'Replaced by the annotator’s own later verdict',
  single: 'Items with a single response, which nothing can win or lose',
  check: 'Check items, of which the right answer is obvious',
  gold: 'Gold items, of which the answer is known',
  practice: 'Practice items',
  exploratory: 'Language models that joined once the study was closed',
  excluded: 'Annotators excluded from the analysis',
  flagged: 'Flagged “cannot judge” afterwards',
  repeat: 'Repeats of an item by the same annotator, used for self-consistency',
  criterion: 'Answers to the other questions of the study',
} as const

export type LeftOut = keyof typeof LEFT_OUT

export const LEFT_OUT_REASONS = Object.keys(LEFT_OUT) as [LeftOut, ...LeftOut[]]

/** How many judgments are recorded, and how many of them do not count, by each reason in turn. */
export type Account = { recorded: number; leftOut: { reason: LeftOut; why: string; count: number }[] }

/** Counts by reason with the words people read. */
export function tellLeftOut(counts: Readonly<Record<string, number>>): Account['leftOut'] {
  return LEFT_OUT_REASONS.map((reason) => ({ reason, why: LEFT_OUT[reason], count: counts[reason] ?? 0 }))
}

/** The item's two responses a and b; a missing b is kept. */
export const RESPONSES = Prisma.sql`
  JOIN "SystemResponse" a ON a.id = i."responseAId"
  LEFT JOIN "SystemResponse" b ON b.id = i."responseBId"`

/**
 * The reason a judgment is left out of the rates of one criterion, or null when it counts. Figures and export share this
 * rule. Another criterion is the last reason, so that an export tells of each criterion which rows count for it.
 *
 * @param criterion its id; the study's first when null
 * @param protocol of the study: what is rated is one response
 */
export function leftOutReason(criterion: string | null = null, protocol: ProtocolKind = 'COMPARISON'): Prisma.Sql {
  const first = Prisma.sql`(SELECT id FROM "Criterion" f WHERE f."studyId" = j."studyId" ORDER BY position LIMIT 1)`
  const chosen = criterion === null ? first : Prisma.sql`${criterion}::uuid`
  return Prisma.sql`(${LEFT_OUT_REASONS as string[]}::text[])[1 + ${leftOutNumber(chosen, { protocol })}]`
}

const number = (reason: LeftOut) => Prisma.raw(String(LEFT_OUT_REASONS.indexOf(reason)))

/**
 * The same as its number in `LEFT_OUT_REASONS`, by which to group: numbers group fast.
 *
 * @param of.repeats whether planned repeats of people count, as they do where a rule makes one verdict of both orders; what
 *   a model is asked again never counts
 */
export function leftOutNumber(
  criterion: Prisma.Sql,
  { repeats = false, protocol = 'COMPARISON' }: { repeats?: boolean; protocol?: ProtocolKind } = {},
): Prisma.Sql {
  return Prisma.sql`
  CASE
    WHEN j."supersededAt" IS NOT NULL THEN ${number('superseded')}
    ${protocol === 'RATING' ? Prisma.empty : Prisma.sql`WHEN i."responseBId" IS NULL THEN ${number('single')}`}
    WHEN i.kind = 'CHECK' THEN ${number('check')}
    WHEN i.kind = 'GOLD' THEN ${number('gold')}
    WHEN i.kind = 'PRACTICE' THEN ${number('practice')}
    WHEN n.exploratory THEN ${number('exploratory')}
    WHEN n."excludedAt" IS NOT NULL THEN ${number('excluded')}
    WHEN s.flag IS NOT NULL THEN ${number('flagged')}
    WHEN s.repeat > 0 ${repeats ? Prisma.sql`AND n.llm IS NOT NULL` : Prisma.empty} THEN ${number('repeat')}
    WHEN j."criterionId" <> ${criterion} THEN ${number('criterion')}
  END`
}
