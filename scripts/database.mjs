import path from 'node:path'
import pg from 'pg'
import { SetupError, startPostgres } from './postgres.mjs'

const NAME = 'evenhand'

/**
 * The database to use: `DATABASE_URL`'s when it is set, else one in `folder`, served by a PostgreSQL of our own, which
 * is started again should it die.
 * @param {string} folder
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function connectDatabase(folder) {
  const given = process.env.DATABASE_URL
  if (given) {
    await check(given)
    return { url: given, stop: async () => undefined }
  }
  const dataDir = path.join(folder, 'postgres')
  let server = await startPostgres({ dataDir })
  const url = server.url(NAME)
  const port = Number(new URL(url).port)
  let stopping = false
  const watch = () =>
    void server.exited.then(async () => {
      if (stopping) return
      console.error('PostgreSQL ended unexpectedly; starting it again.')
      server = await startPostgres({ dataDir, port })
      watch()
    })
  watch()
  await ensureDatabase(server.url('postgres'))
  return {
    url,
    stop: () => {
      stopping = true
      return server.stop()
    },
  }
}

async function check(/** @type {string} */ url) {
  await query(url, 'SELECT 1').catch((cause) => {
    throw new SetupError(`The database of DATABASE_URL does not answer: ${cause.message}`, { cause })
  })
}

async function ensureDatabase(/** @type {string} */ adminUrl) {
  const { rowCount } = await query(adminUrl, `SELECT FROM pg_database WHERE datname = '${NAME}'`)
  if (rowCount === 0) await query(adminUrl, `CREATE DATABASE ${NAME}`)
}

/** Runs one statement on a connection of its own. @param {string} url @param {string} sql */
export async function query(url, sql) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}
