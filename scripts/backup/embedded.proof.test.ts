import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../prisma/migrate.mjs'
import { command } from '../command-process'
import { ensureOwnDatabase } from '../postgres/own-database.mjs'
import { startPostgres } from '../postgres.mjs'
import { ask } from './testing'

// The commands over the embedded database, while the app does not run.

const PATIENT = 300_000

let folder: string
let data: string

/** Runs something on the embedded database of a folder. */
async function inside<T>(dataFolder: string, run: (url: string) => Promise<T>): Promise<T> {
  const server = await startPostgres({ dataDir: path.join(dataFolder, 'postgres'), flags: ['-c', 'fsync=off'] })
  try {
    return await run(await ensureOwnDatabase(server))
  } finally {
    await server.stop()
  }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-embedded-'))
  data = path.join(folder, 'data')
  await inside(data, async (url) => {
    await migrate(url)
    const person = `(gen_random_uuid(), 'ada@example.org', 'Ada', 'ADMIN', '-')`
    await ask(url, `INSERT INTO "User" (id, email, name, role, "passwordHash") VALUES ${person}`)
  })
}, PATIENT)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** @returns the exit code and what was printed */
async function run(script: string, args: string[], variables: Record<string, string>) {
  const running = command(script, args, { DATABASE_URL: '', ...variables })
  return { code: await running.ended, output: running.output() }
}

test(
  'it is backed up and tried, restored into another folder, and refused where there are data',
  async () => {
    const written = await run('backup', [], { EVENHAND_DATA: data })
    expect(written, written.output).toMatchObject({ code: 0 })
    expect(written.output).toMatch(/every hash is right\.\nRestored for trial: every row of .* came back/)
    const [name] = await readdir(path.join(data, 'backups'))
    const file = path.join(data, 'backups', name ?? '')
    // Nothing runs on, and nothing is claimed.
    expect(await readdir(data)).toEqual(['backups', 'postgres'])

    const other = path.join(folder, 'other')
    const restored = await run('restore', [file], { EVENHAND_DATA: other })
    expect(restored, restored.output).toMatchObject({ code: 0 })
    expect(await inside(other, (url) => ask(url, 'SELECT name FROM "User"'))).toEqual([{ name: 'Ada' }])
    const again = await run('restore', [file], { EVENHAND_DATA: data })
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('The database is not empty') })
  },
  PATIENT,
)

test(
  'the doctor starts it, finds nothing wrong, and stops it',
  async () => {
    const { code, output } = await run('doctor', [], { EVENHAND_DATA: data, PORT: '0' })
    expect(code, output).toBe(0)
    expect(output).toMatch(/✓ database: PostgreSQL 18/)
    expect(output).toMatch(/✓ role: no superuser/)
    expect(await readdir(data)).not.toContain('running.json')
  },
  PATIENT,
)

test.each([
  ['restore', [], /Name one file/],
  ['restore', ['a', 'b'], /Name one file/],
  ['backup', ['--verify'], /Name the file to verify/],
  ['backup', ['--nonsense'], /nonsense/],
])('%s %j is no command', async (script, args, message) => {
  const { code, output } = await run(script, args, { EVENHAND_DATA: data })
  expect(code).toBe(2)
  expect(output).toMatch(message)
})
