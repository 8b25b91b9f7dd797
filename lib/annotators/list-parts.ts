import 'server-only'
import { z } from 'zod'
import { countRemaining, countTotal } from '@/lib/assignments/progress'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { PLANNING, Planning } from '@/lib/designs/schema'
import { timeLeft } from './time-left'

/** Of so many open studies it is counted what is left: it takes a look at their open slots. */
const COUNTED = 5

const Part = z.object({
  studyId: z.string(),
  annotatorId: z.string(),
  groupId: z.string(),
  title: z.string(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  protocol: z.enum(['COMPARISON', 'RATING']),
  code: z.string(),
  judged: z.number(),
  cap: z.number().nullable(),
  planning: z.unknown(),
  activeMs: z.coerce.number(),
})

/** A study somebody annotates, as their home page lists it: their own work, never everybody's. */
export type PartRow = Pick<z.output<typeof Part>, 'studyId' | 'title' | 'status' | 'protocol' | 'code' | 'judged'> & {
  /** Pairs for them in all, and the minutes that the rest will take; null where it is not counted. */
  share: { total: number; minutesLeft: number; hasMore: boolean } | null
  /** Minutes that they were at work, with the page in view. */
  minutesSpent: number
  /** What the design names for an hour; null where it names nothing. */
  pay: { hourly: number; currency: string } | null
}

/** The studies this person is an annotator of; `judged`: pairs done, as on the desk. */
export async function listParts({ actor }: SiteAccess<'account:manage'>): Promise<PartRow[]> {
  // Of their own slots alone ("Assignment_done").
  const rows = await db.$queryRaw`
    SELECT s.id AS "studyId", n.id AS "annotatorId", n."groupId", s.title, s.status::text, s.protocol::text, n.code, n.judged,
           s.cap, s.planning,
           (SELECT coalesce(sum(a."activeMs"), 0) FROM "Assignment" a
            WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" IS NOT NULL) AS "activeMs"
    FROM "Annotator" n JOIN "Study" s ON s.id = n."studyId"
    WHERE n."userId" = ${actor.id}::uuid AND n."deactivatedAt" IS NULL
    ORDER BY n."joinedAt" DESC`
  const parts = z.array(Part).parse(rows)
  const counted = new Set(
    parts
      .filter(({ status }) => status === 'OPEN')
      .slice(0, COUNTED)
      .map(({ studyId }) => studyId),
  )
  return Promise.all(parts.map((part) => tell(part, counted.has(part.studyId))))
}

async function tell(part: z.output<typeof Part>, isCounted: boolean): Promise<PartRow> {
  const { studyId, title, status, protocol, code, judged, activeMs } = part
  const { hourlyPay, currency, seconds } = Planning.safeParse(part.planning).data ?? PLANNING
  const left = isCounted ? await countLeft(part) : null
  return {
    ...{ studyId, title, status, protocol, code, judged },
    share: left && {
      ...left,
      minutesLeft: timeLeft({ judged, activeMs, left: left.total - judged, planned: seconds }),
    },
    minutesSpent: Math.round(activeMs / 60_000),
    pay: hourlyPay === null || hourlyPay === 0 ? null : { hourly: hourlyPay, currency },
  }
}

/** The same total as on the desk; null where it is more than is worth counting. */
async function countLeft({ studyId, annotatorId, groupId, judged, cap }: z.output<typeof Part>) {
  const remaining = await countRemaining({ studyId, annotatorId, groupId })
  const total = countTotal(judged, remaining, cap)
  const isCapped = cap !== null && judged >= cap
  return total === null ? null : { total: Math.max(total, judged), hasMore: !isCapped && remaining.open > 0 }
}
