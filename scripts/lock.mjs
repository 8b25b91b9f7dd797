import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { commandOf } from './processes.mjs'
import { SetupError } from './setup-error.mjs'

/** @typedef {{ pid: number, address?: string }} Holder the process that works in a folder; with the address it serves, if it does */

/**
 * Makes this process the only one that works in `folder`. What it runs stands in `running.json`, where the command line
 * looks for the database; a file left by a killed process is taken over.
 * @param {string} folder @param {string} [address]
 */
export async function claimFolder(folder, address) {
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, 'running.json')
  const mine = { pid: process.pid, address }
  await claim(folder, mine)
  return {
    /** @param {object} facts */
    publish: (facts) => writeFile(file, JSON.stringify({ ...mine, ...facts }), { mode: 0o600 }),
    release: () => rm(file, { force: true }),
  }
}

/** Who works in the folder now. @param {string} folder @returns {Promise<Holder | null>} */
export async function holderOf(folder) {
  const holder = await readFile(path.join(folder, 'running.json'), 'utf8')
    .then(JSON.parse)
    .catch(() => null)
  return holder && (await isEvenhand(holder.pid)) ? holder : null
}

/** @param {string} folder @param {Holder} mine */
async function claim(folder, mine) {
  const file = path.join(folder, 'running.json')
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(JSON.stringify(mine))
    await handle.close()
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code !== 'EEXIST') throw cause
    const other = await holderOf(folder)
    if (other?.address)
      throw new SetupError(
        `Evenhand already runs from ${folder} (process ${other.pid}), at ${other.address}. Stop that one first.`,
        { cause },
      )
    if (other) throw new SetupError(`A command is at work in ${folder} (process ${other.pid}): wait for it.`, { cause })
    await rm(file, { force: true })
    await claim(folder, mine)
  }
}

/** Whether the process is one of ours: numbers are used again after a restart of the machine. */
async function isEvenhand(/** @type {number} */ pid) {
  if (pid === process.pid) return false
  return /\b(start|backup|restore|doctor)\.mjs\b/.test((await commandOf(pid)) ?? '')
}
