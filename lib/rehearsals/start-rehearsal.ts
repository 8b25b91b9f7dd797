import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { writeDecided } from '@/lib/designs/decided-names'
import { loadDesign } from '@/lib/designs/load-design'
import { studyColumns, writeDesign } from '@/lib/designs/write-design'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { wakeWorker } from '@/lib/jobs/wake'
import { withSuffix } from '@/lib/studies/title-suffix'
import { rehearsalJob } from './rehearsal-job'
import { checkNumbers, type RehearsalSettings } from './schema'

/**
 * Copies a draft as it was last saved into a simulated study, and asks for a job in which simulated annotators
 * judge it. The draft's team is that of the copy, also when it changes.
 * @returns the copy's id
 * @throws AppError `study_frozen` when it is no draft any more; `conflict` of a rehearsal; `invalid` for too few annotators
 */
export async function startRehearsal(access: Access<'study:run'>, settings: RehearsalSettings): Promise<string> {
  const { actor, studyId } = access
  const copyId = await db.$transaction(async (tx) => {
    // The team does not change while it is copied.
    await tx.$executeRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR SHARE`
    const draft = await tx.study.findUniqueOrThrow({
      where: { id: studyId },
      select: { status: true, origin: true, members: true },
    })
    if (draft.origin !== 'COLLECTED') throw new AppError('conflict', { message: 'A rehearsal is not rehearsed again.' })
    if (draft.status !== 'DRAFT') throw new AppError('study_frozen')
    // Models cost money and are no simulation.
    const design = { ...(await loadDesign(tx, studyId)), models: [] }
    if (settings.protocol !== design.protocol)
      throw new AppError('conflict', { message: 'The design is of another kind by now. Load this page again.' })
    const fields = checkNumbers(design, settings)
    if (Object.keys(fields).length > 0) throw new AppError('invalid', { fields })
    const title = withSuffix(design.title, ' (rehearsal)')
    const { id } = await tx.study.create({
      data: {
        ...studyColumns({ ...design, title }),
        ...{ origin: 'SIMULATED', rehearsalOfId: studyId, createdById: actor.id },
        rehearsal: { create: { settings } },
      },
    })
    await tx.studyMember.createMany({ data: draft.members.map(({ userId, role }) => ({ studyId: id, userId, role })) })
    await writeDesign(tx, id, design)
    await writeDecided(tx, { studyId: id, actorId: actor.id }, design.names)
    await recordAudit(tx, actor, {
      action: 'study.rehearse',
      studyId,
      subject: design.title,
      detail: { rehearsal: id },
    })
    await enqueue(tx, rehearsalJob, { studyId: id, actorId: actor.id }, id)
    return id
  })
  wakeWorker()
  return copyId
}
