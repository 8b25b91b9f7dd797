import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { judge } from '@/lib/engine/judge'
import { claimForModel, releaseSlots } from '@/lib/engine/model-calls'
import { type JudgeSeat, tokenSeat } from '@/lib/engine/seat'
import { AppError } from '@/lib/errors'
import { offer } from '@/lib/models/request'
import type { Holder } from '@/lib/tokens/find-holder'
import type { ClaimInput, JudgmentInput, ReleaseInput } from './judge-schema'
import { loadStudyText, showSlot } from './study-text'

type Judging = { access: Access<'study:run'>; token: Holder }

/** How a question is named is of no use to a program: it answers by ids. */
const HOW = { answer: 'TEXT', reason: 'NONE' } as const

/**
 * Leases slots of a model to a program, with what people would read of them: sides, never arms or systems. What another process
 * holds is left to it until its lease has run out.
 * @throws AppError `not_found` for no such model; `conflict` while this app asks it
 */
export async function claimToJudge(judging: Judging, { annotator, count, seconds }: ClaimInput) {
  const { studyId } = judging.access
  const seat = await takeSeat(judging, annotator)
  const [text, claimed] = await Promise.all([loadStudyText(studyId), claimForModel(seat, { count, seconds })])
  if (!claimed) throw new AppError('not_found')
  if (claimed.status === 'OPEN' && !claimed.open) await noteDone(studyId, seat.proof.annotator)
  const assignments = claimed.slots.map((slot) => {
    const shown = showSlot(text, slot)
    const asked = offer(shown, HOW).asked.map(({ criterion, turn }) => ({ criterion, turn }))
    return {
      id: slot.id,
      prompt: [...shown.prompt],
      left: [...shown.left],
      right: shown.right && [...shown.right],
      asked,
    }
  })
  const criteria = text.criteria.map((each) => ({ ...each, options: [...each.options] }))
  return {
    ...{ status: claimed.status, lease: claimed.lease, isOpen: claimed.open, retryAt: claimed.nextLapse },
    ...{ framing: text.framing, instructions: text.instructions, criteria, assignments },
  }
}

/** Gives back slots that were claimed and are not judged. @throws AppError as `claimToJudge` does */
export async function releaseClaimed(
  judging: Judging,
  { annotator, lease, assignmentIds }: ReleaseInput,
): Promise<void> {
  await releaseSlots(await takeSeat(judging, annotator), lease, assignmentIds)
}

/**
 * Stores a program's verdict, or why it gives none. Sent again with the same key it stores nothing more.
 * @throws AppError as `store` does
 */
export async function judgeByToken(judging: Judging, { annotator, ...said }: JudgmentInput): Promise<void> {
  const seat = await takeSeat(judging, annotator)
  const { assignmentId, submissionKey, elapsedMs, answers, noVerdict, rationale } = said
  const common = { assignmentId, submissionKey, elapsedMs }
  if (noVerdict) await judge(seat, { ...common, outcome: noVerdict, flag: 'NO_VERDICT' })
  else await judge(seat, { ...common, outcome: 'ANSWERED', answers: answers ?? [], ...(rationale && { rationale }) })
}

async function takeSeat({ access: { studyId }, token }: Judging, code: string): Promise<JudgeSeat> {
  const model = await db.annotator.findFirst({
    where: { studyId, code, llm: { not: Prisma.DbNull }, simulated: false },
    select: { id: true, run: { select: { status: true } } },
  })
  if (!model) throw new AppError('not_found', { message: 'The study has no language model with this code.' })
  if (model.run?.status === 'RUNNING')
    throw new AppError('conflict', { message: `${code} is being asked by this app. Pause its run first.` })
  return tokenSeat(studyId, model.id, token)
}

async function noteDone(studyId: string, annotatorId: string): Promise<void> {
  await db.modelRun.updateMany({
    where: { studyId, annotatorId, status: { in: ['READY', 'PAUSED', 'STOPPED'] } },
    data: { status: 'DONE', finishedAt: new Date() },
  })
}
