import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { migrate } from '../prisma/migrate.mjs'
import { backupBeforeMigrations } from './backup/before-migrations.mjs'
import { connectDatabase } from './database.mjs'
import { firstStart } from './first-start.mjs'
import { claimFolder } from './lock.mjs'
import { freePort } from './postgres.mjs'
import { serve } from './serve.mjs'
import { loadSettings } from './settings.mjs'
import { SetupError } from './setup-error.mjs'

const dev = process.argv.includes('--dev')
// For images and tests whose build is made beforehand.
const isBuilt = process.argv.includes('--built')

/** @type {import('../lib/health/process-state').ProcessState} */
const state = { database: 'elsewhere', draining: false }
// Read by /api/health and /api/ready, which are bundled apart from this file.
Object.assign(globalThis, { evenhandProcess: state })

/** Everything from a bare checkout to a served address: database, migrations, first admin and demo, build, server. */
async function start() {
  const folder = loadSettings()
  const host = process.env.HOST ?? '127.0.0.1'
  const port = Number(process.env.PORT ?? 3000)
  const address = process.env.NEXTAUTH_URL ?? `http://localhost:${port}`
  const lock = await claimFolder(folder, address)
  /** @type {Stop[]} */
  const stops = [lock.release]
  const stop = stopOnce(stops)
  try {
    await requireFreePort(port, host)
    const database = await connectDatabase(folder, { onDown, onUp })
    stops.unshift(database.stop)
    void database.failed.then((reason) => reason && stop().finally(() => fail(reason)))
    if (!process.env.DATABASE_URL) state.database = 'running'
    await lock.publish({ databaseUrl: database.url })
    const keys = { secret: await secret(folder), encryptionKey: await encryptionKey(folder) }
    setEnvironment({ address, databaseUrl: database.url, ...keys })
    if (!isBuilt) await (await import('./generate.mjs')).generate()
    const direct = process.env.DATABASE_DIRECT_URL || database.url
    const backup = await backupBeforeMigrations(direct, folder)
    if (backup) say(`The data as they were before this update: ${backup}`)
    const applied = await migrate(direct)
    if (applied.length > 0) say(`Database: ${applied.length} migration${applied.length === 1 ? '' : 's'} applied.`)
    const credentials = await firstStart(database.url, say)
    // Nothing below needs it, and every process started from here would have it.
    delete process.env.EVENHAND_ADMIN_PASSWORD
    if (!dev && !isBuilt) await (await import('./build.mjs')).buildIfNeeded(say)
    stops.unshift(await serve({ hostname: host, port, dev, state }))
    const at = process.env.EVENHAND_BACKUP_AT
    if (at) stops.unshift(await (await import('./backup/nightly.mjs')).keepBackingUp(at, console.error))
    announce(address, credentials)
  } catch (error) {
    await stop()
    throw error
  }
}

/** @typedef {(hurry: AbortSignal) => Promise<void>} Stop */

/** Runs the stops in order, once, on Ctrl-C, SIGTERM or SIGHUP. @param {Stop[]} stops @returns {() => Promise<void>} */
function stopOnce(stops) {
  const hurry = new AbortController()
  /** @type {Promise<void> | undefined} */
  let stopping
  const stop = () => {
    stopping ??= (async () => {
      for (const each of stops) await each(hurry.signal)
    })()
    return stopping
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (!stopping) say('\nStopping …')
      // Who is at the keyboard does not wait for a balancer.
      if (signal === 'SIGINT') hurry.abort()
      stop().then(
        () => process.exit(0),
        (error) => fail(error),
      )
    })
  // npm passes SIGTERM to the shell between it and this process, which dies of it and tells nobody.
  const parent = process.ppid
  const orphaned = () => process.ppid !== parent && process.kill(process.pid, 'SIGTERM')
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 500).unref()
  return stop
}

async function requireFreePort(/** @type {number} */ port, /** @type {string} */ host) {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new SetupError(`PORT must be a number from 1 to 65535.`)
  const taken = await new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(true))
    probe.listen(port, host, () => probe.close(() => resolve(false)))
  })
  if (taken)
    throw new SetupError(
      `Port ${port} is taken by another program. Start on another one, for example: PORT=${await freePort()} npm start`,
    )
}

/** @typedef {{ address: string, databaseUrl: string, secret: string, encryptionKey: string }} Values */

function setEnvironment(/** @type {Values} */ values) {
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  process.env.DATABASE_URL = values.databaseUrl
  process.env.NEXTAUTH_SECRET = values.secret
  process.env.ENCRYPTION_KEY = values.encryptionKey
  process.env.NEXTAUTH_URL = values.address
}

/** The key that signs sessions: from the environment, else made once and kept. */
async function secret(/** @type {string} */ folder) {
  if (process.env.NEXTAUTH_SECRET) return process.env.NEXTAUTH_SECRET
  const file = path.join(folder, 'secret')
  await writeFile(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(() => undefined)
  return readFile(file, 'utf8')
}

/** What seals the keys of providers: from the environment, else made once and kept, a line a key, the present one first. */
async function encryptionKey(/** @type {string} */ folder) {
  if (process.env.ENCRYPTION_KEY) return process.env.ENCRYPTION_KEY
  const file = path.join(folder, 'encryption-key')
  await writeFile(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 }).catch(() => undefined)
  return readFile(file, 'utf8')
}

function onDown() {
  state.database = 'restarting'
  console.error('PostgreSQL ended unexpectedly; starting it again.')
}

function onUp() {
  state.database = 'running'
  console.error('PostgreSQL runs again.')
}

/** @param {string} address @param {import('./first-start.mjs').Credentials | null} credentials */
function announce(address, credentials) {
  say(`\nEvenhand is ready: ${address}`)
  if (credentials?.password) {
    say(`Sign in with      ${credentials.email}`)
    say(`Password          ${credentials.password}`)
    say('This password is shown only now. Change it under your name, top right.')
  } else say(credentials ? `Sign in with ${credentials.email} and the password you set.` : 'Sign in with your account.')
  say('Stop with Ctrl-C.')
}

function say(/** @type {string} */ line) {
  console.log(line)
}

function fail(/** @type {unknown} */ error) {
  console.error(error instanceof SetupError ? `\n${error.message}` : error)
  process.exit(1)
}

start().catch(fail)
