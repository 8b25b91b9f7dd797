import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../scripts/postgres.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
  }
}

/** Name of the migrated, empty database that each test file's own is copied from. */
export const TEMPLATE = 'evenhand_template'

type Server = { url: (database: string) => string; stop: () => Promise<void> }

// Projects are set up apart, and share the server.
const holder = globalThis as { evenhandTests?: { server: Promise<Server>; users: number } | undefined }

/** One real server for the run, with a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  holder.evenhandTests ??= { server: startServer(), users: 0 }
  const shared = holder.evenhandTests
  shared.users++
  const server = await shared.server
  project.provide('adminUrl', server.url('postgres'))
  return async () => {
    if (--shared.users > 0) return
    holder.evenhandTests = undefined
    await server.stop()
  }
}

/** Durability is off, since nothing outlives the run. */
async function startServer(): Promise<Server> {
  const directory = await mkdtemp(path.join(tmpdir(), 'evenhand-test-'))
  const flags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400']
  const dataDir = path.join(directory, 'postgres')
  const { url, stop } = await startPostgres({ dataDir, flags: flags.flatMap((flag) => ['-c', flag]) })
  await query(url('postgres'), `CREATE DATABASE ${TEMPLATE}`)
  await migrate(url(TEMPLATE))
  return {
    url,
    async stop() {
      await stop()
      await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * Migrates a database, in a process of its own: the engine's timer would hold this one up at the end.
 * @param folder the app's `prisma`, or one like it
 * @returns the names of the migrations that it applied
 */
export async function migrate(
  url: string,
  folder = path.resolve(import.meta.dirname, '../../prisma'),
): Promise<string[]> {
  const script = path.resolve(import.meta.dirname, '../../prisma/migrate.mjs')
  const env = { ...process.env, DATABASE_URL: url }
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'deploy', folder], { env })
  return stdout.split('\n').filter(Boolean)
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
