import type { OwnPair, OwnVerdict } from '@/lib/judgments/own-schema'
import { PERSON_HEADER } from '@/lib/judgments/person-header'
import type { DeskState, DeskStudy, VerdictReceipt } from '@/lib/judgments/schema'
import type { Unsent } from './outbox'

/**
 * Why verdicts wait. `offline` and `server` pass by themselves; the others need a person: to sign in again, as oneself
 * where somebody else has, or to be let into the study again.
 */
export type Hold = 'offline' | 'server' | 'signed_out' | 'other_person' | 'left_out'
/** The server will never take it. */
export type Refusal = { kind: 'refused'; code: string }
export type Held = { kind: 'held'; why: Hold }
/** It is taken once the study opens again; others need not wait for it. */
export type Parked = { kind: 'parked' }

export type PostResult = { kind: 'saved'; receipt: VerdictReceipt } | Refusal | Held | Parked
export type DeskResult = { kind: 'desk'; desk: DeskState } | Held

/** Whose desk in which study. */
export type Owner = Pick<DeskStudy, 'studyId' | 'person'>

const POST = { method: 'POST', headers: { 'content-type': 'application/json' } }

/** Sends one submission; `keepalive` lets it through while the tab closes. Never throws. */
export async function postSubmission(owner: Owner, unsent: Unsent, holding: string[]): Promise<PostResult> {
  const { madeAt: _, refused: __, practice: ___, ...submission } = unsent
  const body = JSON.stringify({ ...submission, holding })
  const answer = await ask(owner, 'judgments', { ...POST, body, keepalive: body.length < 60_000 })
  return 'value' in answer ? { kind: 'saved', receipt: answer.value as VerdictReceipt } : answer
}

/** Says that the annotator agrees to the study's terms, then asks where they stand. Never throws. */
export async function postConsent(owner: Owner): Promise<DeskResult> {
  const answer = await ask(owner, 'consent', { ...POST, body: '{"agrees":true}' })
  return 'value' in answer ? getDesk(owner) : heldBy(answer)
}

/** Asks where the annotator stands; naming the pairs one has asks for more in reserve. Never throws. */
export async function getDesk(owner: Owner, holding?: string[]): Promise<DeskResult> {
  const answer = await ask(owner, holding ? `desk?holding=${holding.join()}` : 'desk')
  return 'value' in answer ? { kind: 'desk', desk: answer.value as DeskState } : heldBy(answer)
}

/** The annotator's own last verdicts. Never throws. */
export async function getHistory(owner: Owner): Promise<OwnVerdict[] | Held> {
  const answer = await ask(owner, 'history')
  return 'value' in answer ? (answer.value as OwnVerdict[]) : heldBy(answer)
}

/** One of the annotator's own pairs, or null when it could not be fetched. Never throws. */
export async function getOwnPair(owner: Owner, assignmentId: string): Promise<OwnPair | null> {
  const answer = await ask(owner, `pairs/${assignmentId}`)
  return 'value' in answer ? (answer.value as OwnPair) : null
}

/** Never throws. */
export async function ask(
  { studyId, person }: Owner,
  path: string,
  init: RequestInit = {},
): Promise<{ value: unknown } | Refusal | Held | Parked> {
  try {
    const response = await fetch(`/api/annotate/${studyId}/${path}`, {
      ...init,
      headers: { ...init.headers, [PERSON_HEADER]: person },
      ...{ cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(20_000) },
    })
    const value: unknown = await response.json().catch(() => null)
    return response.ok && value ? { value } : readProblem(response.status, value)
  } catch {
    // No connection, or none to a server of ours: a captive portal redirects.
    return { kind: 'held', why: navigator.onLine ? 'server' : 'offline' }
  }
}

/** Answers that stand: what was sent conflicts with what is stored, is too large, or is nothing the study takes. */
const FINAL = [409, 413, 422]
const HOLDS: Record<string, Hold> = { other_person: 'other_person', not_found: 'left_out' }

/** What a reply that is no success means. Only what our own server says is final; anything else is tried again. */
export function readProblem(status: number, body: unknown): Refusal | Held | Parked {
  const { code } = (body ?? {}) as { code?: unknown }
  if (status === 401) return { kind: 'held', why: 'signed_out' }
  if (typeof code !== 'string') return { kind: 'held', why: 'server' }
  const why = HOLDS[code]
  if (why) return { kind: 'held', why }
  if (code === 'study_not_open') return { kind: 'parked' }
  return FINAL.includes(status) ? { kind: 'refused', code } : { kind: 'held', why: 'server' }
}

/** Where a question is answered by neither success nor a hold, the server is not in order. */
export function heldBy(answer: Refusal | Held | Parked): Held {
  return answer.kind === 'held' ? answer : { kind: 'held', why: 'server' }
}
