import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { findItems } from './find-items'
import type { ItemQuery } from './item-query'

const Place = z.object({
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** Which of how many of the list, from 1. */
  place: z.number(),
  of: z.number(),
})

/** Where an item stands in a list of items: the numbers of the one before and the one after it. */
export type Neighbours = z.output<typeof Place>

/** The item's place in the list that the filters leave, or among all items in their order; null where it is not in it. */
export async function readNeighbours(
  { studyId }: Access<'study:results'>,
  number: number,
  query: ItemQuery | null,
): Promise<Neighbours | null> {
  const rows = query === null ? await inOrder(studyId, number) : await inList(studyId, number, query)
  return z.array(Place).max(1).parse(rows)[0] ?? null
}

async function inList(studyId: string, number: number, query: ItemQuery): Promise<unknown> {
  const { items, order } = await findItems(studyId, query)
  return db.$queryRaw`
    SELECT before, after, place, "of" FROM (
      SELECT number, lag(number) OVER listed AS before, lead(number) OVER listed AS after,
             row_number() OVER listed ::int AS place, count(*) OVER ()::int AS "of"
      FROM (${items}) found WINDOW listed AS (ORDER BY ${order})) placed
    WHERE number = ${number}`
}

/** Items are numbered from 0 without gaps, and those beside one are found by the index alone. */
function inOrder(studyId: string, number: number): Promise<unknown> {
  return db.$queryRaw`
    SELECT (SELECT max(b.position) FROM "Item" b WHERE b."studyId" = i."studyId" AND b.position < i.position) AS before,
           (SELECT min(a.position) FROM "Item" a WHERE a."studyId" = i."studyId" AND a.position > i.position) AS after,
           i.position + 1 AS place,
           (SELECT max(l.position) + 1 FROM "Item" l WHERE l."studyId" = i."studyId") AS "of"
    FROM "Item" i WHERE i."studyId" = ${studyId}::uuid AND i.position = ${number}`
}
