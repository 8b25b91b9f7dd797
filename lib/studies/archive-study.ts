import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/**
 * Puts a study away, or takes it out again: nothing of it changes but that start pages list it no more, for all who design it.
 * @throws AppError `conflict` for one that people still judge in, and for published counts, which are everybody's
 */
export async function archiveStudy({ actor, studyId }: Access<'study:run'>, isArchived: boolean): Promise<void> {
  await db.$transaction(async (tx) => {
    const { title, status, origin } = await tx.study.findUniqueOrThrow({
      where: { id: studyId },
      select: { title: true, status: true, origin: true },
    })
    if (isArchived && (status === 'OPEN' || status === 'PAUSED'))
      throw new AppError('conflict', { message: 'People may still judge in this study. Close it first.' })
    if (origin === 'RECONSTRUCTED' && actor.role !== 'ADMIN')
      throw new AppError('conflict', { message: 'Published figures are everybody’s: only an admin puts them away.' })
    const { count } = await tx.study.updateMany({
      where: { id: studyId, archivedAt: isArchived ? null : { not: null } },
      data: { archivedAt: isArchived ? new Date() : null },
    })
    if (count === 0) return
    await recordAudit(tx, actor, { action: isArchived ? 'study.archive' : 'study.unarchive', studyId, subject: title })
  })
}
