import { expect, test } from 'vitest'
import { Prisma } from '@/lib/db/generated/client'
import { liveHeap } from '@/lib/testing/live-heap'
import { readBatches } from './read-batches'

const ROWS = 60_000
const MEGABYTE = 1e6

test('of rows that were read none is kept: memory does not grow with their number', async () => {
  const rows = readBatches<{ n: number; text: string }>(
    Prisma.sql`SELECT n, repeat('x', 1000) AS text FROM generate_series(1, ${ROWS}::int) n`,
  )
  let [read, begun, ended] = [0, 0, 0]
  for await (const batch of rows) {
    read += batch.length
    if (read === 10_000) begun = liveHeap()
    if (read === ROWS) ended = liveHeap()
  }
  expect(read).toBe(ROWS)
  // The 50,000 rows between have 50 MB.
  expect(ended - begun).toBeLessThan(5 * MEGABYTE)
})
