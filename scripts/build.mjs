import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { SetupError } from './setup-error.mjs'

const root = path.resolve(import.meta.dirname, '..')
// All that a build is made of; how its statistics were checked belongs to it.
const SOURCES = ['app', 'components', 'lib', 'pages', 'public', 'prisma/schema.prisma', 'scripts/golden']
const FILES = [
  ...[
    'instrumentation.ts',
    'next.config.js',
    'package.json',
    'package-lock.json',
    'postcss.config.mjs',
    'proxy.ts',
    'tsconfig.json',
  ],
  'scripts/checked.ts',
]

/** Whether the app is built anew when this file changed. @param {string} file from the root */
export function isSource(file) {
  if (isTest(file)) return false
  return FILES.includes(file) || SOURCES.some((each) => file === each || file.startsWith(`${each}/`))
}

/** Nothing of a test is in what is built. @param {string} file */
function isTest(file) {
  return /\.test\.tsx?$/.test(file)
}

/** Builds the app unless the last build was of these very sources. @param {(line: string) => void} say */
export async function buildIfNeeded(say) {
  const directory = path.join(root, process.env.NEXT_DIST_DIR || '.next')
  const stamp = path.join(directory, 'evenhand-sources')
  const digest = await sourcesDigest()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return
  say('Building the app (about a minute; only after a change) …')
  await build()
  await writeChecks(path.join(directory, 'evenhand-checks.json'))
  await writeFile(path.join(directory, 'evenhand-commit'), await commit())
  await writeFile(stamp, digest)
}

/** The commit that is built: of this checkout, or as told where there is none, as in an image; empty when nobody knows. */
async function commit() {
  if (process.env.EVENHAND_COMMIT) return process.env.EVENHAND_COMMIT
  return promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )
}

function build() {
  const args = [path.join(root, 'node_modules/next/dist/bin/next'), 'build']
  const env = { ...process.env, NODE_ENV: /** @type {const} */ ('production'), NEXT_TELEMETRY_DISABLED: '1' }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(undefined) : reject(new SetupError(`The app could not be built:\n${output}`)),
    )
  })
}

/** Keeps with the build how its statistics were checked. @param {string} file */
async function writeChecks(file) {
  const args = ['--conditions=react-server', '--import', 'tsx', 'scripts/checked.ts']
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new SetupError('The statistics of this build could not be checked.')
  await writeFile(file, output)
}

async function sourcesDigest() {
  const hash = createHash('sha256')
  const files = [...(await Promise.all(SOURCES.map(listFiles))).flat(), ...FILES]
  for (const file of files.filter((each) => !isTest(each)).sort())
    hash.update(file).update(await readFile(path.join(root, file)))
  return hash.digest('hex')
}

/** @param {string} entry @returns {Promise<string[]>} */
async function listFiles(entry) {
  if (path.extname(entry)) return [entry]
  const entries = await readdir(path.join(root, entry), { withFileTypes: true, recursive: true })
  return entries
    .filter((each) => each.isFile())
    .map((each) => path.relative(root, path.join(each.parentPath, each.name)))
}
