import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

export const Opening = z.object({ written: z.number(), total: z.number() })
export type Opening = z.output<typeof Opening>

/**
 * How many items and slots the opening of a study has written so far, or null when it is not being opened. Whoever opens it holds
 * the study's row: a note that an interrupted opening has left behind is told from one at work by that.
 */
export async function readOpening({ studyId }: Access<'study:read'>): Promise<Opening | null> {
  const rows = await db.$queryRaw`
    SELECT o.written, o.total FROM "Opening" o
    WHERE o."studyId" = ${studyId}::uuid
      AND NOT EXISTS (SELECT FROM "Study" s WHERE s.id = o."studyId" FOR SHARE SKIP LOCKED)`
  return z.array(Opening).max(1).parse(rows)[0] ?? null
}
