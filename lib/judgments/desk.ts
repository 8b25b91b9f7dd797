import 'server-only'
import { countRemaining, countRemainingAgain, countTotal, type Remaining } from '@/lib/assignments/progress'
import { FEWEST_AHEAD, MOST_AHEAD, pairsAhead } from '@/lib/assignments/reserve'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { ask } from '@/lib/db/client'
import { claim, type Next } from '@/lib/engine/claim'
import type { Claimed } from '@/lib/engine/claimed'
import { revise } from '@/lib/engine/revise'
import type { Submission } from '@/lib/engine/schema'
import { type PersonSeat, personSeat } from '@/lib/engine/seat'
import { setAside } from '@/lib/engine/set-aside'
import { submit } from '@/lib/engine/submit'
import { AppError } from '@/lib/errors'
import { readDeskStudy } from './desk-study'
import { renderPair, renderText } from './render-pair'
import type { DeskState, DeskStatus, DeskStudy, VerdictReceipt } from './schema'

/** Pairs come a few at a time: a reply that brought two dozen would be slow. */
const BATCH = 4

/** What an annotator's screen starts with; whose part has ended is told so. */
export async function openDesk(access: Access<'desk:open'>): Promise<{ study: DeskStudy; desk: DeskState }> {
  const [study, desk] = await Promise.all([readDeskStudy(access), firstDesk(access)])
  return { study, desk }
}

const NOTHING = { pairs: [], gone: [], reserve: 0, judged: 0, total: null, retryAt: null }
const LEFT_OUT: DeskState = { status: 'left_out', ...NOTHING }

async function firstDesk({ actor, studyId }: Access<'desk:open'>): Promise<DeskState> {
  try {
    return await nextDesk(await authorizeActor(actor, studyId, 'judgment:submit'))
  } catch (error) {
    // That they were an annotator is proven.
    if (error instanceof AppError && error.code === 'not_found') return LEFT_OUT
    throw error
  }
}

/** Leases what this annotator judges first, or next after a pause, and says where they stand. */
export async function nextDesk(access: Access<'judgment:submit'>): Promise<DeskState> {
  const { studyId } = access
  const claimed = await claim(personSeat(access), { wanted: FEWEST_AHEAD, batch: FEWEST_AHEAD, holding: [] })
  return toDesk(studyId, claimed, { remaining: await countRemaining({ studyId, ...claimed }) })
}

/** Leases some more pairs in reserve, for a browser that has time for them. */
export async function fillReserve(access: Access<'judgment:submit'>, holding: readonly string[]): Promise<DeskState> {
  const { studyId } = access
  const wanted = await pairsAhead(studyId, access.actor.id)
  const claimed = await claim(personSeat(access), { wanted, batch: BATCH, holding })
  const remaining = claimed.held.length > 0 ? null : await countRemaining({ studyId, ...claimed })
  return toDesk(studyId, claimed, { remaining, reserve: wanted, holding })
}

/** Stores what an annotator says of a pair and brings what comes next; `total` is counted again now and then. */
export async function judgeAndNext(
  seat: PersonSeat,
  submission: Submission,
  holding: readonly string[],
): Promise<VerdictReceipt> {
  const { studyId } = seat
  const wanted = await pairsAhead(studyId, seat.proof.user)
  const { claimed, practice } = await judge(seat, submission, { wanted, batch: BATCH, holding })
  const count = claimed.held.length > 0 ? countRemainingAgain : countRemaining
  const remaining = await count({ studyId, ...claimed })
  return {
    saved: submission.submissionKey,
    desk: await toDesk(studyId, claimed, { remaining, reserve: wanted, holding }),
    practice: practice && { expected: practice.expected, html: renderText(practice.feedback ?? '') },
  }
}

function judge(seat: PersonSeat, submission: Submission, next: Next) {
  if ('revises' in submission) return revise(seat, submission, next)
  return 'flag' in submission ? setAside(seat, submission, next) : submit(seat, submission, next)
}

type Context = { remaining: Remaining | null; reserve?: number; holding?: readonly string[] }

async function toDesk(
  studyId: string,
  claimed: Claimed,
  { remaining, reserve = MOST_AHEAD, holding = [] }: Context,
): Promise<DeskState> {
  const status = deskStatus(claimed, remaining)
  if (IDLE.includes(status)) await noteIdle(studyId, claimed.annotatorId, status)
  return {
    status,
    pairs: claimed.slots.map(renderPair),
    // A paused or closed study says nothing of them: what is held may be finished.
    gone: claimed.status === 'OPEN' ? holding.filter((id) => !claimed.held.includes(id)) : [],
    reserve,
    judged: claimed.judged,
    total: remaining && countTotal(claimed.judged, remaining, claimed.cap),
    retryAt: claimed.held.length === 0 ? (remaining?.nextLapse?.toISOString() ?? null) : null,
  }
}

function deskStatus({ status, needsConsent, held, cap, judged }: Claimed, remaining: Remaining | null): DeskStatus {
  if (status === 'CLOSED') return 'closed'
  if (status === 'DRAFT') return 'not_begun'
  if (needsConsent) return 'consent'
  if (status !== 'OPEN') return 'paused'
  if (held.length > 0) return 'judging'
  if (cap !== null && judged >= cap) return 'capped'
  // Free a moment ago and claimed since by somebody else counts as on another screen.
  return remaining && remaining.kept + remaining.open + remaining.elsewhere > 0 ? 'waiting' : 'done'
}

/** What the monitor tells the researcher about somebody who asked and got nothing. */
const IDLE: readonly DeskStatus[] = ['waiting', 'capped', 'done']

const IDLE_NOTED = 'UPDATE "Annotator" SET "idleReason" = $3, "idleAt" = now() WHERE "studyId" = $1 AND id = $2'

async function noteIdle(studyId: string, annotatorId: string, idleReason: string): Promise<void> {
  await ask(IDLE_NOTED, [studyId, annotatorId, idleReason])
}
