import 'server-only'
import { type Access, isAllowed } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import type { StudyInput } from '@/lib/designs/schema'

/** What the frame of a study's pages shows. */
export async function readStudyHead(access: Access<'study:see'>) {
  const { actor, studyId } = access
  const study = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ id: true, title: true, status: true, origin: true, source: true },
      groups: { where: { kind: 'LLM', annotators: { some: {} } }, take: 1, select: { id: true } },
    },
  })
  const { groups, ...about } = study
  const isViewer = !(await isAllowed(access, 'study:read'))
  return { ...about, hasModels: groups.length > 0, isViewer, person: { name: actor.name, role: actor.role } }
}

/** A study's design as the form takes it. */
export function readDesign({ studyId }: Access<'study:design'>): Promise<StudyInput> {
  return loadDesign(db, studyId)
}
