import { execFile, spawn } from 'node:child_process'
import { chown, mkdir, stat } from 'node:fs/promises'
import { platform } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { findPrograms, openToAll } from './programs.mjs'

const run = promisify(execFile)

/** What PostgreSQL's programs may know of this process' environment: nothing of ours, no password, no secret. */
const NEEDED = ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot']

/**
 * @typedef {{
 *   directory: string, owner: Owner | null,
 *   initdb: (args: string[]) => import('node:child_process').ChildProcess,
 *   postgres: (args: string[]) => import('node:child_process').ChildProcess,
 * }} Launcher `directory` is how the programs call the data folder, `owner` whom they run as where that is not us
 * @typedef {{ uid: number, gid: number }} Owner
 */

/**
 * How PostgreSQL's programs are started over a data folder. They refuse to run as root: as root they run as the user
 * whom the data belong to, else as the system user `postgres`, who is made when missing, with no capability left. Where
 * that user may not pass (a 0700 folder), they stand in the data folder before root's rights are dropped, and call it by
 * where they stand.
 * @param {string} dataDir @returns {Promise<Launcher>}
 */
export async function makeLauncher(dataDir) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  /** @type {Record<string, string | undefined>} */
  const env = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of NEEDED) if (process.env[name] !== undefined) env[name] = process.env[name]
  /** @type {import('node:child_process').SpawnOptions} */
  const options = { stdio: ['ignore', 'pipe', 'pipe'], env: /** @type {NodeJS.ProcessEnv} */ (env), detached: true }
  const programs = await findPrograms()
  if (process.getuid?.() !== 0)
    return {
      directory: dataDir,
      owner: null,
      initdb: (args) => spawn(programs.initdb, args, options),
      postgres: (args) => spawn(programs.postgres, args, options),
    }
  const owner = (await ownerOf(path.join(dataDir, 'PG_VERSION'))) ?? (await postgresUser())
  await chown(dataDir, owner.uid, owner.gid)
  const open = await openToAll(programs)
  // spawn changes folder first and user then.
  const inside = { ...options, ...owner, cwd: dataDir }
  return {
    directory: platform() === 'linux' ? '/proc/self/cwd' : dataDir,
    owner,
    initdb: (args) => spawn(open.initdb, args, inside),
    postgres: (args) => spawn(open.postgres, args, inside),
  }
}

/** Whom the file belongs to, unless that is root or there is no such file. @returns {Promise<Owner | null>} */
async function ownerOf(/** @type {string} */ file) {
  const found = await stat(file).catch(() => null)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null
}

/** @returns {Promise<Owner>} */
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
