import 'server-only'
import { z } from 'zod'
import { countRemaining, countTotal, type Remaining } from '@/lib/assignments/progress'
import type { Access } from '@/lib/auth/access'
import { askPrepared, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { DeskRow } from './desk-row'
import { readDeskStudy } from './desk-study'
import { renderPair, renderText } from './render-pair'
import type { DeskState, DeskStatus, DeskStudy, Submission, VerdictReceipt } from './schema'
import { submitVerdict } from './submit-verdict'

/** The pair to judge and the one after it, so that a verdict shows the next at once. */
const PAIRS_AHEAD = 2

/** What an annotator's screen starts with. */
export async function openDesk(access: Access<'judgment:submit'>): Promise<{ study: DeskStudy; desk: DeskState }> {
  const [study, desk] = await Promise.all([readDeskStudy(access.studyId), nextDesk(access)])
  return { study, desk }
}

/** Leases what this annotator judges next and says where they stand. */
export async function nextDesk({ studyId, actor }: Access<'judgment:submit'>): Promise<DeskState> {
  const row = await claimDesk(studyId, actor.id, PAIRS_AHEAD)
  return toDesk(studyId, row, await countRemaining({ studyId, ...row }))
}

/** Stores what an annotator says of a pair and brings what comes next; `total` is counted again only when nothing does. */
export async function judgeAndNext(
  access: Access<'judgment:submit'>,
  submission: Submission,
  holding: readonly string[],
): Promise<VerdictReceipt> {
  const { desk: row, practice } = await submitVerdict(access, submission, { wanted: PAIRS_AHEAD, holding })
  const remaining = row.held > 0 ? null : await countRemaining({ studyId: access.studyId, ...row })
  return {
    saved: submission.submissionKey,
    desk: await toDesk(access.studyId, row, remaining),
    practice: practice && { expected: practice.expected, html: renderText(practice.feedback ?? '') },
  }
}

const CLAIM = 'SELECT claim_desk($1, annotator_of($1, $2), $3, $4) AS reply'

/** Leases slots until a person holds `wanted`, in one statement. @throws AppError `not_found` when they are no annotator */
export async function claimDesk(studyId: string, userId: string, wanted: number): Promise<DeskRow> {
  const rows = await askPrepared('claim', CLAIM, [studyId, userId, wanted, []])
  const { reply } = z.tuple([z.object({ reply: DeskRow.nullable() })]).parse(rows)[0]
  if (!reply) throw new AppError('not_found')
  return reply
}

async function toDesk(studyId: string, row: DeskRow, remaining: Remaining | null): Promise<DeskState> {
  const status = deskStatus(row, remaining)
  if (IDLE.includes(status)) await noteIdle(studyId, row.annotatorId, status)
  return {
    status,
    pairs: row.slots.map(renderPair),
    judged: row.judged,
    total: remaining && countTotal(row.judged, remaining, row.cap),
    retryAt: row.held === 0 ? (remaining?.nextLapse?.toISOString() ?? null) : null,
  }
}

function deskStatus({ status, needsConsent, held, cap, judged }: DeskRow, remaining: Remaining | null): DeskStatus {
  if (status === 'CLOSED') return 'closed'
  if (needsConsent) return 'consent'
  if (status !== 'OPEN') return 'paused'
  if (held > 0) return 'judging'
  if (cap !== null && judged >= cap) return 'capped'
  // Free a moment ago and claimed since by somebody else counts as on another screen.
  return remaining && remaining.open + remaining.elsewhere > 0 ? 'waiting' : 'done'
}

/** What the monitor tells the researcher about somebody who asked and got nothing. */
const IDLE: readonly DeskStatus[] = ['waiting', 'capped', 'done']

async function noteIdle(studyId: string, annotatorId: string, idleReason: string): Promise<void> {
  const where = { studyId_id: { studyId, id: annotatorId } }
  await db.annotator.update({ where, data: { idleReason, idleAt: new Date() } })
}
