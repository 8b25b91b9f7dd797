import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { JOBS } from './handlers'

/** How many of each list are shown, the newest of them. */
const SHOWN = 100

const Row = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'running', 'failed', 'cancelled', 'finished']),
  askedAt: z.date(),
  startedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  /** How often it was begun. */
  tries: z.number(),
  done: z.number(),
  total: z.number(),
  /** Why it failed, or why it is tried again. */
  cause: z.string().nullable(),
  studyId: z.string().nullable(),
  study: z.string().nullable(),
  uploadId: z.string().nullable(),
  upload: z.string().nullable(),
  importId: z.string().nullable(),
  imported: z.string().nullable(),
  asker: z.string().nullable(),
})
export type JobRow = z.output<typeof Row> & {
  /** What it is, in words. */
  title: string
}
export type JobLists = Record<'underWay' | 'failed' | 'ended', JobRow[]>

const COLUMNS = Prisma.sql`
  j.id, j.name, j.created_on AS "askedAt", j.started_on AS "startedAt", j.completed_on AS "endedAt",
  CASE WHEN j.state = 'active' THEN 'running' WHEN j.state < 'active' THEN 'waiting'
       WHEN j.state = 'completed' THEN 'finished' ELSE j.state::text END AS state,
  CASE WHEN j.started_on IS NULL THEN 0 ELSE j.retry_count + 1 END AS tries,
  coalesce(r.done, 0) AS done, coalesce(r.total, 0) AS total,
  CASE WHEN j.state IN ('failed', 'retry') THEN j.output->>'message' END AS cause,
  s.id AS "studyId", s.title AS study, l.id AS "uploadId", l.filename AS upload,
  m.id AS "importId", m.files->0->>'name' AS imported, u.name AS asker`

const ABOUT = Prisma.sql`
  LEFT JOIN "JobRun" r ON r.id = j.id AND j.state = 'active'
  LEFT JOIN "Study" s ON s.id = (j.data->>'studyId')::uuid
  LEFT JOIN "Upload" l ON l.id = (j.data->>'uploadId')::uuid
  LEFT JOIN "StudyImport" m ON m.id = (j.data->>'importId')::uuid
  LEFT JOIN "User" u ON u.id = (j.data->>'actorId')::uuid`

async function list(condition: Prisma.Sql): Promise<JobRow[]> {
  const rows = await db.$queryRaw`
    SELECT ${COLUMNS} FROM pgboss.job j ${ABOUT} WHERE ${condition}
    ORDER BY coalesce(j.completed_on, j.created_on) DESC, j.id LIMIT ${SHOWN}`
  const titles = new Map(JOBS.map(({ name, title }) => [name, title]))
  return z
    .array(Row)
    .parse(rows)
    .map((row) => ({ ...row, title: titles.get(row.name) ?? row.name }))
}

/** Jobs that are waiting or under way, that failed, and that ended lately, each the newest first. */
export async function listJobs(_access: SiteAccess<'jobs:manage'>): Promise<JobLists> {
  const [underWay, failed, ended] = await Promise.all([
    list(Prisma.sql`j.state < 'completed'`),
    list(Prisma.sql`j.state = 'failed'`),
    list(Prisma.sql`j.state IN ('completed', 'cancelled')`),
  ])
  return { underWay, failed, ended }
}

/** One of them; null when it is gone. */
export async function findJob(_access: SiteAccess<'jobs:manage'>, jobId: string): Promise<JobRow | null> {
  return (await list(Prisma.sql`j.id = ${jobId}::uuid`))[0] ?? null
}
