import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { SetupError } from '../setup-error.mjs'
import { writeArchive } from './archive.mjs'
import { readBackup } from './read-backup.mjs'
import { agreeOnText, copyStatement, listTables, quote, readMigrations, readSequences } from './tables.mjs'

/** @typedef {import('./read-backup.mjs').Manifest} Manifest */

/** How much of a table is held in memory at once, and is one part of the archive. */
const PART_BYTES = 4 * 1024 * 1024

/**
 * Writes all that the database holds, as it stands at one moment, while others go on writing. The file gets its name once it
 * has been read back and every hash is right; whatever ends this before leaves no file of that name.
 * @param {string} url @param {string} file which must not exist
 * @param {{ passphrase?: string }} [options]
 * @returns {Promise<Manifest>}
 */
export async function writeBackup(url, file, { passphrase } = {}) {
  if (await stat(file).catch(() => null)) throw new SetupError(`${file} exists already: name another file.`)
  await mkdir(path.dirname(file), { recursive: true })
  const partial = `${file}.partial`
  await rm(partial, { force: true })
  try {
    await withSnapshot(url, (client) => writeAll(client, partial, passphrase))
    const manifest = await readBackup(partial, { passphrase })
    await rename(partial, file)
    await syncFolder(path.dirname(file))
    return manifest
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** Runs in a transaction that sees one state of the database, and lets nobody change its tables. @param {string} url @param {(client: pg.Client) => Promise<void>} run */
async function withSnapshot(url, run) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const tables = await listTables(client)
    if (!tables.some(({ name }) => name === '_prisma_migrations'))
      throw new SetupError('There is nothing to back up: this database was never started with Evenhand.')
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await agreeOnText(client)
    // Before the first question, which fixes what is seen.
    await client.query(`LOCK TABLE ${tables.map(({ name }) => quote(name)).join(', ')} IN ACCESS SHARE MODE`)
    await run(client)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

/** @param {pg.Client} client @param {string} file @param {string | undefined} passphrase */
async function writeAll(client, file, passphrase) {
  const archive = writeArchive(file, passphrase)
  try {
    const facts = { format: /** @type {const} */ (1), app: await appVersion(), createdAt: new Date().toISOString() }
    await archive.add('evenhand-backup.json', json(facts))
    const tables = []
    for (const table of await listTables(client)) tables.push(await writeTable(client, table, archive))
    const { rows } = await client.query('SHOW server_version')
    /** @type {Manifest} */
    const manifest = {
      ...facts,
      server: rows[0].server_version,
      migrations: await readMigrations(client),
      tables,
      // Numbers are given out beside transactions; read last, they are above all that were used.
      sequences: await readSequences(client),
    }
    await archive.add('manifest.json', json(manifest))
    await archive.end()
  } catch (error) {
    await archive.abandon(/** @type {Error} */ (error))
    throw error
  }
}

/**
 * @param {pg.Client} client @param {import('./tables.mjs').Table} table @param {ReturnType<typeof writeArchive>} archive
 * @returns {Promise<Manifest['tables'][number]>}
 */
async function writeTable(client, table, archive) {
  const hash = createHash('sha256')
  const stream = client.query(copyTo(copyStatement(table, 'TO STDOUT')))
  let [bytes, part] = [0, 0]
  /** @type {Buffer[]} */
  let held = []
  let size = 0
  const flush = async () => {
    const name = `tables/${table.name}/${String(part++).padStart(6, '0')}`
    await archive.add(name, Buffer.concat(held))
    held = []
    size = 0
  }
  for await (const chunk of stream) {
    hash.update(chunk)
    held.push(chunk)
    size += chunk.length
    bytes += chunk.length
    if (size >= PART_BYTES) await flush()
  }
  if (size > 0) await flush()
  return { ...table, rows: stream.rowCount, bytes, sha256: hash.digest('hex') }
}

const json = (/** @type {unknown} */ value) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

async function appVersion() {
  return JSON.parse(await readFile(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')).version
}

/** A name is on the disk only when its folder is. */
async function syncFolder(/** @type {string} */ folder) {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}
