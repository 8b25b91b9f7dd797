import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { listProcesses } from '../processes.mjs'
import { SetupError } from '../setup-error.mjs'

/** How the processes of the server over this folder are called, in the list of processes, too. */
export function clusterName(/** @type {string} */ dataDir) {
  return `evenhand-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)}`
}

/**
 * Ends what still runs over this folder though its parent is gone: a whole server, or sessions whose server was killed
 * and which hold its memory until their statement ends. The data recover as after a power cut.
 */
export async function stopOrphans(/** @type {string} */ dataDir) {
  const file = path.join(dataDir, 'postmaster.pid')
  const server = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  const isServer = (/** @type {import('../processes.mjs').Process} */ { pid, args }) =>
    pid === server && /postgres/.test(args) && (args.includes(clusterName(dataDir)) || args.includes(dataDir))
  const isSession = (/** @type {import('../processes.mjs').Process} */ { args }) =>
    args.startsWith(`postgres: ${clusterName(dataDir)}: `)
  await endAll(isServer, ['SIGINT', 'SIGQUIT'], 30_000, dataDir)
  // Sessions that have lost their server hear nothing but this, and at once.
  await endAll(isSession, ['SIGQUIT', 'SIGKILL'], 3000, dataDir)
  // Its number may be another program's by now, which PostgreSQL would take for a server.
  await rm(file, { force: true })
}

/**
 * @param {(process: import('../processes.mjs').Process) => boolean} is
 * @param {NodeJS.Signals[]} signals the second when the first did not help @param {number} patience in milliseconds, each
 * @param {string} dataDir
 */
async function endAll(is, signals, patience, dataDir) {
  for (const signal of signals) {
    let left = (await listProcesses()).filter(is)
    for (const { pid } of left) end(pid, signal, dataDir)
    for (let waited = 0; left.length > 0 && waited < patience; waited += 50) {
      await pause(50)
      left = (await listProcesses()).filter(is)
    }
    if (left.length === 0) return
  }
  const [first] = (await listProcesses()).filter(is)
  if (first)
    throw new SetupError(
      `An earlier PostgreSQL (process ${first.pid}) still runs over ${dataDir}. End it, then start again.`,
    )
}

function end(/** @type {number} */ pid, /** @type {NodeJS.Signals} */ signal, /** @type {string} */ dataDir) {
  try {
    process.kill(pid, signal)
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'ESRCH') return
    throw new SetupError(`Another user's PostgreSQL (process ${pid}) runs over ${dataDir}. Start as that user.`, {
      cause,
    })
  }
}
