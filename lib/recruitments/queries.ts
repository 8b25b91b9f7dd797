import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findingOf } from './finding'
import { asFound, readPath } from './link'
import { ENDING_KINDS, type Ending } from './platforms'

type Read = Access<'annotators:manage'>

/** People by how their part ended; `onTheWay` have no ending and were heard of within the time of a lease, `gone` were not. */
export type Arrivals = Record<Ending, number> & { onTheWay: number; gone: number }

/** A study's recruitments with how far each is, the newest first. */
export async function listRecruitments({ studyId }: Read) {
  const [rows, counts] = await Promise.all([
    db.recruitment.findMany({
      where: { studyId },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      select: { id: true, name: true, platform: true, places: true, closedAt: true, group: { select: { name: true } } },
    }),
    countArrivals(studyId),
  ])
  return rows.map((row) => ({ ...row, arrivals: counts(row.id) }))
}

const Counted = z.array(
  z.object({ recruitmentId: z.string(), ending: z.enum(ENDING_KINDS).nullable(), on: z.number(), all: z.number() }),
)

/** How the people of each recruitment stand. */
async function countArrivals(studyId: string): Promise<(recruitmentId: string) => Arrivals> {
  const rows = await db.$queryRaw`
    SELECT p."recruitmentId", p.ending, count(*)::int AS all,
           count(*) FILTER (WHERE p."seenAt" > now() - make_interval(mins => s."leaseMinutes") OR EXISTS (
             SELECT FROM "Assignment" a WHERE a."studyId" = p."studyId" AND a."annotatorId" = p."annotatorId"
               AND a."doneAt" IS NULL AND a."leaseUntil" > now()))::int AS on
    FROM "Study" s JOIN "Participation" p ON p."studyId" = s.id
    WHERE s.id = ${studyId}::uuid GROUP BY 1, 2`
  const counted = Counted.parse(rows)
  return (recruitmentId) => {
    const own = counted.filter((row) => row.recruitmentId === recruitmentId)
    const open = own.find(({ ending }) => ending === null)
    const ended = ENDING_KINDS.map((ending) => [ending, own.find((row) => row.ending === ending)?.all ?? 0])
    return { ...Object.fromEntries(ended), onTheWay: open?.on ?? 0, gone: (open?.all ?? 0) - (open?.on ?? 0) }
  }
}

/** What is shown of a recruitment to those who run the study. @throws AppError `not_found` */
export async function readRecruitment({ studyId }: Read, recruitmentId: string) {
  const row = z.uuid().safeParse(recruitmentId).success
    ? await db.recruitment.findUnique({ where: { studyId_id: { studyId, id: recruitmentId } } })
    : null
  if (!row) throw new AppError('not_found')
  const [path, counts, times] = await Promise.all([
    readPath(row),
    countArrivals(studyId),
    readTimes(studyId, recruitmentId),
  ])
  return { ...asFound(row), path, arrivals: counts(recruitmentId), ...times }
}
export type RecruitmentRead = Awaited<ReturnType<typeof readRecruitment>>

const Times = z.object({ minutes: z.number().nullable(), activeMinutes: z.number().nullable() })

/** Medians of those who completed: from arrival to the end, and on the pairs themselves, pauses left out. In minutes. */
async function readTimes(studyId: string, recruitmentId: string) {
  const rows = await db.$queryRaw`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM p."endedAt" - p."arrivedAt") / 60) AS minutes,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY work.ms / 60000.0) AS "activeMinutes"
    FROM "Participation" p
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(a."activeMs"), 0)::float8 AS ms FROM "Assignment" a
      WHERE a."studyId" = p."studyId" AND a."annotatorId" = p."annotatorId" AND a."doneAt" IS NOT NULL) work
    WHERE p."studyId" = ${studyId}::uuid AND p."recruitmentId" = ${recruitmentId}::uuid AND p.ending = 'COMPLETED'`
  return z.tuple([Times]).parse(rows)[0]
}

const MOST_SHOWN = 500

/** Who arrived, the latest first, by the code they judge under: who they are at the platform is not read here. */
export async function listArrivals({ studyId }: Read, recruitmentId: string) {
  const rows = await db.participation.findMany({
    where: { studyId, recruitmentId },
    orderBy: [{ arrivedAt: 'desc' }, { id: 'asc' }],
    take: MOST_SHOWN,
    select: {
      ...{ id: true, arrivedAt: true, endedAt: true, ending: true, code: true },
      ...{ platformStatus: true, platformCode: true, platformAt: true },
      annotator: { select: { id: true, code: true, judged: true } },
    },
  })
  return rows.map(({ code, platformCode, ...row }) => ({
    ...row,
    finding: findingOf({ ...row, code, platformCode }),
  }))
}
export type ArrivalRow = Awaited<ReturnType<typeof listArrivals>>[number]
