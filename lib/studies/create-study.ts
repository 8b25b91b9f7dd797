import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { writeDecided } from '@/lib/designs/decided-names'
import type { StudyInput } from '@/lib/designs/schema'
import { studyColumns, writeDesign } from '@/lib/designs/write-design'
import { requireVisibleSet } from '@/lib/prompts/visible-sets'

/** Makes a draft, and its maker the owner. @returns the study's id */
export async function createStudy({ actor }: SiteAccess<'studies:create'>, input: StudyInput): Promise<string> {
  await requireVisibleSet(actor, input.promptSetId)
  return db.$transaction(async (tx) => {
    const { id } = await tx.study.create({ data: { ...studyColumns(input), createdById: actor.id } })
    await tx.studyMember.create({ data: { studyId: id, userId: actor.id, role: 'OWNER' } })
    await writeDesign(tx, id, input)
    await writeDecided(tx, { studyId: id, actorId: actor.id }, input.names)
    await recordAudit(tx, actor, { action: 'study.create', studyId: id, subject: input.title })
    return id
  })
}
