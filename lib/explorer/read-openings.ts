import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { cutText, OPENING_LENGTH } from './opening'

/** How the prompts of some items begin, by the items' numbers. */
export async function readOpenings(
  { studyId }: Access<'study:results'>,
  numbers: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db.$queryRaw<{ number: number; opening: string | null }[]>`
    SELECT i.position AS number, left(p.messages -> 0 ->> 'content', ${OPENING_LENGTH + 1}) AS opening
    FROM "Item" i JOIN "Prompt" p ON p.id = i."promptId"
    WHERE i."studyId" = ${studyId}::uuid AND i.position = ANY (${[...numbers]}::int[])`
  return new Map(rows.map(({ number, opening }) => [number, cutText(opening ?? '')]))
}
