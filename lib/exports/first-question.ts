import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireResults } from '@/lib/looks/looks'

/**
 * The title of a study, and the id of its first question, which is the one that other tools' files tell of.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function readFirstQuestion(access: Access<'study:export'>): Promise<{ title: string; id: string }> {
  await requireResults(access)
  const study = await db.study.findUniqueOrThrow({
    where: { id: access.studyId },
    select: { title: true, criteria: { orderBy: { position: 'asc' }, take: 1, select: { id: true } } },
  })
  const [first] = study.criteria
  if (!first) throw new AppError('not_found')
  return { title: study.title, id: first.id }
}
