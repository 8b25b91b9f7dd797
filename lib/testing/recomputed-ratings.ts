import { expect } from 'vitest'
import type { RatedSlice } from '@/lib/ratings/assemble-rated'
import { isRating, RatingGatherer } from '@/lib/ratings/gather-ratings'
import { rateTable } from '@/lib/ratings/rate-table'
import type { RatedResults } from '@/lib/ratings/rated-results'
import type { RatingTable } from '@/lib/ratings/rating-table'
import { readExport } from '@/lib/records/read-export'

/** The ratings of a file as one gathers them. */
export async function gatherFile(file: string, criterion: string): Promise<RatingTable> {
  const gatherer = new RatingGatherer(criterion)
  for await (const row of readExport(file, criterion)) {
    expect(isRating(row)).toBe(true)
    gatherer.add(row)
  }
  return gatherer.finish()
}

/** Lists without their order, which a file does not tell; groups and systems without a rating, which it does not name. */
const sorted = <T extends { group: string; system?: string; n: number }>(rows: readonly T[]): T[] =>
  rows
    .filter(({ n }) => n > 0)
    .toSorted((one, other) => (`${one.group}/${one.system}` < `${other.group}/${other.system}` ? -1 : 1))
const sortedSlices = (slices: readonly RatedSlice[]) =>
  slices
    .map(({ rows, ...slice }) => ({ ...slice, rows: sorted(rows) }))
    .toSorted((one, other) => (`${one.group}/${one.slice.name}` < `${other.group}/${other.slice.name}` ? -1 : 1))

/** A file's ratings come to what is on the screen. */
export function expectSame(table: RatingTable, screen: RatedResults): void {
  const told = rateTable(table)
  expect(sorted(told.rows)).toEqual(sorted(screen.rows))
  expect(sortedSlices(told.categories)).toEqual(sortedSlices(screen.categories))
  expect(sortedSlices(told.tags)).toEqual(sortedSlices(screen.tags))
  expect(told.method).toBe(screen.method)
  expect(table.options).toEqual(screen.options.map(({ code, score }) => ({ code, score })))
  expect([table.recorded, table.option.length]).toEqual([screen.recorded, screen.used])
  const reasons = screen.leftOut.filter(({ count }) => count > 0).map(({ reason, count }) => [reason, count])
  expect(table.leftOut).toEqual(Object.fromEntries(reasons))
}
