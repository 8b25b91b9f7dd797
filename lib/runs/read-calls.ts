import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { CallStatus, ModelOutcome } from '@/lib/db/generated/enums'
import { AppError } from '@/lib/errors'
import { whole } from '@/lib/inputs'
import { readVisibility } from '@/lib/looks/looks'
import { MODEL_OUTCOMES } from '@/lib/models/outcome'

const PER_PAGE = 50

/** Which calls of a study are listed. */
export const CallFilter = z.object({
  annotatorId: z.uuid().optional(),
  assignmentId: z.uuid().optional(),
  outcome: z.enum(MODEL_OUTCOMES).optional(),
  status: z.enum(['SENT', 'RETURNED', 'FAILED', 'ABANDONED']).optional(),
  page: whole(1, 1_000_000).default(1),
})
export type CallFilter = z.output<typeof CallFilter>

/** One call in a list: what came of it, without its texts. */
export type CallRow = {
  id: string
  code: string
  item: number
  prompt: string
  attempt: number
  /** Whether its slot was asked about again afterwards: what came of this one is not what came of the slot. */
  isAskedAgain: boolean
  status: CallStatus
  outcome: ModelOutcome | null
  problem: string | null
  servedModel: string | null
  inputTokens: number | null
  outputTokens: number | null
  costNanos: bigint | null
  currency: string | null
  sentAt: Date
  endedAt: Date | null
}

const OF_CALL = {
  annotator: { select: { code: true, run: { select: { currency: true } } } },
  assignment: {
    select: {
      repeat: true,
      leftIsA: true,
      _count: { select: { calls: true } },
      item: { select: { position: true, prompt: { select: { externalId: true } } } },
    },
  },
} as const

/** Calls of a study's models, the latest first, a page at a time. */
export async function listCalls(
  { studyId }: Access<'study:results'>,
  { page, ...filter }: CallFilter,
): Promise<{ calls: CallRow[]; count: number; pages: number }> {
  const where = { studyId, ...filter }
  const [count, rows] = await Promise.all([
    db.modelCall.count({ where }),
    db.modelCall.findMany({
      where,
      orderBy: [{ sentAt: 'desc' }, { id: 'asc' }],
      ...{ skip: (page - 1) * PER_PAGE, take: PER_PAGE },
      omit: { messages: true, answer: true, reasoning: true, parameters: true, parsed: true },
      include: OF_CALL,
    }),
  ])
  const calls = rows.map(({ annotator, assignment, ...call }) => ({
    ...call,
    isAskedAgain: call.attempt < assignment._count.calls,
    code: annotator.code,
    currency: annotator.run?.currency ?? null,
    item: assignment.item.position,
    prompt: assignment.item.prompt.externalId,
  }))
  return { calls, count, pages: Math.max(1, Math.ceil(count / PER_PAGE)) }
}

const Sent = z.array(z.object({ role: z.string(), content: z.string() }))
const Read = z.array(z.object({ criterion: z.string(), turn: z.number(), choice: z.string() })).nullable()

/**
 * One call with all that was sent and came back. A verdict stays hidden as long as outcomes are.
 * @throws AppError `not_found`
 */
export async function readCall(access: Access<'study:results'>, callId: string) {
  const { studyId } = access
  if (!z.uuid().safeParse(callId).success) throw new AppError('not_found')
  const found = await db.modelCall.findUnique({ where: { studyId_id: { studyId, id: callId } }, include: OF_CALL })
  if (!found) throw new AppError('not_found')
  const { annotator, assignment, messages, parsed, parameters, ...call } = found
  const isHidden = call.outcome === 'ANSWERED' && (await readVisibility(access)).shown === 'hidden'
  return {
    ...call,
    ...(isHidden && { answer: null, reasoning: null }),
    isHidden,
    isAskedAgain: call.attempt < assignment._count.calls,
    code: annotator.code,
    currency: annotator.run?.currency ?? null,
    item: assignment.item.position,
    prompt: assignment.item.prompt.externalId,
    repeat: assignment.repeat,
    leftIsA: assignment.leftIsA,
    messages: Sent.parse(messages),
    parameters: z.record(z.string(), z.unknown()).parse(parameters),
    /** As presented: the left answer is called A. */
    parsed: isHidden ? null : Read.parse(parsed),
  }
}

export type CallDetail = Awaited<ReturnType<typeof readCall>>
