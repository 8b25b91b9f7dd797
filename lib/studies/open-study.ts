import 'server-only'
import { planSlots } from '@/lib/assignments/plan-slots'
import { writeSlots } from '@/lib/assignments/write-slots'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type MissingResponse, missingResponses, writeItems } from '@/lib/items/write-items'
import { isMirrored } from '@/lib/judgments/sides'

const OPENING_TIMEOUT_MS = 10 * 60_000

/**
 * Opens a draft: freezes the design and writes all items and slots, or nothing.
 * @throws AppError `study_frozen` when it is no draft any more; `study_incomplete` naming what is missing
 */
export async function openStudy({ actor, studyId }: Access<'study:run'>): Promise<{ items: number; slots: number }> {
  return db.$transaction(
    async (tx) => {
      const data = { status: 'OPEN', openedAt: new Date() } as const
      const { count } = await tx.study.updateMany({ where: { id: studyId, status: 'DRAFT' }, data })
      if (count === 0) throw new AppError('study_frozen')
      await requireComplete(tx, studyId)
      const study = await tx.study.findUniqueOrThrow({ where: { id: studyId } })
      const items = await writeItems(tx, studyId)
      if (items === 0)
        throw new AppError('study_incomplete', { message: 'The study cannot open: its prompt set is empty.' })
      const slots = planSlots({ seed: study.seed, items, overlap: study.overlap })
      await writeSlots(tx, studyId, slots)
      const detail = { items, slots: slots.length, seed: study.seed }
      await recordAudit(tx, actor, { action: 'study.open', studyId, subject: study.title, detail })
      return { items, slots: slots.length }
    },
    { timeout: OPENING_TIMEOUT_MS, maxWait: 10_000 },
  )
}

async function requireComplete(tx: Tx, studyId: string): Promise<void> {
  const options = await tx.criterionOption.findMany({ where: { studyId } })
  if (options.length < 2 || !isMirrored(options))
    throw new AppError('study_incomplete', {
      message: 'The study cannot open: its verdicts are not the same for both arms.',
    })
  const missing = await missingResponses(tx, studyId)
  if (missing.length > 0) throw new AppError('study_incomplete', { message: describeMissing(missing) })
}

function describeMissing(missing: MissingResponse[]): string {
  const parts = missing.map(({ system, count, examples }) => {
    const more = count > examples.length ? ` and ${count - examples.length} more` : ''
    return `${system} has no response to ${examples.join(', ')}${more}`
  })
  return `The study cannot open yet: ${parts.join('; ')}. Upload the missing responses, or leave the system out.`
}
