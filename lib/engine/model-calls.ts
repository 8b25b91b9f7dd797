import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/client'
import type { ModelOutcome } from '@/lib/models/outcome'
import { Messages } from '@/lib/prompts/messages'
import { inBatches } from './batches'
import type { Answer } from './schema'
import type { JudgeSeat, ModelSeat } from './seat'

// A model claims and submits by statements of its own, over the connections of jobs: people's verdicts do not wait for them.

const Claimed = z.object({
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  /** How many amendments there are: with another number the study's texts may be others. */
  amendments: z.coerce.number(),
  /** Tells this lease from any other. */
  lease: z.string(),
  /** Whether anything is left to ask, leased to others included. */
  open: z.boolean(),
  /** When the first of what others hold is free again. */
  nextLapse: z.coerce.date().nullable(),
  slots: z.array(
    z.object({
      id: z.string(),
      leftIsA: z.boolean(),
      masks: z.array(z.string()),
      prompt: Messages,
      responseA: Messages,
      responseB: Messages.nullable(),
      /** Calls there were about it, and whether an answer was cut at its limit. */
      attempts: z.coerce.number(),
      wasCut: z.boolean(),
    }),
  ),
})
export type ModelClaim = z.output<typeof Claimed>

const ClaimReply = z.tuple([z.object({ reply: Claimed.nullable() })])
export type ModelSlot = ModelClaim['slots'][number]

/**
 * Leases some of the slots that are kept for a model. What another process holds is left to it, until its lease has run out.
 * @param seconds longer than a call may take
 * @returns null when nobody may judge from this seat
 */
export async function claimForModel(
  { studyId, proof }: JudgeSeat,
  { count, seconds }: { count: number; seconds: number },
): Promise<ModelClaim | null> {
  const text = 'SELECT claim_model($1, seated_annotator($1, $2), $3, $4) AS reply'
  const values = [studyId, JSON.stringify(proof), count, seconds]
  const { rows } = await pool('jobs').query({ name: 'claim model', text, values })
  return ClaimReply.parse(rows)[0].reply
}

/** A call as it is about to go out, with its worst case; nanos are null where no price is known. */
export type CallBegun = {
  assignmentId: string
  lease: string
  seconds: number
  messages: { role: string; content: string }[]
  parameters: object
  model: string
  tokens: number
  nanos: string | null
}

const Begun = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('begun'), call: z.string(), attempt: z.number() }),
  z.object({ outcome: z.enum(['lost', 'idle', 'off', 'forbidden', 'budget']) }),
])

type Written = { begin: CallBegun } | { finish: CallEnded }

const WRITE = `
  WITH seat AS MATERIALIZED (SELECT seated_annotator($1, $2) AS annotator)
  SELECT CASE WHEN b.begin IS NULL THEN to_json(finish_model_call($1, seat.annotator, b.finish))
              ELSE begin_model_call($1, seat.annotator, b.begin) END AS reply
  FROM seat, ROWS FROM (jsonb_to_recordset($3) AS (begin jsonb, finish jsonb)) WITH ORDINALITY AS b(begin, finish, nth)
  ORDER BY b.nth`

const Replies = z.array(z.object({ reply: z.union([Begun, z.string()]) }))

const writers = new WeakMap<ModelSeat, (one: Written) => Promise<z.output<typeof Replies>[number]['reply']>>()

/**
 * Writes down how calls of one seat begin and end, what comes at one moment in one transaction: all of it stands, or nothing.
 * One at a time, for all of them wait for the row of their run; and few, for a call goes out once all that travels with it
 * stands: large ones gather whatever ends meanwhile, and lanes wait for each other in step.
 */
function write(seat: ModelSeat, one: Written) {
  const { studyId, proof } = seat
  const known = writers.get(seat)
  const writer =
    known ??
    inBatches({
      lanes: 1,
      most: 3,
      ask: async (rows: readonly Written[]) => {
        const values = [studyId, JSON.stringify(proof), JSON.stringify(rows)]
        const answer = await pool('jobs').query({ name: 'write calls', text: WRITE, values })
        return Replies.parse(answer.rows).map(({ reply }) => reply)
      },
    })
  if (!known) writers.set(seat, writer)
  return writer(one)
}

/** Sets a call's worst case aside and writes it down as sent, before it goes out. @returns `begun`, or why it must not */
export async function beginCall(seat: ModelSeat, begin: CallBegun): Promise<z.output<typeof Begun>> {
  return Begun.parse(await write(seat, { begin }))
}

/** How a call ended. What is not told of its usage counts as its worst case. */
export type CallEnded = {
  call: string
  lease: string
  status: 'RETURNED' | 'FAILED' | 'ABANDONED'
  outcome: ModelOutcome | null
  servedModel: string | null
  fingerprint: string | null
  responseId: string | null
  answer: string | null
  reasoning: string | null
  finishReason: string | null
  httpStatus: number | null
  problem: string | null
  inputTokens: number | null
  cachedTokens: number | null
  outputTokens: number | null
  reasoningTokens: number | null
  /** Input and output together, and what they cost. */
  tokens: number | null
  nanos: string | null
  parserVersion: number | null
  parsed: Answer[] | null
  /** Whether the slot is to be free again. */
  release: boolean
  /** What finishes the slot; null where the model is asked again. */
  submission: ModelVerdict | null
}

/** A model's submission: answers as presented, or the outcome that says why there are none. */
export type ModelVerdict = {
  assignmentId: string
  submissionKey: string
  /** From the call's way out to its answer. */
  elapsedMs: number
} & ({ outcome: 'ANSWERED'; answers: Answer[] } | { outcome: Exclude<ModelOutcome, 'ANSWERED'>; flag: 'NO_VERDICT' })

/**
 * Writes down what came of a call, what it cost, and the verdict where there is one, in one transaction.
 * @returns `saved` for a verdict that stands, `stored` where there was none, `gone` when the call was given up before; else
 *   why the verdict does not stand, as `store` refuses
 */
export async function finishCall(seat: ModelSeat, finish: CallEnded): Promise<string> {
  return z.string().parse(await write(seat, { finish }))
}

/** Frees slots that were claimed and not asked about. */
export async function releaseSlots(
  { studyId, proof }: JudgeSeat,
  lease: string,
  slots: readonly string[],
): Promise<void> {
  const text = 'SELECT release_model($1, seated_annotator($1, $2), $3, $4)'
  await pool('jobs').query(text, [studyId, JSON.stringify(proof), lease, slots])
}

/** Frees slots that somebody claimed who may be gone, unless a call about them is out: a process begins with it. */
export async function handBackUnasked({ studyId, proof }: ModelSeat): Promise<void> {
  await pool('jobs').query('SELECT hand_back_unasked($1, seated_annotator($1, $2))', [studyId, JSON.stringify(proof)])
}

/** What a stored answer says when it is read anew. */
export type Reading = { assignmentId: string; submissionKey: string; outcome: ModelOutcome; answers: Answer[] | null }

/** Puts a new reading of a model's answer in place of the old one, which stays on record. @returns whether it says something else */
export async function rereadVerdict({ studyId, proof }: ModelSeat, reading: Reading): Promise<boolean> {
  const text = 'SELECT revise_model_verdict($1, $2, $3) AS reply'
  const { rows } = await pool('jobs').query(text, [studyId, proof.annotator, JSON.stringify(reading)])
  const { reply } = z.tuple([z.object({ reply: z.string() })]).parse(rows)[0]
  if (reply !== 'revised' && reply !== 'same') throw new Error(`A reading was refused: ${reply}`)
  return reply === 'revised'
}
