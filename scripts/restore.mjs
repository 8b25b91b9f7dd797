import path from 'node:path'
import { migrate } from '../prisma/migrate.mjs'
import { loadBackup } from './backup/load-backup.mjs'
import { runCommand, UsageError } from './command.mjs'
import { requireSoundData } from './doctor/data.mjs'
import { openDatabase } from './open-database.mjs'
import { loadSettings } from './settings.mjs'

const usage = `Restores a backup of this or an earlier version into an empty database, and migrates it to this version.

  npm run restore -- FILE

The database is that of DATABASE_URL, else the embedded one in .evenhand (EVENHAND_DATA names another folder). A database
with anything in it is refused: give another one, or move .evenhand/postgres away. All comes back, or nothing.
With EVENHAND_BACKUP_PASSPHRASE encrypted backups are opened.
Ends with 0 when all is well, 1 when the message says what is not, 2 when the command was wrong.`

const options = /** @type {const} */ ({ help: { type: 'boolean', default: false } })

await runCommand({ usage, options }, async ({ positionals: [file, ...rest] }) => {
  if (!file || rest.length > 0) throw new UsageError('Name one file.')
  const folder = loadSettings()
  const database = await openDatabase(folder, { make: true })
  try {
    const passphrase = process.env.EVENHAND_BACKUP_PASSPHRASE || undefined
    const { tables, createdAt, app } = await loadBackup(database.url, path.resolve(file), { passphrase })
    const applied = await migrate(database.url)
    await requireSoundData(database.url)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`${rows.toLocaleString('en')} rows restored, as they were at ${createdAt} (version ${app}).`)
    if (applied.length > 0) console.log(`${applied.length} migrations applied since.`)
  } finally {
    await database.close()
  }
  return 0
})
