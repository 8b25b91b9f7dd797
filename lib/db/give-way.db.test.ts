import { getPriority } from 'node:os'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { pool } from './client'
import { giveWayInDatabase } from './give-way'
import type { Purpose } from './pools'

const ask = async (purpose: Purpose): Promise<number> => {
  const { rows } = await pool(purpose).query('SELECT pg_backend_pid() AS pid')
  return rows[0].pid
}

// Only Linux tells whose process a session of the database is.
test.runIf(process.platform === 'linux')('sessions of people who judge go before all others', async () => {
  const judging = getPriority(await ask('judging'))
  for (const purpose of ['pages', 'downloads', 'uploads', 'bulk', 'jobs'] as const) {
    const pid = await ask(purpose)
    await expect.poll(() => getPriority(pid)).toBe(Math.min(19, judging + 10))
  }
})

test('a process that only has the number of a session is left as it is', async () => {
  const before = getPriority(process.pid)
  const elsewhere = { processID: process.pid, connection: { stream: { localPort: 5432 } } }
  expect(await giveWayInDatabase(elsewhere as unknown as pg.ClientBase)).toBe(false)
  expect(getPriority(process.pid)).toBe(before)
})
