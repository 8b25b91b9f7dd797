import { Readable } from 'node:stream'
import { arrayBuffer } from 'node:stream/consumers'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import type { Column } from '@/lib/exports/columns'
import { liveHeap } from '@/lib/testing/live-heap'
import { parquetChunks } from './parquet'

const COLUMNS = [
  { name: 'text', type: 'text', holds: '' },
  { name: 'number', type: 'number', holds: '' },
  { name: 'time', type: 'time', holds: '' },
  { name: 'said', type: 'messages', holds: '' },
] as const satisfies readonly Column[]

const BATCH = 200

const rowOf = (n: number) => ({
  text: n % 5 === 0 ? null : `text ${n % 7} 글`,
  number: n / 3,
  time: new Date(Date.UTC(2026, 0, 1) + n).toISOString(),
  said: n % 2 === 0 ? [{ role: 'user', content: `Answer ${n}` }] : null,
})

async function fileOf(rows: number): Promise<ArrayBuffer> {
  const batches = Array.from({ length: rows / BATCH }, (_, batch) =>
    Array.from({ length: BATCH }, (_, nth) => rowOf(batch * BATCH + nth)),
  )
  return arrayBuffer(Readable.from(parquetChunks(batches, COLUMNS)))
}

// A list of up to 14 groups has its length in one byte, a longer one in several.
test.each([0, 200, 28_000, 30_000])('a file of %i rows is read as it was written', async (rows) => {
  const file = await fileOf(rows)
  const { num_rows, row_groups, created_by } = parquetMetadata(file)
  expect({ num_rows, created_by }).toEqual({ num_rows: BigInt(rows), created_by: 'Evenhand' })
  expect(row_groups.reduce((sum, group) => sum + group.num_rows, 0n)).toBe(BigInt(rows))
  expect(row_groups).toHaveLength(Math.ceil(rows / 2000))
  const read = await parquetReadObjects({ file })
  expect(read).toHaveLength(rows)
  for (const n of [0, 199, 1999, 2000, 27_999, rows - 1].filter((each) => each >= 0 && each < rows))
    expect(read[n]).toEqual({ ...rowOf(n), time: new Date(rowOf(n).time) })
})

test('each group says the least and the greatest of a column, by which readers leave groups out', async () => {
  const { row_groups } = parquetMetadata(await fileOf(4000))
  const numbers = row_groups.map(({ columns }) => columns[1]?.meta_data?.statistics)
  expect(numbers.map((each) => [each?.min_value, each?.max_value])).toEqual([
    [-0, 1999 / 3],
    [2000 / 3, 3999 / 3],
  ])
})

test('of groups that are written only their description is kept', async () => {
  const heaps: number[] = []
  function* batches() {
    for (let batch = 0; batch < 200; batch++) {
      yield Array.from({ length: BATCH }, (_, nth) => ({ ...rowOf(nth), text: `${batch} ${nth} `.repeat(100) }))
      if (batch % 100 === 50) heaps.push(liveHeap())
    }
  }
  let bytes = 0
  for await (const chunk of parquetChunks(batches(), COLUMNS)) bytes += chunk.length
  const [early, late] = heaps as [number, number]
  expect(bytes).toBeGreaterThan(1e6)
  // The 20,000 rows between have 15 MB.
  expect(late - early).toBeLessThan(1e6)
})
