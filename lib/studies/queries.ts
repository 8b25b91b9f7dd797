import 'server-only'
import { z } from 'zod'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadDesign } from './load-design'
import { namedSystems } from './named-systems'
import type { StudyInput } from './schema'

/** A study in a list: what it is, how far it has come. */
export type StudyRow = z.output<typeof StudyRow>

const StudyRow = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  origin: z.enum(['COLLECTED', 'SIMULATED', 'RECONSTRUCTED']),
  slots: z.coerce.number(),
  done: z.coerce.number(),
})

/** The studies this person designs or, as an admin, all; newest first. */
export async function listStudies({ actor }: SiteAccess<'studies:list'>): Promise<StudyRow[]> {
  const rows = await db.$queryRaw`
    SELECT s.id, s.title, s.status, s.origin,
           (SELECT count(*) FROM "Assignment" a WHERE a."studyId" = s.id) AS slots,
           (SELECT count(*) FROM "Assignment" a WHERE a."studyId" = s.id AND a."doneAt" IS NOT NULL) AS done
    FROM "Study" s
    WHERE ${actor.role === 'ADMIN'} OR s.origin = 'RECONSTRUCTED'
       OR EXISTS (SELECT FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = ${actor.id}::uuid)
    ORDER BY s."createdAt" DESC`
  return z.array(StudyRow).parse(rows)
}

/** A study somebody annotates, as their home page lists it. */
export type PartRow = { studyId: string; title: string; status: StudyRow['status']; code: string; judged: number }

/** The studies this person is an annotator of. */
export async function listParts({ actor }: SiteAccess<'account:manage'>): Promise<PartRow[]> {
  const parts = await db.annotator.findMany({
    where: { userId: actor.id, deactivatedAt: null },
    select: {
      studyId: true,
      code: true,
      study: { select: { title: true, status: true } },
      _count: { select: { assignments: { where: { doneAt: { not: null } } } } },
    },
    orderBy: { joinedAt: 'desc' },
  })
  return parts.map(({ studyId, code, study, _count }) => ({ studyId, code, ...study, judged: _count.assignments }))
}

/** What the frame of a study's pages shows. */
export async function readStudyHead({ actor, studyId }: Access<'study:read'>) {
  const study = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { id: true, title: true, status: true, origin: true, source: true },
  })
  return { ...study, person: { name: actor.name, role: actor.role } }
}

/** One baseline's share of the slots. */
export type BaselineProgress = z.output<typeof BaselineProgress>

const BaselineProgress = z.object({ baseline: z.string(), slots: z.coerce.number(), done: z.coerce.number() })

/** Counts only, never outcomes: how far the study has come, by baseline. */
export async function readOverview({ studyId }: Access<'study:read'>) {
  const study = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    include: {
      promptSet: { select: { id: true, name: true, _count: { select: { prompts: true } } } },
      systems: { orderBy: { position: 'asc' }, include: { system: { select: { name: true } } } },
      criteria: { include: { options: { select: { label: true } } } },
      _count: { select: { annotators: { where: { deactivatedAt: null } }, items: true } },
    },
  })
  const rows = await db.$queryRaw`
    SELECT y.name AS baseline, count(*) AS slots, count(a."doneAt") AS done
    FROM "Assignment" a
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "SystemResponse" r ON r.id = i."responseBId"
    JOIN "System" y ON y.id = r."systemId"
    JOIN "StudySystem" ss ON ss."studyId" = a."studyId" AND ss."systemId" = y.id
    WHERE a."studyId" = ${studyId}::uuid
    GROUP BY y.name, ss.position ORDER BY ss.position`
  const { title, framing, instructions, criteria } = study
  const named = namedSystems(
    study.systems.map(({ system }) => system.name),
    {
      ...{ title, framing, instructions },
      question: criteria.map(({ question }) => question).join('\n'),
      labels: criteria.flatMap(({ options }) => options.map(({ label }) => label)),
    },
  )
  return { study, named, progress: z.array(BaselineProgress).parse(rows) }
}

/** A system a design can name, with how many of the set's prompts it has answered. */
export type Coverage = z.output<typeof Coverage>

const Coverage = z.object({
  promptSetId: z.string(),
  systemId: z.string(),
  name: z.string(),
  responses: z.coerce.number(),
})

/** What a design can choose from: prompt sets, and which systems have answered how much of each. */
export async function readChoices(_access: SiteAccess<'studies:create'> | Access<'study:design'>) {
  const sets = await db.promptSet.findMany({
    select: { id: true, name: true, _count: { select: { prompts: true } } },
    orderBy: { createdAt: 'desc' },
  })
  const rows = await db.$queryRaw`
    SELECT r."promptSetId", r."systemId", y.name, count(*) AS responses
    FROM "SystemResponse" r JOIN "System" y ON y.id = r."systemId"
    WHERE r.sample = 0 GROUP BY 1, 2, 3 ORDER BY y.name`
  return {
    promptSets: sets.map(({ id, name, _count }) => ({ id, name, prompts: _count.prompts })),
    coverage: z.array(Coverage).parse(rows),
  }
}

export type Choices = Awaited<ReturnType<typeof readChoices>>

/** A study's design as the form takes it. */
export function readDesign({ studyId }: Access<'study:design'>): Promise<StudyInput> {
  return loadDesign(db, studyId)
}
