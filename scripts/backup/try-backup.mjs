import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { migrate } from '../../prisma/migrate.mjs'
import { ensureOwnDatabase } from '../postgres/own-database.mjs'
import { startPostgres } from '../postgres.mjs'
import { SetupError } from '../setup-error.mjs'
import { loadBackup } from './load-backup.mjs'
import { agreeOnText, copyStatement } from './tables.mjs'

/** Nothing there outlives the trial. */
const FLAGS = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`])

/**
 * Restores a backup for trial, on a server of its own, which is thrown away: what comes back is what was written, byte by
 * byte, and this version's migrations apply to it.
 * @param {string} file
 * @param {{ passphrase?: string, look?: (url: string) => Promise<void> }} [options] `look` is given the restored database
 * @returns {Promise<import('./read-backup.mjs').Manifest>}
 */
export async function tryBackup(file, { passphrase, look } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'evenhand-trial-'))
  try {
    const server = await startPostgres({ dataDir: path.join(folder, 'postgres'), flags: FLAGS })
    try {
      const url = await ensureOwnDatabase(server)
      const manifest = await loadBackup(url, file, { passphrase })
      await compareRows(url, manifest)
      await migrate(url)
      await look?.(url)
      return manifest
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Holds every table of a database just restored against the backup's hashes.
 * @param {string} url @param {import('./read-backup.mjs').Manifest} manifest
 */
export async function compareRows(url, { tables }) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await agreeOnText(client)
    for (const table of tables) {
      const hash = createHash('sha256')
      const write = (/** @type {Buffer} */ chunk, /** @type {unknown} */ _, /** @type {() => void} */ done) => {
        hash.update(chunk)
        done()
      }
      await pipeline(client.query(copyTo(copyStatement(table, 'TO STDOUT'))), new Writable({ write }))
      if (hash.digest('hex') !== table.sha256)
        throw new SetupError(`Restored for trial, the rows of ${table.name} are not those that were written.`)
    }
  } finally {
    await client.end()
  }
}
