import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { OPEN_KEPT } from '@/lib/counts/slots'
import { db } from '@/lib/db/client'
import { endAnnotatorsPart } from './end-part'
import { readCode } from './read-code'
import type { AnnotatorKey } from './schema'

type Input = Pick<AnnotatorKey, 'annotatorId'>

/**
 * Ends an annotator's part in the study: from the next request the study is not there for them. Pairs they hold and
 * have not judged go back to the others; what they judged stays. Doing it twice is as doing it once.
 */
export async function deactivateAnnotator(
  { actor, studyId }: Access<'annotators:manage'>,
  { annotatorId }: Input,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const code = await readCode(tx, studyId, annotatorId)
    const returned = await endAnnotatorsPart(tx, { studyId, annotatorId })
    if (returned === null) return
    await recordAudit(tx, actor, { action: 'annotator.deactivate', studyId, subject: code, detail: { returned } })
  })
}

/** Lets a deactivated annotator go on. */
export async function reactivateAnnotator(
  { actor, studyId }: Access<'annotators:manage'>,
  { annotatorId }: Input,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const code = await readCode(tx, studyId, annotatorId)
    const inactive = { studyId, id: annotatorId, deactivatedAt: { not: null } }
    const { count } = await tx.annotator.updateMany({ where: inactive, data: { deactivatedAt: null } })
    if (count === 0) return
    await tx.$executeRaw`
      UPDATE "Annotator" n SET "keptWanted" = "keptWanted" + ${OPEN_KEPT}
      WHERE n."studyId" = ${studyId}::uuid AND n.id = ${annotatorId}::uuid`
    await recordAudit(tx, actor, { action: 'annotator.reactivate', studyId, subject: code })
  })
}
