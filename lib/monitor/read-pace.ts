import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

/** Days before today that the pace is measured by. */
const PACE_DAYS = 5

const Hour = z.object({ hour: z.coerce.number(), today: z.coerce.number(), usual: z.coerce.number() })

const Day = z.object({
  day: z.string(),
  judgments: z.coerce.number(),
  annotators: z.coerce.number(),
  /** Median seconds the page was in view and the person there; null when nothing was judged. */
  medianSeconds: z.number().nullable(),
})
export type PaceDay = z.output<typeof Day>

/** Judgments by hour of the day in UTC: today's, and the median of the days before. */
export type PaceHour = z.output<typeof Hour>

export type Pace = {
  hours: PaceHour[]
  /** Today first, then up to five days before it, none from before the opening. */
  days: PaceDay[]
}

/**
 * How fast people’s judgments have come in today and on the days before; practice is not counted. Of each only the
 * range of these days is read ("Assignment_done").
 */
export async function readPace({ studyId }: Access<'study:read'>, now: Date): Promise<Pace> {
  const rows = await db.$queryRaw`
    WITH span AS (
      SELECT d::date AS day
      FROM "Study" s,
           generate_series(greatest((${now}::timestamptz AT TIME ZONE 'UTC')::date - ${PACE_DAYS}::int,
                                    (s."openedAt" AT TIME ZONE 'UTC')::date),
                           (${now}::timestamptz AT TIME ZONE 'UTC')::date, interval '1 day') d
      WHERE s.id = ${studyOf(studyId)}),
    done AS MATERIALIZED (
      SELECT a."annotatorId", a."activeMs", (a."doneAt" AT TIME ZONE 'UTC') AS at
      FROM "Annotator" n
      JOIN "Assignment" a ON a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a.flag IS NULL
        AND a."doneAt" >= (SELECT min(day) FROM span)::timestamp AT TIME ZONE 'UTC'
      WHERE n."studyId" = ${studyOf(studyId)} AND n.llm IS NULL
        AND a."itemId" NOT IN (SELECT id FROM "Item" WHERE "studyId" = ${studyOf(studyId)} AND kind = 'PRACTICE')),
    by_day AS (
      SELECT at::date AS day, count(*) AS judgments, count(DISTINCT "annotatorId") AS annotators,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY "activeMs") / 1000 AS "medianSeconds"
      FROM done GROUP BY 1),
    days AS (
      SELECT span.day, coalesce(d.judgments, 0) AS judgments, coalesce(d.annotators, 0) AS annotators, d."medianSeconds"
      FROM span LEFT JOIN by_day d ON d.day = span.day ORDER BY 1 DESC),
    counted AS (SELECT date_trunc('hour', at) AS hour, count(*) AS n FROM done GROUP BY 1),
    by_hour AS (
      SELECT span.day, h.hour, coalesce(c.n, 0) AS n
      FROM span CROSS JOIN generate_series(0, 23) AS h(hour)
      LEFT JOIN counted c ON c.hour = span.day + make_interval(hours => h.hour)),
    hours AS (
      SELECT hour, coalesce(sum(n) FILTER (WHERE day = (SELECT max(day) FROM span)), 0) AS today,
             coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY n)
                      FILTER (WHERE day < (SELECT max(day) FROM span)), 0) AS usual
      FROM by_hour GROUP BY 1 ORDER BY 1)
    SELECT (SELECT coalesce(json_agg(days), '[]') FROM days) AS days,
           (SELECT coalesce(json_agg(hours), '[]') FROM hours) AS hours`
  return z.tuple([z.object({ days: z.array(Day), hours: z.array(Hour) })]).parse(rows)[0]
}
