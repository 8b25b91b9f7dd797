import 'server-only'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/**
 * Lets somebody who designs studies judge in the demo of the first start, as an annotator like any other; who is in
 * already stays.
 * @returns the study to judge in
 * @throws AppError `not_found` where there is no demo, or it is not open
 */
export async function joinDemo({ actor }: SiteAccess<'studies:list'>): Promise<{ studyId: string }> {
  const demo = await db.study.findFirst({
    where: { demo: true, status: 'OPEN', protocol: 'COMPARISON' },
    orderBy: { createdAt: 'asc' },
    select: {
      id: true,
      groups: { where: { kind: 'HUMAN' }, orderBy: { position: 'asc' }, take: 1, select: { id: true } },
    },
  })
  const groupId = demo?.groups[0]?.id
  if (!demo || !groupId) throw new AppError('not_found', { message: 'The demo is not open any more.' })
  const studyId = demo.id
  await db.$transaction(async (tx) => {
    const { code, isNew } = await enrolAnnotator(tx, { studyId, groupId }, { userId: actor.id })
    if (isNew)
      await recordAudit(tx, actor, { action: 'annotator.join', studyId, subject: code, detail: { demo: true } })
  })
  return { studyId }
}
