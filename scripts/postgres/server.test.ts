import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../prisma/migrate.mjs'
import { type Server, startPostgres } from '../postgres.mjs'
import { ensureOwnDatabase } from './own-database.mjs'

const FLAGS = ['-c', 'fsync=off']

// A folder made by mkdtemp is closed to others: as root, PostgreSQL has to get in all the same.
let folder: string
let dataDir: string
let server: Server

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-server-'))
  dataDir = path.join(folder, 'postgres')
  process.env.EVENHAND_ADMIN_PASSWORD = 'not for the database'
  server = await startPostgres({ dataDir, flags: FLAGS })
  delete process.env.EVENHAND_ADMIN_PASSWORD
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const status = async (pid: number, name: string) =>
  new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]?.trim()

test.skipIf(process.platform !== 'linux')(
  'the server and its sessions have no capability, and are not root',
  async () => {
    const [{ pid }] = await ask(server.url('postgres'), 'SELECT pg_backend_pid() AS pid')
    expect(pid).not.toBe(server.pid)
    for (const name of ['CapEff', 'CapPrm', 'CapAmb']) expect(await status(server.pid, name)).toBe('0000000000000000')
    expect((await status(server.pid, 'Uid'))?.split(/\s+/)).not.toContain('0')
    expect((await status(server.pid, 'Gid'))?.split(/\s+/)).not.toContain('0')
  },
)

test.skipIf(process.platform !== 'linux')(
  'the server knows nothing of the environment but where programs are',
  async () => {
    const environment = (await readFile(`/proc/${server.pid}/environ`, 'utf8')).split('\0').filter(Boolean)
    const names = environment.map((line) => line.slice(0, line.indexOf('=')))
    const known = ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'TMP', 'LC_ALL', 'TZ', 'LD_LIBRARY_PATH']
    // PostgreSQL adds its own.
    const own = names.filter((name) => !name.startsWith('PG'))
    expect(own.filter((name) => !known.includes(name))).toEqual([])
    expect(environment.join('\n')).not.toContain('not for the database')
  },
)

test('the app’s role reads no file, runs no program and rises to nothing', async () => {
  const url = await ensureOwnDatabase(server)
  const secret = path.join(folder, 'secret')
  await writeFile(secret, 'a secret', { mode: 0o644 })
  const [role] = await ask(
    url,
    'SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user',
  )
  expect(Object.values(role)).toEqual([false, false, false, false, false])
  await ask(url, 'CREATE TABLE notes (line text)')
  for (const [attempt, refusal] of [
    ["COPY notes FROM PROGRAM 'id'", /permission denied to COPY/],
    ["COPY notes TO PROGRAM 'cat'", /permission denied to COPY/],
    [`COPY notes FROM '${secret}'`, /permission denied to COPY/],
    [`COPY notes TO '${folder}/out'`, /permission denied to COPY/],
    [`SELECT pg_read_file('${secret}')`, /permission denied for function/],
    [`SELECT pg_read_binary_file('PG_VERSION')`, /permission denied for function/],
    [`SELECT pg_ls_dir('/')`, /permission denied for function/],
    [`SELECT lo_import('${secret}')`, /permission denied for function/],
    ["ALTER SYSTEM SET archive_command = 'id'", /permission denied/],
    ['ALTER ROLE CURRENT_USER SUPERUSER', /permission denied/],
    ['SET ROLE evenhand', /permission denied/],
    ['CREATE EXTENSION adminpack', /permission denied|is not available/],
    ["CREATE FUNCTION c() RETURNS int LANGUAGE c AS 'libc', 'getpid'", /permission denied for language/],
  ] as const)
    await expect(ask(url, attempt), attempt).rejects.toThrow(refusal)
  await ask(url, 'DROP TABLE notes')
})

test('an installation whose superuser owned all is converted, and the app can go on changing its schema', async () => {
  const admin = server.url('evenhand')
  await ask(server.url('postgres'), 'DROP DATABASE IF EXISTS evenhand')
  await ask(server.url('postgres'), 'CREATE DATABASE evenhand')
  await migrate(admin)
  await ask(
    admin,
    `INSERT INTO "User" (id, email, name, role, "passwordHash") VALUES (gen_random_uuid(), 'a@x.org', 'Ada', 'ADMIN', '-')`,
  )
  const url = await ensureOwnDatabase(server)
  const owners = await ask(
    url,
    `SELECT DISTINCT owner::regrole::text FROM (
       SELECT relowner AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace
       UNION SELECT proowner FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       UNION SELECT typowner FROM pg_type WHERE typnamespace = 'public'::regnamespace
       UNION SELECT datdba FROM pg_database WHERE datname = 'evenhand') AS all_owners`,
  )
  expect(owners).toEqual([{ owner: 'evenhand_app' }])
  expect(await ask(url, 'SELECT name FROM "User"')).toEqual([{ name: 'Ada' }])
  await ask(
    url,
    'ALTER TABLE "User" ADD COLUMN x int; ALTER TYPE "Role" ADD VALUE \'X\'; DROP FUNCTION pool_of CASCADE',
  )
  // What cannot be changed stays so.
  await ask(url, `INSERT INTO "AuditEntry" (action, subject) VALUES ('a', 'b')`)
  await expect(ask(url, 'DELETE FROM "AuditEntry"')).rejects.toThrow(/append-only/)
  // A second time there is nothing to do.
  await ensureOwnDatabase(server)
})

test('a data folder that was half made when its start was killed is made anew', async () => {
  const other = path.join(folder, 'other')
  const half = path.join(folder, 'other.half')
  await mkdir(half)
  await writeFile(path.join(half, 'PG_VERSION'), '18\n')
  const second = await startPostgres({ dataDir: other, flags: FLAGS })
  await second.stop()
  expect((await readdir(folder)).filter((name) => name.startsWith('other'))).toEqual(['other'])
  expect((await stat(other)).mode & 0o777).toBe(0o700)
})

test.skipIf(process.getuid?.() !== 0)(
  'data of an ordinary user are served as that user when root starts it',
  async () => {
    const other = path.join(folder, 'nobodys')
    await (await startPostgres({ dataDir: other, flags: FLAGS })).stop()
    const NOBODY = 65534
    for (const entry of ['.', ...(await readdir(other, { recursive: true }))])
      await chown(path.join(other, entry), NOBODY, NOBODY)
    const second = await startPostgres({ dataDir: other, flags: FLAGS })
    const uid = await status(second.pid, 'Uid')
    await second.stop()
    expect(uid?.split(/\s+/)).toEqual(Array(4).fill(String(NOBODY)))
  },
)
