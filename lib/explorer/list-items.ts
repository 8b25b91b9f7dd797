import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { findItems } from './find-items'
import type { ItemQuery } from './item-query'
import { cutText, OPENING_LENGTH } from './opening'

/** An item with the outcomes of those of its judgments that are asked for, seen from the system asked for, or arm A. */
export type ItemRow = z.infer<typeof Rows>[number]

/** Items on one page, and how much there is on all pages together. */
export type ItemList = {
  rows: ItemRow[]
  items: number
  /** Judgments that the filters leave: those a number that opens the list rests on. */
  judgments: number
  /** Pairs of labels by two annotators; null where no second is asked for. */
  pairs: number | null
}

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
    /** Of ratings, how often each option of the question was given, the lowest first. */
    counts: z.array(z.number()),
    flags: z.number(),
    seconds: z.array(z.number()),
    allItems: z.number(),
    allJudgments: z.number(),
    allPairs: z.number().nullable(),
  }),
)

export const ITEMS_A_PAGE = 50

/** Items that the filters leave, fifty at a time, those with judgments that contradict each other first. */
export async function listItems({ studyId }: Access<'study:results'>, query: ItemQuery): Promise<ItemList> {
  const { items, order, isPaired } = await findItems(studyId, query)
  // What is only shown, prompts and flags, is looked up for the items of the page alone.
  const rows = await db.$queryRaw`
    SELECT page.*, p."externalId" AS prompt, p.category, left(p.messages -> 0 ->> 'content', ${OPENING_LENGTH + 1}) AS opening,
           (SELECT count(*) FROM "Assignment" f WHERE f."studyId" = page."studyId" AND f."itemId" = page.id AND f.flag IS NOT NULL)::int AS flags
    FROM (
      SELECT found.*, count(*) OVER ()::int AS "allItems", ${judgmentsListed(query)} OVER ()::int AS "allJudgments",
             ${isPaired ? Prisma.sql`sum(pairs) OVER ()::int` : Prisma.sql`NULL::int`} AS "allPairs"
      FROM (${items}) found
      ORDER BY ${order}
      LIMIT ${ITEMS_A_PAGE} OFFSET ${(query.page - 1) * ITEMS_A_PAGE}) page
    JOIN "Prompt" p ON p.id = page."promptId"
    ORDER BY ${order}`
  const found = Rows.parse(rows).map((row) => ({ ...row, opening: cutText(row.opening) }))
  const { allItems = 0, allJudgments = 0, allPairs = null } = found[0] ?? {}
  return { rows: found, items: allItems, judgments: allJudgments, pairs: allPairs ?? (isPaired ? 0 : null) }
}

/** Practice is no judgment, and counts only where practice items are asked for. */
function judgmentsListed({ show }: ItemQuery): Prisma.Sql {
  return show === 'practice'
    ? Prisma.sql`sum(judgments)`
    : Prisma.sql`sum(CASE WHEN kind = 'practice' THEN 0 ELSE judgments END)`
}
