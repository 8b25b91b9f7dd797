import { open, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { commandOf } from './processes.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Makes this process the only one that serves from `folder`. What it runs stands in `running.json`, where the command
 * line looks for the database; a file left by a killed process is taken over.
 * @param {string} folder @param {string} address
 */
export async function claimFolder(folder, address) {
  const file = path.join(folder, 'running.json')
  const mine = { pid: process.pid, address }
  await claim(file, mine, folder)
  return {
    /** @param {object} facts */
    publish: (facts) => writeFile(file, JSON.stringify({ ...mine, ...facts }), { mode: 0o600 }),
    release: () => rm(file, { force: true }),
  }
}

/** @param {string} file @param {{ pid: number, address: string }} mine @param {string} folder */
async function claim(file, mine, folder) {
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(JSON.stringify(mine))
    await handle.close()
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code !== 'EEXIST') throw cause
    const other = await readFile(file, 'utf8')
      .then(JSON.parse)
      .catch(() => null)
    if (other && (await isEvenhand(other.pid)))
      throw new SetupError(
        `Evenhand already runs from ${folder} (process ${other.pid}), at ${other.address}. Stop that one first.`,
        { cause },
      )
    await rm(file, { force: true })
    await claim(file, mine, folder)
  }
}

/** Whether the process is one of ours: numbers are used again after a restart of the machine. */
async function isEvenhand(/** @type {number} */ pid) {
  if (pid === process.pid) return false
  return (await commandOf(pid))?.includes('start.mjs') ?? false
}
