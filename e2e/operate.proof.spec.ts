import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { loadBackup } from '../scripts/backup/load-backup.mjs'
import { readBackup } from '../scripts/backup/read-backup.mjs'
import { command } from '../scripts/command-process'
import { ensureOwnDatabase } from '../scripts/postgres/own-database.mjs'
import { freePort, startPostgres } from '../scripts/postgres.mjs'
import { type AppProcess, startApp } from './app-process'
import { test as base, expect } from './fixtures'

type Fixtures = {
  data: string
  start: (variables?: Record<string, string>) => Promise<AppProcess & { address: string }>
}

// A folder made by mkdtemp is closed to others: as root, PostgreSQL has to get in all the same.
const test = base.extend<Fixtures>({
  data: async ({}, use) => {
    const data = await mkdtemp(path.join(tmpdir(), 'evenhand-operate-'))
    await use(data)
    await rm(data, { recursive: true, force: true })
  },
  start: async ({ data }, use) => {
    const started: AppProcess[] = []
    await use(async (variables = {}) => {
      const port = variables.PORT ?? String(await freePort())
      const app = startApp(data, { EVENHAND_DEMO: 'none', PORT: port, ...variables })
      started.push(app)
      return { ...app, address: `http://127.0.0.1:${port}` }
    })
    for (const app of started) app.kill('SIGTERM')
    await Promise.all(started.map(({ ended }) => ended))
  },
})

async function databaseUrl(data: string): Promise<string> {
  return JSON.parse(await readFile(path.join(data, 'running.json'), 'utf8')).databaseUrl
}

async function people(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('SELECT count(*)::int AS n FROM "User"')
  await client.end()
  return rows[0].n
}

function isRunning(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .startsWith('Z')
  } catch {
    return false
  }
}

async function postgresPid(data: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(data, 'postgres/postmaster.pid'), 'utf8'), 10)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  test(`${signal} stops the app and its database, and leaves nothing behind`, async ({ data, start }) => {
    const app = await start()
    await app.ready
    expect((await fetch(app.address)).status).toBe(200)
    const database = await postgresPid(data)
    app.kill(signal)
    expect(await app.ended).toBe(0)
    expect(isRunning(database)).toBe(false)
    expect(existsSync(path.join(data, 'running.json'))).toBe(false)
    expect(existsSync(path.join(data, 'postgres/postmaster.pid'))).toBe(false)
  })

test('after a kill -9 the next start ends the orphaned database and finds the data', async ({ data, start }) => {
  const first = await start({ EVENHAND_ADMIN_PASSWORD: '' })
  await first.ready
  await expect.poll(first.output).toMatch(/Password {2,}\S{12,}/)
  const orphan = await postgresPid(data)
  first.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  expect(isRunning(orphan)).toBe(true)

  const second = await start()
  await second.ready
  expect(isRunning(orphan)).toBe(false)
  await expect.poll(second.output).toContain('Sign in with your account.')
  expect(await people(await databaseUrl(data))).toBe(1)
})

const answer = async (address: string) => {
  const response = await fetch(address)
  return [response.status, await response.json()]
}
const READY = { status: 'ready', checks: { database: 'ok', migrations: 'ok', serving: 'ok' } }

test('a database that dies ten times is started again each time, and what the app says of it is true', async ({
  data,
  start,
}) => {
  test.setTimeout(240_000)
  const app = await start()
  await app.ready
  await expect.poll(() => answer(`${app.address}/api/ready`)).toEqual([200, READY])
  const url = await databaseUrl(data)
  for (let time = 1; time <= 10; time++) {
    // A statement that does not end by itself keeps the dead server's memory.
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    await client.connect()
    const statement = client.query('DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$').catch(() => undefined)
    process.kill(await postgresPid(data), 'SIGKILL')
    await statement
    await expect.poll(() => people(url).catch(() => 0), { timeout: 60_000 }).toBe(1)
    await expect.poll(() => app.output().match(/PostgreSQL runs again/g)?.length, { timeout: 30_000 }).toBe(time)
  }
  expect(await answer(`${app.address}/api/health`)).toEqual([200, { status: 'ok' }])
  await expect.poll(() => answer(`${app.address}/api/ready`)).toEqual([200, READY])
  expect((await fetch(`${app.address}/sign-in`)).status).toBe(200)
})

test('a database that cannot be started again is down in what health and readiness say, and ends the app in the end', async ({
  data,
  start,
}) => {
  test.setTimeout(240_000)
  const app = await start()
  await app.ready
  const control = path.join(data, 'postgres/global/pg_control')
  await rename(control, `${control}.away`)
  process.kill(await postgresPid(data), 'SIGKILL')
  await expect.poll(() => answer(`${app.address}/api/health`)).toEqual([503, { status: 'database is being restarted' }])
  await expect
    .poll(() => answer(`${app.address}/api/ready`))
    .toEqual([
      503,
      { status: 'not ready', checks: { database: 'is being restarted', migrations: 'unknown', serving: 'ok' } },
    ])
  expect(await app.ended).toBe(1)
  expect(app.output()).toMatch(
    /The database ended and could not be started again in 20 attempts:.*pg_control|control file/s,
  )
})

test('before it stops it says that it is not ready, as long as DRAIN_SECONDS, while it still answers', async ({
  start,
}) => {
  const app = await start({ DRAIN_SECONDS: '600' })
  await app.ready
  app.kill('SIGTERM')
  await expect
    .poll(() => answer(`${app.address}/api/ready`))
    .toEqual([503, { status: 'not ready', checks: { database: 'ok', migrations: 'ok', serving: 'draining' } }])
  expect((await fetch(`${app.address}/sign-in`)).status).toBe(200)
  // Who is at the keyboard does not wait.
  app.kill('SIGINT')
  expect(await app.ended).toBe(0)
})

test('a second start over the same data says where the first one is', async ({ data, start }) => {
  const first = await start()
  await first.ready
  const second = await start()
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`Evenhand already runs from ${data}`)
  expect((await fetch(first.address)).status).toBe(200)
})

test('a busy port is named, with a free one to take instead', async ({ start }) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  const app = await start({ PORT: String(port) })
  expect(await app.ended).toBe(1)
  expect(app.output()).toMatch(new RegExp(`Port ${port} is taken by another program\\. .*PORT=\\d+ npm start`))
  other.close()
})

test('lock files of processes long gone are no obstacle', async ({ data, start }) => {
  const first = await start()
  await first.ready
  first.kill('SIGTERM')
  await first.ended
  // The number of a process that lives, but is neither the app nor PostgreSQL.
  await writeFile(path.join(data, 'running.json'), JSON.stringify({ pid: process.pid, address: 'http://localhost:1' }))
  await writeFile(path.join(data, 'postgres/postmaster.pid'), `${process.pid}\n${data}/postgres\n`)
  await (await start()).ready
})

test('an update of a database with data writes a backup first; the running app is backed up by command', async ({
  data,
  start,
}) => {
  const server = await startPostgres({ dataDir: path.join(data, 'postgres') })
  await loadBackup(await ensureOwnDatabase(server), path.resolve('prisma/upgrade/2026-11-25.tar.gz'))
  await server.stop()
  const app = await start()
  await app.ready
  const before = /The data as they were before this update: (\S+)/.exec(app.output())?.[1]
  expect((await readBackup(before ?? '')).migrations.at(-1)).toBe('20261125000500_late')

  const file = path.join(data, 'now.tar.gz')
  const run = command('backup', [file, '--quick'], { DATABASE_URL: '', EVENHAND_DATA: data })
  expect(await run.ended, run.output()).toBe(0)
  const { tables } = await readBackup(file)
  expect(tables.find(({ name }) => name === 'User')?.rows).toBe(await people(await databaseUrl(data)))
  expect((await fetch(`${app.address}/sign-in`)).status).toBe(200)
})

test('with DATABASE_URL that server is used, and none is started', async ({ data, start }) => {
  const url = new URL(process.env.SUPERUSER_URL ?? '')
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query('CREATE DATABASE own_server')
  url.pathname = '/own_server'
  const app = await start({ DATABASE_URL: url.href })
  await app.ready
  expect(await people(url.href)).toBe(1)
  expect(existsSync(path.join(data, 'postgres'))).toBe(false)
  app.kill('SIGTERM')
  await app.ended
  await admin.query('DROP DATABASE own_server')
  await admin.end()
})

test('a DATABASE_URL that does not answer is said plainly', async ({ start }) => {
  const app = await start({ DATABASE_URL: `postgresql://nobody:x@127.0.0.1:${await freePort()}/none` })
  expect(await app.ended).toBe(1)
  expect(app.output()).toContain('The database of DATABASE_URL does not answer')
})
