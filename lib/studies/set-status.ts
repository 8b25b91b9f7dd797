import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const STEPS = {
  pause: { from: ['OPEN'], to: 'PAUSED' },
  resume: { from: ['PAUSED'], to: 'OPEN' },
  close: { from: ['OPEN', 'PAUSED'], to: 'CLOSED' },
} as const

export type Step = keyof typeof STEPS

/**
 * Pauses, resumes or closes a study. No new pairs are handed out while it is paused or closed; pairs on screens may
 * still be judged.
 * @throws AppError `conflict` when the study is not in a state this step starts from
 */
export async function setStatus({ actor, studyId }: Access<'study:run'>, step: Step): Promise<void> {
  const { from, to } = STEPS[step]
  const data = { status: to, closedAt: to === 'CLOSED' ? new Date() : null }
  await db.$transaction(async (tx) => {
    const { count } = await tx.study.updateMany({ where: { id: studyId, status: { in: [...from] } }, data })
    if (count === 0) throw new AppError('conflict')
    const { title } = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { title: true } })
    await recordAudit(tx, actor, { action: `study.${step}`, studyId, subject: title })
  })
}
