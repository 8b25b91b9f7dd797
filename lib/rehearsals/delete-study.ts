import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { deleteThing, readDependants, requireDeletable } from '@/lib/keeping/change-thing'
import type { Deletion } from '@/lib/keeping/schema'
import { studyThing } from '@/lib/studies/study-thing'
import { discardFor } from './discard-rehearsal'

/**
 * Deletes a study in which nobody judged, and before it its rehearsals, for its owner; or a rehearsal, for whoever runs it.
 * @throws AppError `not_found`; `conflict` where there are judgments, people may still judge, it has another name by now, or is
 *   not theirs
 */
export async function deleteStudy(access: Access<'study:run'>, { name }: Deletion): Promise<void> {
  const { actor, studyId } = access
  requireDeletable(await readDependants(studyThing, access, {}), name)
  const study = await db.study.findUnique({
    where: { id: studyId },
    select: { origin: true, rehearsals: { select: { id: true } } },
  })
  if (!study) throw new AppError('not_found')
  if (study.origin === 'SIMULATED') {
    await discardFor(actor, studyId)
    return
  }
  for (const { id } of study.rehearsals) await discardFor(actor, id)
  await deleteThing(studyThing, access, { name })
}
