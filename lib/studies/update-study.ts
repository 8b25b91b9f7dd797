import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { StudyInput } from '@/lib/designs/schema'
import { studyColumns, writeDesign } from '@/lib/designs/write-design'
import { AppError } from '@/lib/errors'
import { requireVisibleSet } from '@/lib/prompts/visible-sets'

/** Changes a draft's design, but for what is decided about names, which has a page of its own. @throws AppError `study_frozen` once the study has been opened */
export async function updateStudy({ actor, studyId }: Access<'study:design'>, input: StudyInput): Promise<void> {
  await requireVisibleSet(actor, input.promptSetId)
  await db.$transaction(async (tx) => {
    // Conditional, and holding the row's lock to the end: of an edit and an opening that race, one comes second.
    const before = await tx.study.findUnique({ where: { id: studyId }, select: { consent: true } })
    const { count } = await tx.study.updateMany({ where: { id: studyId, status: 'DRAFT' }, data: studyColumns(input) })
    if (count === 0) throw new AppError('study_frozen')
    // Who has joined already has agreed to another text: the desk asks them anew.
    if (before?.consent !== input.consent)
      await tx.annotator.updateMany({ where: { studyId }, data: { consentedAt: null } })
    await writeDesign(tx, studyId, input)
    await recordAudit(tx, actor, { action: 'study.design', studyId, subject: input.title })
  })
}
