import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { MIGRATION_LOCK } from '../../prisma/migrate.mjs'
import { SetupError } from '../setup-error.mjs'
import { readBackup } from './read-backup.mjs'
import { agreeOnText, copyStatement, listTables, quote } from './tables.mjs'

/** @typedef {import('./read-backup.mjs').Manifest} Manifest */

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations')

/** As Prisma makes it, before the first migration. */
const MIGRATIONS_TABLE = `
  CREATE TABLE _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

/**
 * Writes a backup into an empty database: the schema as it was then, then the rows, in one transaction. Whatever ends it
 * before its end leaves the database empty. What this version has migrated since is the caller's to apply.
 * @param {string} url @param {string} file
 * @param {{ passphrase?: string }} [options]
 * @returns {Promise<Manifest>}
 * @throws {SetupError} when the backup is not whole or of a newer version, or the database not empty
 */
export async function loadBackup(url, file, { passphrase } = {}) {
  // All of it is read before anything is written; only its end says how it begins.
  const manifest = await readBackup(file, { passphrase })
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('BEGIN')
    await agreeOnText(client)
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await requireEmpty(client)
    await makeSchema(client, manifest)
    await loadRows(client, manifest, (onTable) => readBackup(file, { passphrase, onTable }))
    await client.query('COMMIT')
    await client.query('ANALYZE')
    return manifest
  } finally {
    await client.end()
  }
}

/** @param {pg.Client} client */
async function requireEmpty(client) {
  const { rows } = await client.query(`
    SELECT count(*)::int AS n FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`)
  if (rows[0].n > 0) throw new SetupError('The database is not empty. A backup is restored into an empty one only.')
}

/** The schema as it was when the backup was written. @param {pg.Client} client @param {Manifest} manifest */
async function makeSchema(client, { migrations, app, tables }) {
  const known = await readdir(MIGRATIONS)
  const unknown = migrations.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new SetupError(
      `The backup is of a newer version of Evenhand (${app}, with ${unknown.at(-1)}): restore it with that one.`,
    )
  await client.query(MIGRATIONS_TABLE)
  for (const name of migrations)
    await client.query(await readFile(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8'))
  const made = (await listTables(client)).map(describe)
  const different = tables.map(describe).filter((table) => !made.includes(table))
  if (different.length > 0 || made.length !== tables.length)
    throw new SetupError(
      `The backup's tables are not those of its version: ${different.join('; ') || 'some are missing'}.`,
    )
}

const describe = (/** @type {import('./tables.mjs').Table} */ { name, columns }) => `${name} (${columns.join(', ')})`

/** Keys, then what else is indexed, then what refers to keys: in this order they can be made, and in the other dropped. */
const STRUCTURE = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make,
         CASE contype WHEN 'f' THEN 3 ELSE 1 END AS turn, oid
  FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND connamespace = current_schema()::regnamespace
  UNION ALL
  SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 2, i.indexrelid
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x'))
  ORDER BY turn, oid`

/**
 * Rows come in any order: what refers to other rows is checked at the end, all at once, as keys and indexes are made at
 * once; and what the rules of judging would refuse anew was right when it was written.
 * @param {pg.Client} client @param {Manifest} manifest
 * @param {(onTable: (name: string, rows: AsyncIterable<Buffer>) => Promise<void>) => Promise<unknown>} read
 */
async function loadRows(client, { tables, sequences }, read) {
  const { rows: structure } = await client.query(STRUCTURE)
  for (const each of structure.toReversed()) await client.query(each.drop)
  for (const { name } of tables) await client.query(`ALTER TABLE ${quote(name)} DISABLE TRIGGER USER`)
  await read(async (name, rows) => {
    const table = tables.find((each) => each.name === name)
    if (!table) throw new SetupError(`The backup holds rows of ${name}, and does not say what they are.`)
    const sink = client.query(copyFrom(copyStatement(table, 'FROM STDIN')))
    await pipeline(Readable.from(rows), sink)
    if (sink.rowCount !== table.rows)
      throw new SetupError(`Of ${table.rows} rows of ${name}, ${sink.rowCount} could be written.`)
  })
  for (const { name, value, called } of sequences)
    await client.query('SELECT setval($1::regclass, $2, $3)', [quote(name), value, called])
  for (const { name } of tables) await client.query(`ALTER TABLE ${quote(name)} ENABLE TRIGGER USER`)
  await client.query(`SET LOCAL maintenance_work_mem = '256MB'`)
  for (const each of structure) await client.query(each.make)
}
