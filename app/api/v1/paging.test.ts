import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { byNumber, newestFirst, Paging, pageOf, readCursor, readNewest, readNumber } from './paging'

type Row = { id: string; at: Date }
const row = (at: number): Row => ({ id: randomUUID(), at: new Date(at) })
const place = ({ at, id }: Row) => newestFirst(at, id)
const page = (rows: readonly Row[], cursor?: string) => pageOf(rows, Paging.parse({ limit: 3, cursor }), place)

test('what comes in, and what goes, between two pages moves nothing', () => {
  const rows = Array.from({ length: 10 }, (_, nth) => row(1_800_000_000_000 + (nth % 4)))
  const all = pageOf(rows, Paging.parse({}), place).data
  const seen: Row[] = []
  let now = rows
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { data, next } = page(now, cursor)
    seen.push(...data)
    // A newer one and an older one come in, and the very row that the cursor names goes.
    now = [row(1_900_000_000_000), ...now.filter(({ id }) => id !== data.at(-1)?.id)]
    cursor = next
  }
  expect(seen).toEqual(all)
  expect(seen.map(({ at }) => +at)).toEqual(rows.map(({ at }) => +at).sort((one, other) => other - one))
})

test('the last page says that it is', () => {
  const rows = Array.from({ length: 6 }, (_, nth) => row(nth))
  const { next } = page(rows)
  expect(page(rows, next ?? '')).toMatchObject({ next: null, data: { length: 3 } })
  expect(page([])).toEqual({ data: [], next: null })
})

test('places are read as they were written, and of another list refused', () => {
  const id = randomUUID()
  expect(readNewest(newestFirst(new Date(5), id))).toEqual({ at: new Date(5), id })
  expect(readNumber(byNumber(7, id))).toEqual({ number: 7, id })
  const refused = expect.objectContaining({ code: 'invalid' })
  for (const read of [() => readNewest(byNumber(7, id)), () => readNumber(newestFirst(new Date(5), id))])
    expect(read).toThrow(refused)
  expect(() => readCursor('nothing')).toThrow(refused)
})
