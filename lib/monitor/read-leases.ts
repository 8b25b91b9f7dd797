import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const Leases = z.object({
  /** Slots leased now, to how many annotators, and for how many minutes the oldest. */
  held: z.coerce.number(),
  holders: z.coerce.number(),
  oldestMinutes: z.coerce.number().nullable(),
  /** Slots whose lease ran out and that nobody has taken since. */
  lapsed: z.coerce.number(),
})
export type Leases = z.output<typeof Leases>

/** What is on screens now and under way to models, and what was left there ("Assignment_held": held slots only, however many there are). */
export async function readLeases({ studyId }: Access<'study:read'>): Promise<Leases> {
  const rows = await db.$queryRaw`
    SELECT count(*) FILTER (WHERE "leaseUntil" >= now()) AS held,
           count(DISTINCT "annotatorId") FILTER (WHERE "leaseUntil" >= now()) AS holders,
           floor(extract(epoch FROM now() - min("leasedAt") FILTER (WHERE "leaseUntil" >= now())) / 60) AS "oldestMinutes",
           count(*) FILTER (WHERE "leaseUntil" < now()) AS lapsed
    FROM "Assignment"
    WHERE "studyId" = ${studyId}::uuid AND "doneAt" IS NULL AND "annotatorId" IS NOT NULL`
  return z.tuple([Leases]).parse(rows)[0]
}
