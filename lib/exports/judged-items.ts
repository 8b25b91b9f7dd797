import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { Message } from '@/lib/prompts/messages'
import { readFirstQuestion } from './first-question'
import type { PreferenceQuery } from './preference-query'
import { usableVerdicts } from './preferences'
import { readBatches } from './read-batches'

/** What one annotator said of an item. */
export type ItemVerdict = {
  /** Code of the annotator. */
  code: string
  /** Code of the chosen option: A and B are the arms. */
  choice: string
  /** 1 for arm A, -1 for arm B, 0 for neither. */
  sign: -1 | 0 | 1
  /** Null where it was not recorded. */
  leftIsA: boolean | null
  reason: string | null
  seconds: number | null
}

/** An item with its texts and all that was said of it. */
export type JudgedItem = {
  item: number
  promptId: string
  category: string | null
  tags: string[]
  prompt: Message[]
  responseA: Message[]
  responseB: Message[]
  modelA: string
  modelB: string
  verdicts: ItemVerdict[]
}

/** A pair of systems that items compare. */
const ComparedPair = z.object({ aId: z.string(), bId: z.string(), modelA: z.string(), modelB: z.string() })
export type ComparedPair = z.output<typeof ComparedPair>

/**
 * Items that somebody judged, in their order, with their verdicts on the study's first question, ties among them. Which they
 * are is as of preferences: those that figure 1 counts, on texts that are there and have no mask.
 *
 * @param pair items of these two systems alone
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function readJudgedItems(
  access: Access<'study:export'>,
  query: PreferenceQuery,
  pair?: ComparedPair,
): Promise<{ title: string; batches: AsyncGenerator<JudgedItem[], void, undefined> }> {
  const { title, id } = await readFirstQuestion(access)
  const { studyId } = access
  const { sql } = Prisma
  const statement = sql`
    SELECT i.position AS item, p."externalId" AS "promptId", p.category, p.tags, p.messages AS prompt,
      a.messages AS "responseA", b.messages AS "responseB", ya.name AS "modelA", yb.name AS "modelB", said.verdicts
    FROM (
      SELECT v."itemId", json_agg(json_build_object(
          'code', v.code, 'choice', v.choice, 'sign', v.sign, 'leftIsA', s."leftIsA", 'reason', s.rationale,
          'seconds', s."elapsedMs" / 1000.0) ORDER BY v.code, s.slot) AS verdicts
      FROM (${usableVerdicts(studyId, id, query, pair && itemsOf(studyId, pair))}) v
      JOIN "Assignment" s ON s."studyId" = ${studyOf(studyId)} AND s.id = v.id
      GROUP BY v."itemId") said
    JOIN "Item" i ON i."studyId" = ${studyOf(studyId)} AND i.id = said."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
    JOIN "SystemResponse" b ON b.id = i."responseBId" JOIN "System" yb ON yb.id = b."systemId"
    ORDER BY i.position`
  return { title, batches: readBatches<JudgedItem>(statement) }
}

/** Ids of the items that compare two systems, found first: of a study with many pairs, each is read once. */
function itemsOf(studyId: string, { aId, bId }: ComparedPair): Prisma.Sql {
  return Prisma.sql`
    SELECT i.id FROM "Item" i
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "SystemResponse" b ON b.id = i."responseBId"
    WHERE i."studyId" = ${studyOf(studyId)} AND a."systemId" = ${aId}::uuid AND b."systemId" = ${bId}::uuid`
}

/** Pairs of systems that regular items compare, by their names. */
export async function readComparedPairs({ studyId }: Access<'study:export'>): Promise<ComparedPair[]> {
  const rows = await db.$queryRaw`
    SELECT DISTINCT a."systemId" AS "aId", b."systemId" AS "bId", ya.name AS "modelA", yb.name AS "modelB"
    FROM "Item" i
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
    JOIN "SystemResponse" b ON b.id = i."responseBId" JOIN "System" yb ON yb.id = b."systemId"
    WHERE i."studyId" = ${studyOf(studyId)} AND i.kind = 'REGULAR'
    ORDER BY 3, 4`
  return z.array(ComparedPair).parse(rows)
}

/** What several verdicts come to for arm A, from 0 to 1 with ties as half; null where the rule makes nothing of them. */
export function scoreOf(verdicts: readonly ItemVerdict[], rows: PreferenceQuery['rows']): number | null {
  const of = (sign: number) => verdicts.filter((verdict) => verdict.sign === sign).length
  const [wins, ties, losses] = [of(1), of(0), of(-1)]
  if (rows === 'each') return (wins + ties / 2) / verdicts.length
  if (rows === 'unanimous')
    return [wins, ties, losses].filter(Boolean).length > 1 ? null : wins > 0 ? 1 : ties > 0 ? 0.5 : 0
  // As majorityOf in lib/rates/counting-rule.ts: where two are equally frequent, a tie.
  if (wins > ties && wins > losses) return 1
  return losses > ties && losses > wins ? 0 : 0.5
}
