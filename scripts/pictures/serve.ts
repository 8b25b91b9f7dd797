import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { disconnect } from '@/lib/db/client'
import { ensureOwnDatabase } from '../postgres/own-database.mjs'
import { freePort, startPostgres } from '../postgres.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const FLAGS = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`])

/** The app, served over data of its own. */
export type Served = { address: string; stop: () => Promise<void> }

/**
 * Serves the app over a copy of the data in `data`, so that each run starts from the same rows. Where there are none yet,
 * they are made, in a process of its own: connections keep the first address they were given.
 */
export async function serveOver(data: string): Promise<Served> {
  if (!(await stat(data).catch(() => null)))
    await promisify(execFile)(process.execPath, [...process.execArgv, 'scripts/pictures/make-data.ts', data], {
      cwd: root,
    })
  const copy = await mkdtemp(path.join(tmpdir(), 'evenhand-pictures-'))
  // With its owner: PostgreSQL does not run as root, and reads only what is its own.
  await promisify(execFile)('cp', ['-a', `${data}/.`, copy])
  const served = await serve(copy)
  const stop = async () => {
    await served.stop()
    await rm(copy, { recursive: true, force: true })
  }
  return { ...served, stop }
}

/** Makes the first start's data, has them filled up by `fill`, which is given their folder, and keeps them. */
export async function makeData(data: string, fill: (directory: string) => Promise<void>): Promise<void> {
  const unfinished = `${data}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  const { stop } = await serve(unfinished)
  try {
    await fill(unfinished)
  } finally {
    await stop()
  }
  await rename(unfinished, data)
}

async function serve(directory: string): Promise<Served> {
  const postgres = await startPostgres({ dataDir: path.join(directory, 'postgres'), flags: FLAGS })
  const port = await freePort()
  const address = `http://localhost:${port}`
  // Read by lib as well, which makes the data and the sessions.
  Object.assign(process.env, {
    DATABASE_URL: await ensureOwnDatabase(postgres),
    NEXTAUTH_SECRET: 'a secret that only the pictures use',
    NEXTAUTH_URL: address,
    EVENHAND_ADMIN_EMAIL: 'admin@example.org',
    EVENHAND_ADMIN_PASSWORD: 'a password for the pictures',
  })
  const app = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), EVENHAND_DATA: directory, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => app.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    app.stdout.on('data', (chunk) => String(chunk).includes('Evenhand is ready') && resolve())
    app.once('exit', (code) => reject(new Error(`the app ended with ${code}`)))
  })
  const stop = async () => {
    await disconnect()
    app.kill('SIGTERM')
    await exited
    await postgres.stop()
  }
  return { address, stop }
}
