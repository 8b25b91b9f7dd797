import type { OwnPair, OwnVerdict } from '@/lib/judgments/own-schema'
import type { DeskState, VerdictReceipt } from '@/lib/judgments/schema'
import type { Unsent } from './outbox'

/** Why verdicts wait. `offline` and `server` pass by themselves; the others need a person. */
export type Hold = 'offline' | 'server' | 'signed_out' | 'not_open'
/** Why the server will never take a verdict, in its own words. */
export type Refusal = { kind: 'refused'; code: string; message: string }
type Held = { kind: 'held'; why: Hold }

export type PostResult = { kind: 'saved'; receipt: VerdictReceipt } | Refusal | Held
export type DeskResult = { kind: 'desk'; desk: DeskState } | Held

const POST = { method: 'POST', headers: { 'content-type': 'application/json' } }
const REFUSALS = ['slot_lost', 'late', 'already_judged', 'not_found', 'invalid', 'too_late', 'rationale_missing']

/** Sends one submission; `keepalive` lets it through while the tab closes. Never throws. */
export async function postSubmission(studyId: string, unsent: Unsent, holding: string[]): Promise<PostResult> {
  const { madeAt: _, refused: __, practice: ___, ...submission } = unsent
  const body = JSON.stringify({ ...submission, holding })
  const answer = await ask(`/api/annotate/${studyId}/judgments`, { ...POST, body, keepalive: body.length < 60_000 })
  return 'value' in answer ? { kind: 'saved', receipt: answer.value as VerdictReceipt } : answer
}

/** Says that the annotator agrees to the study's terms, then asks where they stand. Never throws. */
export async function postConsent(studyId: string): Promise<DeskResult> {
  const answer = await ask(`/api/annotate/${studyId}/consent`, { ...POST, body: '{"agrees":true}' })
  if ('value' in answer) return getDesk(studyId)
  return answer.kind === 'held' ? answer : { kind: 'held', why: 'server' }
}

/** Asks where the annotator stands; naming the pairs one has asks for more in reserve. Never throws. */
export async function getDesk(studyId: string, holding?: string[]): Promise<DeskResult> {
  const answer = await ask(`/api/annotate/${studyId}/desk${holding ? `?holding=${holding.join()}` : ''}`, {})
  if ('value' in answer) return { kind: 'desk', desk: answer.value as DeskState }
  return answer.kind === 'held' ? answer : { kind: 'held', why: 'server' }
}

/** The annotator's own last verdicts, or null when they could not be fetched. Never throws. */
export async function getHistory(studyId: string): Promise<OwnVerdict[] | null> {
  const answer = await ask(`/api/annotate/${studyId}/history`, {})
  return 'value' in answer ? (answer.value as OwnVerdict[]) : null
}

/** One of the annotator's own pairs, or null when it could not be fetched. Never throws. */
export async function getOwnPair(studyId: string, assignmentId: string): Promise<OwnPair | null> {
  const answer = await ask(`/api/annotate/${studyId}/pairs/${assignmentId}`, {})
  return 'value' in answer ? (answer.value as OwnPair) : null
}

async function ask(url: string, init: RequestInit): Promise<{ value: unknown } | Refusal | Held> {
  try {
    const response = await fetch(url, { ...init, cache: 'no-store', redirect: 'error', signal: timeLimit() })
    const value: unknown = await response.json().catch(() => null)
    return response.ok && value ? { value } : readProblem(response.status, value)
  } catch {
    // No connection, or none to a server of ours: a captive portal redirects.
    return { kind: 'held', why: navigator.onLine ? 'server' : 'offline' }
  }
}

/** What a reply that is no success means for the verdict. */
export function readProblem(status: number, body: unknown): Refusal | Held {
  const { code, message } = (body ?? {}) as { code?: unknown; message?: unknown }
  if (status === 401) return { kind: 'held', why: 'signed_out' }
  if (code === 'study_not_open') return { kind: 'held', why: 'not_open' }
  if (typeof code === 'string' && REFUSALS.includes(code))
    return { kind: 'refused', code, message: String(message ?? '') }
  return { kind: 'held', why: 'server' }
}

function timeLimit(): AbortSignal {
  return AbortSignal.timeout(20_000)
}
