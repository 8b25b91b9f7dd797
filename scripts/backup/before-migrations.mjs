import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { compareMigrations } from '../../prisma/pending.mjs'
import { SetupError } from '../setup-error.mjs'

const KEPT = 3

/**
 * Backs a database with data up before this version changes its schema; the last three of these backups are kept.
 * `EVENHAND_BACKUP=none` does without.
 * @param {string} url @param {string} folder of data and secret
 * @returns {Promise<string | null>} the file, or null when there was nothing to do
 * @throws {SetupError} when it cannot be written: then nothing is migrated either
 */
export async function backupBeforeMigrations(url, folder) {
  if (process.env.EVENHAND_BACKUP === 'none' || !(await isNeeded(url))) return null
  const backups = path.join(folder, 'backups')
  const passphrase = process.env.EVENHAND_BACKUP_PASSPHRASE || undefined
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  const file = path.join(backups, `before-update-${time}.tar.gz${passphrase ? '.age' : ''}`)
  try {
    // Most starts have nothing to back up, and do without what this loads.
    const { writeBackup } = await import('./write-backup.mjs')
    await writeBackup(url, file, { passphrase })
  } catch (cause) {
    throw new SetupError(
      `The backup before the update could not be written: ${/** @type {Error} */ (cause).message}\n` +
        'Nothing was changed. Mend that, or set EVENHAND_BACKUP=none to go without.',
      { cause },
    )
  }
  const older = (await readdir(backups)).filter((name) => name.startsWith('before-update-')).sort()
  for (const name of older.slice(0, -KEPT)) await rm(path.join(backups, name))
  return file
}

/** Whether there are migrations to apply, and people whom the database knows. @param {string} url */
async function isNeeded(url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { pending } = await compareMigrations(client)
    if (pending.length === 0) return false
    const { rows } = await client.query(`SELECT to_regclass('"User"') IS NOT NULL AS there`)
    return rows[0].there && (await client.query('SELECT FROM "User" LIMIT 1')).rowCount === 1
  } finally {
    await client.end()
  }
}
