import 'server-only'
import type { Access } from '@/lib/auth/access'
import type { StudyPermission } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { renderText } from './render-pair'
import type { DeskStudy } from './schema'

/** What the judging screen shows of a study. */
export async function readDeskStudy({ studyId, actor }: Access<StudyPermission>): Promise<DeskStudy> {
  const study = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    include: { criteria: { orderBy: { position: 'asc' }, include: { options: { orderBy: { position: 'asc' } } } } },
  })
  const { title, protocol, framing, rationale, leaseMinutes, reviseLast, minSeconds, readToEnd, criteria } = study
  return {
    ...{
      studyId,
      person: actor.id,
      title,
      protocol,
      framing,
      rationale,
      leaseMinutes,
      reviseLast,
      minSeconds,
      readToEnd,
    },
    warns: study.warnedCategories.length > 0,
    instructionsHtml: renderText(study.instructions),
    consentHtml: renderText(study.consent),
    criteria: criteria.map(({ id, question, unit, options }) => ({
      ...{ id, question, unit },
      options: options.map(({ code, label, anchor }) => ({ code, label, anchor })),
    })),
  }
}
