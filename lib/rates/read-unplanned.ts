import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'
import type { Rates } from './assemble-rates'
import type { RateRow } from './rates'

const Pairs = z.array(z.object({ one: z.string(), other: z.string() }))

/**
 * Rates without the pairs that no item is of: a design of all pairs leaves those out whose systems have no prompt in
 * common. The study's items are read only where a pair has no verdict at all.
 */
export async function withoutUnplanned(studyId: string, rates: Rates): Promise<Rates> {
  const judged = new Set(rates.rows.filter(({ n }) => n > 0).map(keyOf))
  if (rates.rows.every((row) => judged.has(keyOf(row)))) return rates
  const items = Pairs.parse(
    await db.$queryRaw`
    WITH pairs AS (
      SELECT DISTINCT a."systemId" AS one, b."systemId" AS other
      FROM "Item" i
      JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "SystemResponse" b ON b.id = i."responseBId"
      WHERE i."studyId" = ${studyOf(studyId)} AND i.kind = 'REGULAR')
    SELECT y.name AS one, z.name AS other FROM pairs JOIN "System" y ON y.id = one JOIN "System" z ON z.id = other`,
  )
  const planned = new Set(items.flatMap(({ one, other }) => [`${one}\n${other}`, `${other}\n${one}`]))
  const isReported = (row: RateRow) => judged.has(keyOf(row)) || planned.has(keyOf(row))
  const report = <Slice extends { rows: RateRow[] }>(slice: Slice) => ({
    ...slice,
    rows: slice.rows.filter(isReported),
  })
  return { ...report(rates), categories: rates.categories.map(report), tags: rates.tags.map(report) }
}

function keyOf({ reference, other }: RateRow): string {
  return `${reference}\n${other}`
}
