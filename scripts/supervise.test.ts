import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Server, startPostgres } from './postgres.mjs'
import { keepRunning } from './supervise.mjs'

const PATIENCE = { attempts: 12, firstPause: 5, longestPause: 20, steadyAfter: 60_000 }

let folder: string
let port: number
let server: Server

/** The server that runs now, whichever it is. */
async function start(): Promise<Server> {
  server = await startPostgres({ dataDir: path.join(folder, 'postgres'), port, flags: ['-c', 'fsync=off'] })
  port = server.port
  return server
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-supervise-'))
  await start()
})
afterEach(() => server.stop())
afterAll(() => rm(folder, { recursive: true, force: true }))

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function answers(): Promise<boolean> {
  return connect().then(
    async (client) => {
      await client.end()
      return true
    },
    () => false,
  )
}

test('killed in the middle of a statement that never ends, it runs again', async () => {
  const first = server
  const kept = keepRunning(first, start, { patience: PATIENCE })
  const client = await connect()
  const statement = client.query('DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$').catch(() => undefined)
  const { pid } = first
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(server.pid).not.toBe(pid), { timeout: 30_000 })
  expect(await answers()).toBe(true)
  // The statement of the dead server does not go on beside the new one.
  await statement
  await kept.stop()
  expect(await kept.failed).toBe(null)
})

test('killed ten times, it runs again ten times, and says so', async () => {
  const events: string[] = []
  const kept = keepRunning(await start(), start, {
    patience: PATIENCE,
    onDown: () => events.push('down'),
    onUp: () => events.push('up'),
  })
  for (let time = 1; time <= 10; time++) {
    process.kill(server.pid, 'SIGKILL')
    await vi.waitFor(() => expect(events).toHaveLength(2 * time), { timeout: 30_000 })
  }
  expect(events).toEqual(Array(10).fill(['down', 'up']).flat())
  expect(await answers()).toBe(true)
  await kept.stop()
})

test('when it is hopeless the reason is told, in PostgreSQL’s words', async () => {
  const kept = keepRunning(await start(), start, { patience: { ...PATIENCE, attempts: 3 } })
  const control = path.join(folder, 'postgres/global/pg_control')
  await rename(control, `${control}.away`)
  process.kill(server.pid, 'SIGKILL')
  const reason = await kept.failed
  await rename(`${control}.away`, control)
  expect(reason?.message).toMatch(/could not be started again in 3 attempts.*(pg_control|control file)/s)
})

test('stopped while it waits to start again, it stays down', async () => {
  let attempts = 0
  const failing = () => {
    attempts++
    return Promise.reject(new Error('no'))
  }
  const kept = keepRunning(await start(), failing, {
    patience: { ...PATIENCE, firstPause: 60_000, longestPause: 60_000 },
  })
  process.kill(server.pid, 'SIGKILL')
  await vi.waitFor(() => expect(attempts).toBe(1))
  await kept.stop()
  expect(await kept.failed).toBe(null)
  expect(attempts).toBe(1)
})
