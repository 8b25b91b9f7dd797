import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { applyFunctions, readFunctions } from './functions.mjs'

const here = import.meta.dirname
const filters = { externalTables: [], externalEnums: [] }

/** Any number, the same everywhere: processes that start at once come one after the other. */
export const MIGRATION_LOCK = 20261130

/**
 * Applies the migrations that `url`'s database lacks, in order, as `prisma migrate deploy` would: the same engine,
 * built for WebAssembly, so that nothing is downloaded. Then makes its functions those of `functions/`, and the tables of
 * pg-boss those that its release wants. Of processes that do so at once, the others wait, and find it done.
 * @param {string} url
 * @param {string} [folder] holds `schema.prisma`, `migrations` and `functions`
 * @returns {Promise<string[]>} the names of the migrations applied now
 */
export async function migrate(url, folder = here) {
  const pool = new pg.Pool({ connectionString: url })
  const client = new pg.Client({ connectionString: url })
  // A connection that is lost makes the next statement fail; unheard, the event would end the process.
  client.on('error', () => undefined)
  pool.on('error', () => undefined)
  try {
    await client.connect()
    // The lock is the transaction's, not the session's, so that it holds behind a PgBouncer, too.
    await client.query('BEGIN')
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0')
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    const engine = await openEngine(pool, folder)
    const migrationsList = await readMigrations(path.join(folder, 'migrations'))
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
    await applyFunctions(client, await readFunctions(path.join(folder, 'functions')))
    await client.query('COMMIT')
    await migrateQueues(client)
    return appliedMigrationNames
  } finally {
    await client.end()
    await pool.end()
  }
}

/** pg-boss keeps its own tables, in a schema of their own, under a lock of its own; decision 47. */
async function migrateQueues(/** @type {pg.Client} */ client) {
  const db = { executeSql: (/** @type {string} */ text, /** @type {unknown[]} */ values) => client.query(text, values) }
  const boss = new PgBoss({ db, migrate: true, supervise: false, schedule: false })
  await boss.start()
  await boss.stop({ graceful: false })
}

/** The adapter cuts scripts at each semicolon, also inside functions; the server takes a whole script as it is. */
class WholeScripts extends PrismaPg {
  /** @override */
  async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script)
    }
    return adapter
  }
}

async function openEngine(/** @type {pg.Pool} */ pool, folder = here) {
  await loadEngine()
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool))
  const files = [{ path: 'schema.prisma', content: await readFile(path.join(folder, 'schema.prisma'), 'utf8') }]
  return bindings.SchemaEngine.new({ datamodels: files.map((f) => [f.path, f.content]) }, () => undefined, adapter)
}

/** @type {Promise<void> | undefined} */
let loading

/** Once a process: were there a second instance, what is collected of the first would be freed within that one. */
function loadEngine() {
  loading ??= instantiateEngine()
  return loading
}

/** The package's own entry imports its .wasm as a module, which Node 20 does not do without a flag. */
async function instantiateEngine() {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/js$/, 'wasm')
  const imports = /** @type {WebAssembly.Imports} */ (/** @type {unknown} */ ({ './schema_engine_bg.js': bindings }))
  const { instance } = await WebAssembly.instantiate(await readFile(file), imports)
  const glue = /** @type {{ __wbg_set_wasm: (exports: unknown) => void }} */ (/** @type {unknown} */ (bindings))
  glue.__wbg_set_wasm(instance.exports)
  const start = /** @type {() => void} */ (instance.exports.__wbindgen_start)
  start()
}

async function readMigrations(/** @type {string} */ baseDir) {
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: await readMigration(path.join(baseDir, name)) },
    })),
  )
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' }
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories }
}

async function readMigration(/** @type {string} */ directory) {
  return { tag: /** @type {const} */ ('ok'), value: await readFile(path.join(directory, 'migration.sql'), 'utf8') }
}

/** Prints the SQL from an old schema file (or nothing) to the present one; the server is spoken to, but not changed. */
async function diff(/** @type {string | undefined} */ old) {
  const engine = await openEngine(new pg.Pool({ connectionString: process.env.DATABASE_URL }))
  const schema = (/** @type {string} */ file, /** @type {string} */ content) => ({
    tag: /** @type {const} */ ('schemaDatamodel'),
    files: [{ path: file, content }],
  })
  const from = old ? schema(old, await readFile(old, 'utf8')) : { tag: /** @type {const} */ ('empty') }
  const to = schema('schema.prisma', await readFile(path.join(here, 'schema.prisma'), 'utf8'))
  const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters })
  console.log(stdout)
}

// `node prisma/migrate.mjs deploy [FOLDER]`, or `… diff OLD_SCHEMA`, on the database of DATABASE_URL.
if (process.argv[1] === import.meta.filename) {
  if (process.argv[2] === 'diff') await diff(process.argv[3])
  else console.log((await migrate(process.env.DATABASE_URL ?? '', process.argv[3])).join('\n'))
  // The engine's lock keeps a timer of ten seconds after its work is done.
  process.exit(0)
}
