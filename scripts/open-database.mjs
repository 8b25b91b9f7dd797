import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { connectDatabase, requireAnswer } from './database.mjs'
import { claimFolder, holderOf } from './lock.mjs'
import { SetupError } from './setup-error.mjs'

/** @typedef {{ url: string, close: () => Promise<void> }} Opened */

/**
 * The database of this installation, for a command: that of `DATABASE_URL`, else the embedded one, which is started for as
 * long as the command takes when the app does not run.
 * @param {string} folder of data and secret @param {{ make?: boolean }} [options] `make` it when there is none
 * @returns {Promise<Opened>}
 */
export async function openDatabase(folder, { make = false } = {}) {
  if (process.env.DATABASE_URL) {
    const { url } = await connectDatabase(folder)
    return { url: process.env.DATABASE_DIRECT_URL || url, close: async () => undefined }
  }
  if (await holderOf(folder)) {
    const url = await runningUrl(folder)
    await requireAnswer(url, 'The database of the running Evenhand')
    return { url, close: async () => undefined }
  }
  if (!make && !(await isThere(path.join(folder, 'postgres/PG_VERSION'))))
    throw new SetupError(`There is no database in ${folder}. Set EVENHAND_DATA or DATABASE_URL.`)
  const lock = await claimFolder(folder)
  const database = await connectDatabase(folder).catch(async (error) => {
    await lock.release()
    throw error
  })
  return {
    url: database.url,
    close: async () => {
      await database.stop()
      await lock.release()
    },
  }
}

async function runningUrl(/** @type {string} */ folder) {
  const { databaseUrl } = JSON.parse(await readFile(path.join(folder, 'running.json'), 'utf8'))
  if (!databaseUrl) throw new SetupError('Evenhand is just starting, or another command is at work: try again.')
  return databaseUrl
}

const isThere = (/** @type {string} */ file) =>
  readFile(file).then(
    () => true,
    () => false,
  )
