import { createHash } from 'node:crypto'
import type { CallEnded, ModelVerdict } from '@/lib/engine/model-calls'
import type { ReadAnswer } from '@/lib/models/outcome'
import { PARSER_VERSION } from '@/lib/models/parse'
import { costOf, type ModelPrice } from '@/lib/providers/costs'
import type { Failure, Reply } from '@/lib/providers/question'

/** A call that is under way. */
export type UnderWay = {
  call: string
  attempt: number
  assignmentId: string
  lease: string
  price: ModelPrice | null
  /** Milliseconds it took. */
  elapsedMs: number
}

const NOTHING = {
  ...{ servedModel: null, fingerprint: null, responseId: null, answer: null, reasoning: null, finishReason: null },
  ...{ inputTokens: null, cachedTokens: null, outputTokens: null, reasoningTokens: null, tokens: null, nanos: null },
  ...{ httpStatus: null, outcome: null, parserVersion: null, parsed: null, submission: null },
} as const

/** How a call ended that brought an answer. @param isFinal whether its slot is finished by it */
export function replied(under: UnderWay, reply: Reply, read: ReadAnswer, isFinal: boolean): CallEnded {
  const { input, cached, output, reasoning } = reply.usage
  const isKnown = input !== null && output !== null
  const cost = under.price && costOf(under.price, reply.usage)
  // Field by field: spread together, an object of so many is a table of some 8 kB, and a run makes thousands.
  return {
    call: under.call,
    lease: under.lease,
    status: 'RETURNED',
    release: false,
    servedModel: reply.servedModel,
    fingerprint: reply.fingerprint,
    responseId: reply.responseId,
    answer: reply.text,
    reasoning: reply.reasoning,
    finishReason: reply.finishReason,
    httpStatus: reply.httpStatus,
    problem: read.why,
    inputTokens: input,
    cachedTokens: cached,
    outputTokens: output,
    reasoningTokens: reasoning,
    tokens: isKnown ? input + output : null,
    nanos: cost === null ? null : String(cost),
    outcome: read.outcome,
    parserVersion: PARSER_VERSION,
    parsed: read.answers,
    submission: isFinal ? verdictOf(under, read) : null,
  }
}

/** How a call ended whose text does not fit into the model: that is its outcome. Nobody charges for it. */
export function tooLong(under: UnderWay, { message, status }: Failure): CallEnded {
  return {
    ...{ ...NOTHING, call: under.call, lease: under.lease, status: 'RETURNED', release: false },
    ...{ outcome: 'TOO_LONG', problem: message, httpStatus: status, tokens: 0, nanos: '0' },
    submission: verdictOf(under, { outcome: 'TOO_LONG', answers: null }),
  }
}

/** Answers of a server that did not take the call, and connections that never came about. */
const NEVER_REACHED = /\((?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)\)/

/** How a call ended that brought no answer. What may have reached the model counts as its worst case. */
export function failed(under: UnderWay, { message, status }: Failure): CallEnded {
  const isFree = status === null ? NEVER_REACHED.test(message) : status >= 300
  return {
    ...{ ...NOTHING, call: under.call, lease: under.lease, status: 'FAILED', release: true },
    ...{ problem: message, httpStatus: status, ...(isFree && { tokens: 0, nanos: '0' }) },
  }
}

/** How a call ended that this process gave up. */
export function abandoned({ call, lease }: Pick<UnderWay, 'call' | 'lease'>): CallEnded {
  const problem = 'It was broken off before an answer came.'
  return { ...NOTHING, call, lease, status: 'ABANDONED', release: true, problem }
}

function verdictOf(
  { assignmentId, attempt, elapsedMs }: UnderWay,
  { outcome, answers }: Pick<ReadAnswer, 'outcome' | 'answers'>,
): ModelVerdict {
  const of = { assignmentId, submissionKey: submissionKey(assignmentId, attempt), elapsedMs: Math.round(elapsedMs) }
  return outcome === 'ANSWERED' ? { ...of, outcome, answers: answers ?? [] } : { ...of, outcome, flag: 'NO_VERDICT' }
}

/** The same for each retry of one submission: a UUID made of the slot and how often it was asked. */
export function submissionKey(assignmentId: string, attempt: number | string): string {
  const hash = createHash('sha256').update(`${assignmentId}/${attempt}`).digest('hex')
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ]
  return parts.join('-')
}
