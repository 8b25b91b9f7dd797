import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import type { StudyInput } from '@/lib/designs/schema'
import { samplesOfDesign, systemsOfDesign } from '@/lib/designs/systems-of-design'

/** Prompts that systems of a study have no response to, in the set's order, with the names of the systems. */
export const Unanswered = z.array(z.object({ prompt: z.string(), systems: z.array(z.string()) }))
export type Unanswered = z.output<typeof Unanswered>

/** Which prompts of a design's set, or of its category, lack a response of a compared or rated system, or one of its samples. */
export async function findUnanswered(design: StudyInput): Promise<Unanswered> {
  const { promptSetId, category } = design
  const samples = samplesOfDesign(design)
  const rows = await db.$queryRaw`
    SELECT p."externalId" AS prompt, array_agg(y.name ORDER BY y.name) AS systems
    FROM "Prompt" p CROSS JOIN "System" y
    WHERE p."promptSetId" = ${promptSetId}::uuid AND (${category}::text IS NULL OR p.category = ${category})
      AND y.id = ANY (${systemsOfDesign(design)}::uuid[])
      AND (SELECT count(*) FROM "SystemResponse" r
           WHERE r."promptId" = p.id AND r."systemId" = y.id AND r.sample < ${samples}) < ${samples}
    GROUP BY p.id ORDER BY p.position, p."externalId"`
  return Unanswered.parse(rows)
}

/**
 * A study's unanswered prompts: of a draft as the responses are now, later as they were left out at opening.
 * @returns `leftOut` says whether the design leaves them out; else they keep a draft from opening
 */
export async function readUnanswered({
  studyId,
}: Access<'study:read'> | Access<'study:design'> | Access<'study:results'>): Promise<{
  leftOut: boolean
  prompts: Unanswered
}> {
  const { status, unanswered, leaveOutUnanswered, promptSetId } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { status: true, unanswered: true, leaveOutUnanswered: true, promptSetId: true },
  })
  if (status !== 'DRAFT') return { leftOut: true, prompts: Unanswered.parse(unanswered ?? []) }
  if (promptSetId === null) return { leftOut: leaveOutUnanswered, prompts: [] }
  return { leftOut: leaveOutUnanswered, prompts: await findUnanswered(await loadDesign(db, studyId)) }
}
