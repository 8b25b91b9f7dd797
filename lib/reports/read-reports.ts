import 'server-only'
import { z } from 'zod'
import { authorizeActor, type SiteAccess } from '@/lib/auth/access'
import type { TeamRole } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readVisibility } from '@/lib/looks/looks'
import type { ReportContent } from './content'

const Row = z.object({
  id: z.string(),
  title: z.string(),
  at: z.date(),
  studies: z.array(z.string()),
})
/** A report in a list: what it is called, when it was made, of which studies. */
export type ReportRow = z.output<typeof Row>

/** The reports whose studies are all one's own, or everybody's; of discarded studies, those one made. Latest first. */
export async function listReports({ actor }: SiteAccess<'studies:list'>): Promise<ReportRow[]> {
  const rows = await db.$queryRaw`
    SELECT r.id, r.title, r."createdAt" AS at, coalesce(of.studies, '{}') AS studies
    FROM "Report" r
    LEFT JOIN LATERAL (
      SELECT array_agg(s.title ORDER BY l.position) AS studies,
             bool_and(s.origin = 'RECONSTRUCTED' OR EXISTS (
               SELECT FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = ${actor.id}::uuid)) AS own
      FROM "ReportStudy" l JOIN "Study" s ON s.id = l."studyId" WHERE l."reportId" = r.id) of ON true
    WHERE ${actor.role === 'ADMIN'} OR coalesce(of.own, r."createdById" = ${actor.id}::uuid)
    ORDER BY r."createdAt" DESC, r.id`
  return z.array(Row).parse(rows)
}

/** A study in a choice for a report. */
export type ReportableStudy = { id: string; title: string; status: string; origin: string }

/** The studies that a report can be about: those one designs that were opened, and published ones. */
export async function listReportable({ actor }: SiteAccess<'studies:list'>): Promise<ReportableStudy[]> {
  const designs = { userId: actor.id, role: { in: ['OWNER', 'EDITOR'] satisfies TeamRole[] } }
  const own = { OR: [{ origin: 'RECONSTRUCTED' as const }, { members: { some: designs } }] }
  return db.study.findMany({
    where: { status: { not: 'DRAFT' }, ...(actor.role !== 'ADMIN' && own) },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { id: true, title: true, status: true, origin: true },
  })
}

/** What of a report may be shown: all of it, or which of its studies keep their outcomes to themselves for now. */
export type ShownReport = {
  id: string
  title: string
  contentHash: string
  pdfHash: string
  content: ReportContent | null
  withheld: { id: string; title: string }[]
}

/**
 * A report as it was frozen, for whoever may see the results of all its studies.
 *
 * @throws AppError `not_found` where it is none of theirs
 */
export async function readReport(access: SiteAccess<'studies:list'>, reportId: string): Promise<ShownReport> {
  const { content, withheld, ...row } = await findReport(access, reportId)
  return { ...row, withheld, content: withheld.length > 0 ? null : (JSON.parse(content) as ReportContent) }
}

/**
 * A report's files: its PDF, and its content as canonical JSON.
 *
 * @throws AppError `not_found`; `forbidden` while a study of it shows no outcomes
 */
export async function readReportFiles(access: SiteAccess<'studies:list'>, reportId: string) {
  const { title, content, withheld } = await findReport(access, reportId)
  if (withheld.length > 0)
    throw new AppError('forbidden', {
      message: `“${withheld[0]?.title}” shows outcomes once it is closed. To see them before, give a reason on its Results page.`,
    })
  return {
    ...{ title, content },
    readPdf: async () => (await db.report.findUniqueOrThrow({ where: { id: reportId }, select: { pdf: true } })).pdf,
  }
}

async function findReport({ actor }: SiteAccess<'studies:list'>, reportId: string) {
  const report = z.uuid().safeParse(reportId).success
    ? await db.report.findUnique({
        where: { id: reportId },
        omit: { pdf: true },
        include: {
          studies: { orderBy: { position: 'asc' }, include: { study: { select: { id: true, title: true } } } },
        },
      })
    : null
  if (!report) throw new AppError('not_found')
  const { studies, ...row } = report
  if (studies.length === 0 && actor.role !== 'ADMIN' && row.createdById !== actor.id) throw new AppError('not_found')
  const withheld: { id: string; title: string }[] = []
  for (const { study } of studies) {
    const access = await authorizeActor(actor, study.id, 'study:results')
    if ((await readVisibility(access)).shown === 'hidden') withheld.push(study)
  }
  return { ...row, withheld }
}
