import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { differingFunctions, readFunctions } from '../../prisma/functions.mjs'
import { compareMigrations } from '../../prisma/pending.mjs'
import { root } from '../settings.mjs'

/** @typedef {import('./data.mjs').Finding} Finding */
/** @typedef {import('pg').ClientBase} Client */

const OLDEST_VERSION = 15
const MOST_SKEW_SECONDS = 5

/** How the database itself is. @param {Client} client @returns {Promise<Finding[]>} */
export async function checkServer(client) {
  const before = Date.now()
  const { rows } = await client.query(`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
           current_setting('server_encoding') AS encoding, extract(epoch FROM clock_timestamp())::float8 * 1000 AS now,
           r.rolsuper AS super, pg_size_pretty(pg_database_size(current_database())) AS size,
           current_setting('synchronous_commit') AS commit, current_setting('fsync') AS fsync
    FROM pg_roles r WHERE r.rolname = current_user`)
  const server = rows[0]
  const skew = Math.round((server.now - (before + Date.now()) / 2) / 1000)
  return [
    judge('database', server.major >= OLDEST_VERSION, `PostgreSQL ${server.version}, ${server.size}`, {
      advice: `Use PostgreSQL ${OLDEST_VERSION} or later.`,
    }),
    judge('encoding', server.encoding === 'UTF8', server.encoding, {
      advice: 'Make the database anew with ENCODING UTF8: others cannot hold every text.',
    }),
    judge('role', !server.super, server.super ? 'the app is a superuser of the database' : 'no superuser', {
      advice: 'Give the app a role of its own that owns its database, and nothing else.',
      status: 'warning',
    }),
    judge(
      'durability',
      server.fsync === 'on' && server.commit !== 'off',
      `fsync ${server.fsync}, commit ${server.commit}`,
      {
        advice:
          'Turn fsync and synchronous_commit on: a verdict that was acknowledged may be lost when the power fails.',
      },
    ),
    judge('clocks', Math.abs(skew) <= MOST_SKEW_SECONDS, `${Math.abs(skew)} s apart`, {
      advice: 'Set both machines by NTP: times of verdicts and leases are the database’s, those of logs are not.',
      status: 'warning',
    }),
  ]
}

/** Whether the schema is that of this version, and its rules are in force. @param {Client} client @returns {Promise<Finding[]>} */
export async function checkSchema(client) {
  const { pending, unknown, broken } = await compareMigrations(client)
  const migrations = [
    ...(broken.length > 0 ? [`${broken.join(', ')} did not end`] : []),
    ...(pending.length > 0 ? [`${pending.length} to be applied`] : []),
    ...(unknown.length > 0 ? [`${unknown.at(-1)} is of a newer version`] : []),
  ]
  /** @type {Finding} */
  const finding = judge('migrations', migrations.length === 0, migrations.join('; ') || 'those of this version', {
    advice:
      unknown.length > 0
        ? 'Run the version that applied it, or restore a backup made before.'
        : 'Start Evenhand: it applies what is missing, after a backup. One that did not end needs that backup restored.',
    status: broken.length > 0 || unknown.length > 0 ? 'problem' : 'warning',
  })
  if (pending.length > 0 || broken.length > 0) return [finding]
  return [finding, await checkFunctions(client), await checkRules(client)]
}

/** @param {Client} client @returns {Promise<Finding>} */
async function checkFunctions(client) {
  const different = await differingFunctions(client, await readFunctions(path.join(root, 'prisma/functions')))
  return judge(
    'functions',
    different.length === 0,
    different.length > 0 ? `changed or missing: ${different.join(', ')}` : 'those of this version',
    {
      advice: 'Start Evenhand: it writes them anew. If they change again, somebody changes them by hand.',
    },
  )
}

/** Constraints, triggers and indexes that are there but not at work. @param {Client} client @returns {Promise<Finding>} */
async function checkRules(client) {
  const { rows } = await client.query(`
    SELECT conname AS name FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND NOT convalidated
    UNION ALL
    SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled <> 'O'
    UNION ALL
    SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid`)
  const names = rows.map(({ name }) => name)
  return judge('rules', names.length === 0, names.length > 0 ? `switched off: ${names.join(', ')}` : 'all in force', {
    advice: 'Switch them on again (ENABLE TRIGGER, VALIDATE CONSTRAINT, REINDEX), then run this command once more.',
  })
}

const DAY = 24 * 60 * 60 * 1000

/** When the last backup in the folder was written. @param {string} folder @returns {Promise<Finding>} */
export async function checkBackups(folder) {
  const names = await readdir(path.join(folder, 'backups')).catch(() => [])
  const times = await Promise.all(
    names
      .filter((name) => /\.tar\.gz(\.age)?$/.test(name))
      .map(async (name) => (await stat(path.join(folder, 'backups', name))).mtimeMs),
  )
  const days = (Date.now() - Math.max(...times)) / DAY
  const found =
    times.length === 0 ? 'none here' : `the last one here is ${days < 1 ? 'of today' : `${Math.floor(days)} days old`}`
  return judge('backups', days < 7, found, {
    advice: 'Run “npm run backup”, every night and to another machine. If backups go elsewhere, all is well.',
    status: 'warning',
  })
}

/**
 * @param {string} check @param {boolean} fine @param {string} found
 * @param {{ advice: string, status?: 'warning' | 'problem' }} otherwise
 * @returns {Finding}
 */
export function judge(check, fine, found, { advice, status = 'problem' }) {
  return fine ? { check, status: 'ok', found } : { check, status, found, advice }
}
