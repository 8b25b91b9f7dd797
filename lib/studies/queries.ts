import 'server-only'
import { z } from 'zod'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { judgmentsKept } from '@/lib/counts/slots'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { loadDesign } from '@/lib/designs/load-design'
import type { StudyInput } from '@/lib/designs/schema'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'

/** A study in a list: what it is, how far it has come. */
export type StudyRow = z.output<typeof StudyRow>

const StudyRow = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  origin: z.enum(['COLLECTED', 'SIMULATED', 'RECONSTRUCTED', 'IMPORTED']),
  /** Judgments wanted and in: practice and what was set aside are in neither. */
  wanted: z.coerce.number(),
  done: z.coerce.number(),
})

/** The studies this person designs or, as an admin, all; newest first, and published counts after them. */
export async function listStudies({ actor }: SiteAccess<'studies:list'>): Promise<StudyRow[]> {
  const rows = await db.$queryRaw`
    SELECT s.id, s.title, s.status, s.origin, counted.*
    FROM "Study" s
    CROSS JOIN LATERAL (${judgmentsKept(Prisma.sql`s.id`)}) counted
    WHERE ${actor.role === 'ADMIN'} OR s.origin = 'RECONSTRUCTED'
       OR EXISTS (SELECT FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = ${actor.id}::uuid)
    ORDER BY s.origin = 'RECONSTRUCTED', s."createdAt" DESC`
  return z.array(StudyRow).parse(rows)
}

/** A study somebody annotates, as their home page lists it; `judged`: pairs done, as on the desk. */
export type PartRow = {
  studyId: string
  title: string
  status: StudyRow['status']
  protocol: ProtocolKind
  code: string
  judged: number
}

/** The studies this person is an annotator of. */
export async function listParts({ actor }: SiteAccess<'account:manage'>): Promise<PartRow[]> {
  const parts = await db.annotator.findMany({
    where: { userId: actor.id, deactivatedAt: null },
    select: {
      studyId: true,
      code: true,
      study: { select: { title: true, status: true, protocol: true } },
      judged: true,
    },
    orderBy: { joinedAt: 'desc' },
  })
  return parts.map(({ study, ...part }) => ({ ...part, ...study }))
}

/** What the frame of a study's pages shows. */
export async function readStudyHead({ actor, studyId }: Access<'study:read'>) {
  const study = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ id: true, title: true, status: true, origin: true, source: true },
      groups: { where: { kind: 'LLM', annotators: { some: {} } }, take: 1, select: { id: true } },
    },
  })
  const { groups, ...about } = study
  return { ...about, hasModels: groups.length > 0, person: { name: actor.name, role: actor.role } }
}

/** A study's design as the form takes it. */
export function readDesign({ studyId }: Access<'study:design'>): Promise<StudyInput> {
  return loadDesign(db, studyId)
}
