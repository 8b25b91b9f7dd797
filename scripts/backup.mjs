import path from 'node:path'
import { copyElsewhere, keepLast } from './backup/copies.mjs'
import { tryBackup } from './backup/try-backup.mjs'
import { writeBackup } from './backup/write-backup.mjs'
import { runCommand, UsageError } from './command.mjs'
import { requireSoundData } from './doctor/data.mjs'
import { openDatabase } from './open-database.mjs'
import { loadSettings } from './settings.mjs'

const usage = `Writes everything Evenhand keeps into one file, while it may go on being used, and restores it for trial.

  npm run backup                   into a file named by the time, in the folder "backups" beside the data
  npm run backup -- FILE
  npm run backup -- --verify FILE  writes nothing: restores FILE for trial on a server of its own

  --quick   reads the file back, but does not restore it for trial
  --keep N  then deletes all but the last N backups in that folder that are named by the time

EVENHAND_BACKUP_COMMAND is run in a shell after that with the file's path in $EVENHAND_BACKUP_FILE, to copy it elsewhere; nothing is
deleted when it fails.

With EVENHAND_BACKUP_PASSPHRASE the file is encrypted, in the format of the program age. Not in it: .evenhand/secret, .env.
Ends with 0 when all is well, 1 when there is no backup to rely on, 2 when the command was wrong.`

const options = /** @type {const} */ ({
  verify: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  keep: { type: 'string' },
  help: { type: 'boolean', default: false },
})

await runCommand({ usage, options }, async ({ values, positionals: [given, ...rest] }) => {
  if (rest.length > 0) throw new UsageError('Name one file.')
  if (values.verify && !given) throw new UsageError('Name the file to verify.')
  const keep = values.keep === undefined ? null : Number(values.keep)
  if (keep !== null && !(Number.isInteger(keep) && keep >= 1))
    throw new UsageError('--keep takes a whole number from 1.')
  const folder = loadSettings()
  const passphrase = process.env.EVENHAND_BACKUP_PASSPHRASE || undefined
  const file = path.resolve(given ?? path.join(folder, 'backups', nameOfNow(passphrase)))
  if (!values.verify) await write(folder, file, passphrase)
  if (!values.quick || values.verify) {
    const { createdAt, app } = await tryBackup(file, { passphrase, look: requireSoundData })
    console.log(`Restored for trial: every row of ${createdAt} (version ${app}) came back, and the data are sound.`)
  }
  if (!values.verify) await passOn(file, keep)
  return 0
})

/** @param {string} folder @param {string} file @param {string | undefined} passphrase */
async function write(folder, file, passphrase) {
  const database = await openDatabase(folder)
  try {
    const { tables } = await writeBackup(database.url, file, { passphrase })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `${file}\n${rows.toLocaleString('en')} rows in ${tables.length} tables; read back, every hash is right.`,
    )
  } finally {
    await database.close()
  }
}

/** Copies it elsewhere where that is wanted, and only then deletes older ones. @param {string} file @param {number | null} keep */
async function passOn(file, keep) {
  const command = process.env.EVENHAND_BACKUP_COMMAND
  if (command) await copyElsewhere(command, file)
  if (command) console.log('Copied elsewhere by EVENHAND_BACKUP_COMMAND.')
  const deleted = keep === null ? [] : await keepLast(path.dirname(file), keep)
  if (deleted.length > 0) console.log(`Deleted ${deleted.join(', ')}.`)
}

/** @param {string | undefined} passphrase */
function nameOfNow(passphrase) {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  return `evenhand-${time}.tar.gz${passphrase ? '.age' : ''}`
}
