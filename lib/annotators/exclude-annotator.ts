import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readCode } from './read-code'
import type { AnnotatorKey, Exclusion } from './schema'

/** Leaves an annotator's judgments out of the results, for a stated reason; nothing is deleted. A new reason replaces the old. */
export async function excludeAnnotator(
  { actor, studyId }: Access<'annotators:manage'>,
  { annotatorId, reason }: Pick<Exclusion, 'annotatorId' | 'reason'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const code = await readCode(tx, studyId, annotatorId)
    await tx.annotator.update({
      where: { studyId_id: { studyId, id: annotatorId } },
      data: { excludedAt: new Date(), excludedReason: reason },
    })
    await recordAudit(tx, actor, { action: 'annotator.exclude', studyId, subject: code, detail: { reason } })
  })
}

const EXPLORATORY =
  'This model joined once the study was closed, after outcomes were seen: it is exploratory, and counts in no figure.'

/** Counts an excluded annotator's judgments again. @throws AppError `conflict` for a model that joined after closing */
export async function includeAnnotator(
  { actor, studyId }: Access<'annotators:manage'>,
  { annotatorId }: Pick<AnnotatorKey, 'annotatorId'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const code = await readCode(tx, studyId, annotatorId)
    const excluded = { studyId, id: annotatorId, excludedAt: { not: null } }
    if ((await tx.annotator.count({ where: { ...excluded, exploratory: true } })) > 0)
      throw new AppError('conflict', { message: EXPLORATORY })
    const { count } = await tx.annotator.updateMany({
      where: excluded,
      data: { excludedAt: null, excludedReason: null },
    })
    if (count === 1) await recordAudit(tx, actor, { action: 'annotator.include', studyId, subject: code })
  })
}
