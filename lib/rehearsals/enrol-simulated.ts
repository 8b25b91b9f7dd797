import 'server-only'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { db } from '@/lib/db/client'
import type { RehearsalSettings } from './schema'

export type SimulatedAnnotator = { id: string; code: string }

/** Enrols what is missing of a rehearsal's annotators. @returns all of them, in the order of their codes */
export async function enrolSimulated(studyId: string, { groups }: RehearsalSettings): Promise<SimulatedAnnotator[]> {
  const enrolled: SimulatedAnnotator[] = []
  const found = await db.annotatorGroup.findMany({ where: { studyId, kind: 'HUMAN' }, orderBy: { position: 'asc' } })
  for (const { id: groupId, codePrefix } of found) {
    const wanted = groups.find((group) => group.codePrefix === codePrefix)?.annotators ?? 0
    const there = await db.annotator.findMany({
      where: { studyId, groupId, simulated: true },
      select: { id: true, code: true },
      orderBy: { joinedAt: 'asc' },
    })
    enrolled.push(...there)
    for (let number = there.length; number < wanted; number++) enrolled.push(await enrolOne(studyId, groupId))
  }
  return enrolled
}

function enrolOne(studyId: string, groupId: string): Promise<SimulatedAnnotator> {
  return db.$transaction(async (tx) => {
    const { id, code } = await enrolAnnotator(tx, { studyId, groupId }, { simulated: true })
    // Nobody is asked; without it a study that asks hands out nothing.
    await tx.annotator.update({ where: { studyId_id: { studyId, id } }, data: { consentedAt: new Date() } })
    return { id, code }
  })
}
