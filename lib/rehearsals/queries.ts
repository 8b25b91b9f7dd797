import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { judgmentsKept } from '@/lib/counts/slots'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { liveJob } from '@/lib/jobs/queue'
import { rehearsalJob } from './rehearsal-job'
import { RehearsalSettings } from './schema'
import { drawStrengths } from './strengths'

/**
 * `opening` and `judging` are under way; `broken`: it ended before its end, since `problem`, or since somebody
 * stopped it; it can go on.
 */
export type RehearsalRow = z.output<typeof RehearsalRow>

const RehearsalRow = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.date(),
  settings: RehearsalSettings,
  problem: z.string().nullable(),
  state: z.enum(['opening', 'judging', 'broken', 'finished']),
  annotators: z.coerce.number(),
  /** Judgments wanted and in. */
  wanted: z.coerce.number(),
  done: z.coerce.number(),
})

/** A study's rehearsals, newest first, with how far each has come. */
export async function listRehearsals({ studyId }: Access<'study:design'>): Promise<RehearsalRow[]> {
  const rows = await db.$queryRaw`
    SELECT s.id, s.title, s."createdAt", r.settings, r.problem,
           CASE WHEN r."finishedAt" IS NOT NULL THEN 'finished'
                WHEN EXISTS (${liveJob(rehearsalJob, Prisma.sql`s.id`)})
                THEN CASE WHEN s.status = 'DRAFT' THEN 'opening' ELSE 'judging' END
                ELSE 'broken' END AS state,
           (SELECT count(*) FROM "Annotator" n WHERE n."studyId" = s.id) AS annotators, counted.*
    FROM "Study" s JOIN "Rehearsal" r ON r."studyId" = s.id
    CROSS JOIN LATERAL (${judgmentsKept(Prisma.sql`s.id`)}) counted
    WHERE s."rehearsalOfId" = ${studyId}::uuid
    ORDER BY s."createdAt" DESC`
  return z.array(RehearsalRow).parse(rows)
}

/** Which draft a study is a rehearsal of, and what was put into it; null for any other study. */
export async function readRehearsal({ studyId }: Access<'study:see'>) {
  const study = await db.study.findUnique({
    where: { id: studyId },
    select: {
      seed: true,
      rehearsal: { select: { settings: true } },
      rehearsalOf: { select: { id: true, title: true } },
      systems: { orderBy: { position: 'asc' }, select: { system: { select: { name: true } } } },
    },
  })
  if (!study?.rehearsal || !study.rehearsalOf) return null
  const names = study.systems.map(({ system }) => system.name)
  return {
    of: study.rehearsalOf,
    settings: RehearsalSettings.parse(study.rehearsal.settings),
    strengths: [...drawStrengths(study.seed, names)].map(([name, strength]) => ({ name, strength })),
  }
}

export type PutIn = NonNullable<Awaited<ReturnType<typeof readRehearsal>>>

/** Whether a study's design may still change, and where its judgments come from. */
export async function readStage({ studyId }: Access<'study:design'>) {
  const { status, origin } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { status: true, origin: true },
  })
  return { isDraft: status === 'DRAFT', origin }
}
