import 'server-only'
import { type Access, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import { AppError } from '@/lib/errors'
import { createStudy } from './create-study'
import { withSuffix } from './title-suffix'

/**
 * Makes a draft with a study's design and seed, and its maker the owner: no items, no annotators, no judgments.
 * @returns the draft's id
 * @throws AppError `conflict` for published counts, which have no design
 */
export async function duplicateStudy({ actor, studyId }: Access<'study:design'>): Promise<string> {
  const { origin } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { origin: true } })
  if (origin === 'RECONSTRUCTED')
    throw new AppError('conflict', { message: 'Published counts have no design to copy.' })
  const design = await loadDesign(db, studyId)
  const title = withSuffix(design.title, ' (copy)')
  return createStudy(authorizeActorSite(actor, 'studies:create'), { ...design, title })
}
