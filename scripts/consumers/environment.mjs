import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { SetupError } from '../setup-error.mjs'

const run = promisify(execFile)

/** How long an installation may take. */
const MOST_MS = 20 * 60_000

const LISTS = ['requirements.txt', 'requirements-alone.txt'].map((name) => path.join(import.meta.dirname, name))

/**
 * The Python in which the programs that read our files are installed, made where there is none yet. It is kept beside the
 * caches of whoever runs it and not in the checkout, so that a fresh clone has it; another list of programs is another folder.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the interpreter
 * @throws {SetupError} where Python or its packages cannot be had
 */
export async function prepareConsumers(say) {
  const lists = await Promise.all(LISTS.map((file) => readFile(file)))
  const version = createHash('sha256').update(Buffer.concat(lists)).digest('hex').slice(0, 12)
  const caches = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache')
  const folder = path.resolve(process.env.EVENHAND_CONSUMERS || path.join(caches, 'evenhand', `consumers-${version}`))
  const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const done = path.join(folder, 'installed')
  if (await stat(done).catch(() => null)) return python
  const base = await findPython()
  say('Installing the programs that our files are for (1.3 GB, some minutes, once) …')
  // What broke off before is no beginning to build on.
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const [list, alone] = LISTS
  const pip = ['-m', 'pip', 'install', '--quiet', '--prefer-binary', '--no-compile']
  await tryRun(base, ['-m', 'venv', folder])
  await tryRun(python, [...pip, '-r', list ?? ''])
  await tryRun(python, [...pip, '--no-deps', '-r', alone ?? ''])
  await writeFile(done, `${new Date().toISOString()}\n`)
  return python
}

/** A Python that these packages are made for. @throws {SetupError} where there is none */
async function findPython() {
  for (const name of ['python3', 'python', 'py']) {
    const asked = ['-c', 'import sys, venv, pip; print(sys.version_info >= (3, 11))']
    const { stdout } = await run(name, asked).catch(() => ({ stdout: '' }))
    if (stdout.trim() === 'True') return name
  }
  throw new SetupError(
    'It needs Python 3.11 or later with pip and venv (on Debian: apt install python3-venv python3-pip).',
  )
}

/** @param {string} file @param {string[]} args */
async function tryRun(file, args) {
  await run(file, args, { timeout: MOST_MS, maxBuffer: 1e8 }).catch((cause) => {
    const said = String(cause.stderr ?? cause.message)
      .split('\n')
      .filter((line) => line.trim() !== '')
    throw new SetupError(`The programs could not be installed: ${said.at(-1) ?? 'no reason was given'}`, { cause })
  })
}
