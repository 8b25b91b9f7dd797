import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { disconnect } from '@/lib/db/client'
import { type AppProcess, startApp } from '../../e2e/app-process'
import { buildIfNeeded } from '../build.mjs'
import { ensureOwnDatabase } from '../postgres/own-database.mjs'
import { freePort, startPostgres } from '../postgres.mjs'
import { keepRunning } from '../supervise.mjs'
import { type Ask, asker } from './ask'
import { type Cast, makeCast } from './cast'

/** An instance with its own database, in a folder of its own, and the people and studies that are attacked. */
export type Target = {
  ask: (request: Ask) => ReturnType<ReturnType<typeof asker>['ask']>
  asked: () => number
  port: number
  cast: Cast
  /** Ends the app as a power cut would, and starts it again. */
  killApp: () => Promise<void>
  /** Ends the database as a power cut would; the app has to bring it back. */
  killDatabase: () => Promise<void>
  /** The memory of the app's process, in bytes. */
  memory: () => Promise<number>
}

/** Starts an instance by the command people use, over nothing. */
export async function startTarget(say: (line: string) => void): Promise<Target & { stop: () => Promise<void> }> {
  await buildIfNeeded(say)
  const data = await mkdtemp(path.join(tmpdir(), 'evenhand-attack-'))
  const port = await freePort()
  // The cookies made here are signed with the app's own secret.
  const secret = randomBytes(32).toString('hex')
  const address = `http://localhost:${port}`
  Object.assign(process.env, { NEXTAUTH_SECRET: secret, NEXTAUTH_URL: address })
  // Started again whenever it ends, as the app does with its own; here its address and password stay.
  const dataDir = path.join(data, 'postgres')
  const server = await startPostgres({ dataDir })
  const database = keepRunning(server, () => startPostgres({ dataDir, port: server.port }))
  process.env.DATABASE_URL = await ensureOwnDatabase(server)
  const variables = {
    ...{ PORT: String(port), DATABASE_URL: process.env.DATABASE_URL, EVENHAND_DEMO: 'none' },
    ...{ NEXTAUTH_SECRET: secret, NEXTAUTH_URL: address },
    ...{ EVENHAND_ADMIN_EMAIL: 'admin@example.org', EVENHAND_ADMIN_PASSWORD: 'a password for the attack' },
  }
  let app: AppProcess = startApp(data, variables)
  await app.ready
  const { ask, asked, close } = asker(port)
  return {
    ...{ ask, asked, port, cast: await makeCast() },
    killApp: async () => {
      app.kill('SIGKILL')
      await app.ended
      app = await startAgain(data, variables)
    },
    killDatabase: async () => {
      const pid = Number.parseInt(await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8'), 10)
      process.kill(pid, 'SIGKILL')
    },
    memory: async () => {
      const status = await readFile(`/proc/${app.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
    },
    stop: async () => {
      close()
      await disconnect()
      app.kill('SIGTERM')
      await app.ended
      await database.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** As a service manager does: a start that finds no database ends, and is tried again. */
async function startAgain(data: string, variables: Record<string, string>): Promise<AppProcess> {
  for (let tries = 0; tries < 20; tries++) {
    const app = startApp(data, variables)
    const isReady = await app.ready.then(
      () => true,
      () => false,
    )
    if (isReady) return app
  }
  throw new Error('The app did not start again in twenty tries')
}
