import type { PoolClient } from 'pg'
import { expect, inject, test } from 'vitest'
import { query } from '@/lib/testing/postgres'
import { db, inTransaction, pool } from './client'

// A server that restarts cuts every connection. Whatever was under way is told; nothing else may happen to the process:
// an event that nobody hears would end it, and fails this file as an unhandled error.

const cut = (pid: number) => query(inject('adminUrl'), `SELECT pg_terminate_backend(${pid})`)
const end = (client: PoolClient) => new Promise((resolve) => void client.once('end', resolve))

async function pidOf(client: { query: (sql: string) => Promise<{ rows: { pid: number }[] }> }): Promise<number> {
  return (await client.query('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0
}

test('a transaction whose connection is lost between two statements fails, and the next one works', async () => {
  const lost = inTransaction(async (client) => {
    const gone = end(client)
    await cut(await pidOf(client))
    await gone
    await client.query('SELECT 1')
  })
  await expect(lost).rejects.toThrow(/connection/i)
  expect(await inTransaction(async (client) => (await client.query('SELECT 1 AS one')).rows)).toEqual([{ one: 1 }])
})

test('so does one that is lost in a statement', async () => {
  const lost = inTransaction(async (client) => {
    const pid = await pidOf(client)
    const slow = client.query('SELECT pg_sleep(60)')
    await Promise.all([expect(slow).rejects.toThrow(), cut(pid)])
    throw new Error('told')
  })
  await expect(lost).rejects.toThrow('told')
})

test('a connection of the pool that is lost while somebody has it is not used again', async () => {
  const client = await pool('judging').connect()
  const pid = await pidOf(client)
  const gone = end(client)
  await cut(pid)
  await gone
  client.release()
  const next = await pool('judging').connect()
  expect(await pidOf(next)).not.toBe(pid)
  next.release()
})

test('so is one that is lost while it is idle', async () => {
  const client = await pool('judging').connect()
  const pid = await pidOf(client)
  const gone = end(client)
  client.release()
  await cut(pid)
  await gone
  expect(await db.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }])
})
