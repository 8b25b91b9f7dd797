import 'server-only'
import { z } from 'zod'
import { countRemaining, countTotal, type Remaining } from '@/lib/assignments/progress'
import { FEWEST_AHEAD, MOST_AHEAD, pairsAhead } from '@/lib/assignments/reserve'
import type { Access, Bearer } from '@/lib/auth/access'
import { ask, askPrepared } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { DeskRow } from './desk-row'
import { readDeskStudy } from './desk-study'
import { renderPair, renderText } from './render-pair'
import type { DeskState, DeskStatus, DeskStudy, Submission, VerdictReceipt } from './schema'
import { type Ahead, submitVerdict } from './submit-verdict'

/** Pairs come a few at a time: a reply that brought two dozen would be slow. */
const BATCH = 4

/** What an annotator's screen starts with. */
export async function openDesk(access: Access<'judgment:submit'>): Promise<{ study: DeskStudy; desk: DeskState }> {
  const [study, desk] = await Promise.all([readDeskStudy(access), nextDesk(access)])
  return { study, desk }
}

/** Leases what this annotator judges first, or next after a pause, and says where they stand. */
export async function nextDesk({ studyId, actor }: Access<'judgment:submit'>): Promise<DeskState> {
  const row = await claimDesk(studyId, actor.id, { wanted: FEWEST_AHEAD, batch: FEWEST_AHEAD })
  return toDesk(studyId, row, { remaining: await countRemaining({ studyId, ...row }) })
}

/** Leases some more pairs in reserve, for a browser that has time for them. */
export async function fillReserve(
  { studyId, actor }: Access<'judgment:submit'>,
  holding: readonly string[],
): Promise<DeskState> {
  const wanted = await pairsAhead(studyId, actor.id)
  const row = await claimDesk(studyId, actor.id, { wanted, batch: BATCH, holding })
  const remaining = row.held.length > 0 ? null : await countRemaining({ studyId, ...row })
  return toDesk(studyId, row, { remaining, reserve: wanted, holding })
}

/** Stores what an annotator says of a pair and brings what comes next; `total` is counted again only when nothing does. */
export async function judgeAndNext(
  asker: Access<'judgment:submit'> | Bearer,
  submission: Submission,
  holding: readonly string[],
): Promise<VerdictReceipt> {
  const { studyId } = asker
  const wanted = await pairsAhead(studyId, 'stamp' in asker ? asker.userId : asker.actor.id)
  const { desk: row, practice } = await submitVerdict(asker, submission, { ahead: { wanted, batch: BATCH }, holding })
  const remaining = row.held.length > 0 ? null : await countRemaining({ studyId, ...row })
  return {
    saved: submission.submissionKey,
    desk: await toDesk(studyId, row, { remaining, reserve: wanted, holding }),
    practice: practice && { expected: practice.expected, html: renderText(practice.feedback ?? '') },
  }
}

const CLAIM = 'SELECT claim_desk($1, annotator_of($1, $2), $3, $4, $5) AS reply'

/** Leases slots until a person holds `wanted`, in one statement. @throws AppError `not_found` when they are no annotator */
async function claimDesk(
  studyId: string,
  userId: string,
  { wanted, batch, holding = [] }: Ahead & { holding?: readonly string[] },
): Promise<DeskRow> {
  const rows = await askPrepared('claim', CLAIM, [studyId, userId, wanted, batch, holding])
  const { reply } = z.tuple([z.object({ reply: DeskRow.nullable() })]).parse(rows)[0]
  if (!reply) throw new AppError('not_found')
  return reply
}

type Context = { remaining: Remaining | null; reserve?: number; holding?: readonly string[] }

async function toDesk(
  studyId: string,
  row: DeskRow,
  { remaining, reserve = MOST_AHEAD, holding = [] }: Context,
): Promise<DeskState> {
  const status = deskStatus(row, remaining)
  if (IDLE.includes(status)) await noteIdle(studyId, row.annotatorId, status)
  return {
    status,
    pairs: row.slots.map(renderPair),
    // A paused or closed study says nothing of them: what is held may be finished.
    gone: row.status === 'OPEN' ? holding.filter((id) => !row.held.includes(id)) : [],
    reserve,
    judged: row.judged,
    total: remaining && countTotal(row.judged, remaining, row.cap),
    retryAt: row.held.length === 0 ? (remaining?.nextLapse?.toISOString() ?? null) : null,
  }
}

function deskStatus({ status, needsConsent, held, cap, judged }: DeskRow, remaining: Remaining | null): DeskStatus {
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
