import { randomBytes } from 'node:crypto'
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { platform, release, tmpdir } from 'node:os'
import path from 'node:path'
import { makeLauncher } from './postgres/launch.mjs'
import { clusterName, stopOrphans } from './postgres/orphans.mjs'
import { SetupError } from './setup-error.mjs'

const SUPERUSER = 'evenhand'

/**
 * @typedef {object} Server
 * @property {(database: string) => string} url a database's address, as the superuser
 * @property {number} port
 * @property {number} pid
 * @property {Promise<string>} exited resolves when it has ended, with its last words
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the PostgreSQL server that ships with the app, on a free loopback port, over the data in `dataDir`, which is
 * made when missing. What a killed server or parent left behind is ended first; the data recover as after a power cut.
 * @param {{ dataDir: string, port?: number, flags?: string[], log?: (line: string) => void }} options
 * @returns {Promise<Server>}
 */
export async function startPostgres({ dataDir, port, flags = [], log = () => undefined }) {
  if (await exists(path.join(dataDir, 'PG_VERSION'))) await stopOrphans(dataDir)
  else await initialise(dataDir)
  const launcher = await makeLauncher(dataDir)
  const password = (await readFile(path.join(dataDir, 'evenhand.password'), 'utf8')).trim()
  const chosen = port ?? (await freePort())
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `cluster_name=${clusterName(dataDir)}`]
  if (syncsWhole()) settings.push('recovery_init_sync_method=syncfs')
  const args = ['-D', launcher.directory, '-p', String(chosen), ...settings.flatMap((each) => ['-c', each])]
  const server = launcher.postgres([...args, ...flags])
  const exited = listenToEnd(server, log)
  await ready(server, exited)
  return {
    url: (database) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${chosen}/${database}`,
    port: chosen,
    pid: /** @type {number} */ (server.pid),
    exited,
    // SIGINT is PostgreSQL's fast shutdown: sessions are ended, data are flushed.
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT')
      await exited
    },
  }
}

/**
 * After a crash all of the data folder has to be on the disk before recovery begins. Asking for the file system as a whole
 * takes a fraction of asking file by file; since Linux 5.8 it hears of errors, too.
 */
function syncsWhole() {
  const [major = 0, minor = 0] = release().split('.').map(Number)
  return platform() === 'linux' && (major > 5 || (major === 5 && minor >= 8))
}

/** Makes a data folder. It gets its name once it is whole: half a one would be taken for a whole one at the next start. */
async function initialise(/** @type {string} */ dataDir) {
  const half = `${dataDir}.half`
  await rm(half, { recursive: true, force: true })
  const launcher = await makeLauncher(half)
  const password = randomBytes(24).toString('base64url')
  const passwordFile = path.join(tmpdir(), `evenhand-${randomBytes(8).toString('hex')}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (launcher.owner) await chown(passwordFile, launcher.owner.uid, launcher.owner.gid)
  try {
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    const auth = ['--auth=scram-sha-256', `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`]
    const child = launcher.initdb(['-D', launcher.directory, '--no-instructions', ...locale, ...auth])
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
    if (code !== 0) throw new SetupError(`PostgreSQL could not make its data folder:\n${output}`)
    await writeFile(path.join(half, 'evenhand.password'), password, { mode: 0o600 })
    await rename(half, dataDir)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server @param {(line: string) => void} log
 * @returns {Promise<string>} resolves when the server has ended, with its last words
 */
function listenToEnd(server, log) {
  let words = ''
  server.stderr?.on('data', (chunk) => {
    words = (words + chunk).slice(-4000)
    log(String(chunk))
  })
  return new Promise((resolve) => {
    server.once('close', () => resolve(words))
    // Sessions of a killed server hold its stream open for as long as their statement takes.
    server.once('exit', () => setTimeout(() => resolve(words), 250))
  })
}

/** Waits for the server's word that it takes connections. */
function ready(/** @type {import('node:child_process').ChildProcess} */ server, /** @type {Promise<string>} */ exited) {
  return new Promise((resolve, reject) => {
    let heard = ''
    server.stderr?.on('data', (chunk) => {
      heard = (heard + chunk).slice(-4000)
      if (heard.includes('database system is ready to accept connections')) resolve(undefined)
    })
    void exited.then((words) => reject(new SetupError(`PostgreSQL did not start:\n${words}`)))
    server.once('error', (cause) => reject(new SetupError('PostgreSQL did not start.', { cause })))
  })
}

/** A loopback port nobody listens on. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address())
      probe.close(() => resolve(port))
    })
  })
}

async function exists(/** @type {string} */ file) {
  return stat(file).then(
    () => true,
    () => false,
  )
}
