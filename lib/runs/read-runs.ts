import 'server-only'
import { z } from 'zod'
import { FIRST_MODEL_SLOT } from '@/lib/assignments/plan-models'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { ModelSettings } from '@/lib/models/design'
import { MODEL_OUTCOMES } from '@/lib/models/outcome'
import { estimateLeft, type Left } from './estimate-left'
import { type Behind, readBehind } from './read-behind'
import { liveRuns } from './run-job'

const number = z.coerce.number()
/** As the driver brings whole numbers that may be large. */
const large = z.union([z.bigint(), z.number(), z.string()]).transform((value) => BigInt(value))

const Row = z.object({
  annotatorId: z.string(),
  code: z.string(),
  group: z.string(),
  llm: ModelSettings,
  provider: z.string(),
  /** Whether it joined once the study was closed: it judges then, and counts in no figure. */
  exploratory: z.boolean(),
  status: z.enum(['READY', 'RUNNING', 'PAUSED', 'STOPPED', 'CANCELLED', 'DONE']),
  isLive: z.boolean(),
  problem: z.string().nullable(),
  waitingUntil: z.date().nullable(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  currency: z.string().nullable(),
  reservedTokens: large,
  spentTokens: large,
  reservedNanos: large,
  spentNanos: large,
  tokenBudget: large.nullable(),
  budgetNanos: large.nullable(),
  slots: number,
  outcomes: z.record(z.enum(MODEL_OUTCOMES), number.optional()),
  calls: number,
  failed: number,
  /** Calls whose cost is not known, for no price was. */
  unpriced: number,
  served: z.array(z.object({ model: z.string(), calls: number })),
})

/** Tokens, input and output together, or billionths of the currency; `left` is null without such a budget. */
export type Spending = { spent: bigint; reserved: bigint; left: bigint | null }

/** How a model annotator stands with its slots and its budget. */
export type ModelRunRow = Omit<
  z.output<typeof Row>,
  | ('llm' | 'isLive' | 'slots' | 'outcomes' | 'served' | 'reservedTokens' | 'spentTokens')
  | ('reservedNanos' | 'spentNanos' | 'tokenBudget' | 'budgetNanos')
> & {
  model: string
  settings: ModelSettings
  /** Slots in all, those that are settled, and of these the ones without a verdict, by outcome. */
  slots: { all: number; done: number; open: number; answered: number; noVerdict: number; byOutcome: Outcomes }
  tokens: Spending
  nanos: Spending
  /** Models that answered, the most frequent first: more than one is a warning. */
  servedModels: { model: string; calls: number }[]
  /** What is left to spend, from the usage so far; null before it tells enough. */
  estimateLeft: Left | null
  /** Whose calls it waits for; null where it waits for none. */
  behind: Behind | null
}
type Outcomes = Partial<Record<(typeof MODEL_OUTCOMES)[number], number>>

/** Every model annotator of a study, by code. */
export async function readRuns(access: Access<'study:read'> | Access<'study:run'>): Promise<ModelRunRow[]> {
  const { studyId } = access
  const rows = await db.$queryRaw`
    WITH slots AS (
      SELECT a."keptForId", count(*) AS slots FROM "Assignment" a
      WHERE a."studyId" = ${studyOf(studyId)} AND a.slot >= ${FIRST_MODEL_SLOT} GROUP BY 1),
    outcomes AS (
      SELECT "keptForId", json_object_agg(outcome, count) AS outcomes
      FROM (SELECT a."keptForId", a.outcome, count(*) FROM "Assignment" a
            WHERE a."studyId" = ${studyOf(studyId)} AND a.outcome IS NOT NULL GROUP BY 1, 2) o GROUP BY 1),
    calls AS (
      SELECT "annotatorId", sum(calls) AS calls, sum(failed) AS failed, sum(unpriced) AS unpriced,
             coalesce(json_agg(json_build_object('model', served, 'calls', calls) ORDER BY calls DESC)
                      FILTER (WHERE served IS NOT NULL), '[]') AS served
      FROM (SELECT "annotatorId", "servedModel" AS served, count(*) AS calls,
                   count(*) FILTER (WHERE status IN ('FAILED', 'ABANDONED')) AS failed,
                   count(*) FILTER (WHERE status <> 'SENT' AND "costNanos" IS NULL) AS unpriced
            FROM "ModelCall" WHERE "studyId" = ${studyOf(studyId)} GROUP BY 1, 2) c
      GROUP BY 1)
    SELECT r.*, n.code, n.llm, n.exploratory, g.name AS "group", p.name AS provider,
           EXISTS (${liveRuns(Prisma.sql`n.id`)}) AS "isLive",
           coalesce(s.slots, 0) AS slots, coalesce(o.outcomes, '{}') AS outcomes, coalesce(c.calls, 0) AS calls,
           coalesce(c.failed, 0) AS failed, coalesce(c.unpriced, 0) AS unpriced, coalesce(c.served, '[]') AS served
    FROM "ModelRun" r
    JOIN "Annotator" n ON n."studyId" = r."studyId" AND n.id = r."annotatorId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    JOIN "Provider" p ON p.id = r."providerId"
    LEFT JOIN slots s ON s."keptForId" = n.id
    LEFT JOIN outcomes o ON o."keptForId" = n.id
    LEFT JOIN calls c ON c."annotatorId" = n.id
    WHERE r."studyId" = ${studyOf(studyId)}
    ORDER BY g."codePrefix", length(n.code), n.code`
  const runs = z.array(Row).parse(rows)
  const mayWait = runs.some(({ status, reservedTokens }) => status === 'RUNNING' && reservedTokens === 0n)
  const behind = mayWait ? await readBehind(access) : new Map<string, Behind>()
  return runs.map((run) => toRun(run, behind.get(run.annotatorId) ?? null))
}

const LOST = 'It ended without saying why. Let it go on: what was judged stands.'

function toRun(
  { llm, isLive, slots: all, outcomes, served, ...row }: z.output<typeof Row>,
  behind: Behind | null,
): ModelRunRow {
  const { reservedTokens, spentTokens, reservedNanos, spentNanos, tokenBudget, budgetNanos, ...rest } = row
  const isLost = rest.status === 'RUNNING' && !isLive
  const done = Object.values(outcomes).reduce((sum: number, count) => sum + (count ?? 0), 0)
  const answered = outcomes.ANSWERED ?? 0
  const slots = { all, done, open: all - done, answered, noVerdict: done - answered, byOutcome: outcomes }
  const isAtWork = rest.status === 'RUNNING' && !isLost
  const waitingUntil = isAtWork && rest.waitingUntil && rest.waitingUntil > new Date() ? rest.waitingUntil : null
  return {
    ...{ ...rest, waitingUntil },
    behind: isAtWork && !waitingUntil && slots.open > 0 ? behind : null,
    ...(isLost && { status: 'STOPPED' as const, problem: LOST }),
    ...{ model: llm.model, settings: llm, slots, servedModels: served },
    tokens: spending(spentTokens, reservedTokens, tokenBudget),
    nanos: spending(spentNanos, reservedNanos, budgetNanos),
    estimateLeft: estimateLeft({ calls: rest.calls, open: slots.open, done, spentTokens, spentNanos }),
  }
}

function spending(spent: bigint, reserved: bigint, budget: bigint | null): Spending {
  return { spent, reserved, left: budget === null ? null : budget - spent - reserved }
}
