import path from 'node:path'
import pg from 'pg'
import { ensureOwnDatabase } from './postgres/own-database.mjs'
import { startPostgres } from './postgres.mjs'
import { SetupError } from './setup-error.mjs'
import { keepRunning } from './supervise.mjs'

/**
 * The database to use: `DATABASE_URL`'s when it is set, else one in `folder`, served by a PostgreSQL of our own, which
 * is started again whenever it ends.
 * @param {string} folder
 * @param {{ onDown?: (lastWords: string) => void, onUp?: () => void }} [listen] to a database of our own
 * @returns {Promise<{ url: string, failed: Promise<SetupError | null>, stop: () => Promise<void> }>} `failed` resolves
 * with the reason when it cannot be kept running
 */
export async function connectDatabase(folder, listen) {
  const given = process.env.DATABASE_URL
  if (given) {
    await requireAnswer(given, 'The database of DATABASE_URL')
    return {
      url: (await takesSettings(given)) ? given : shared(given),
      failed: new Promise(() => undefined),
      stop: async () => undefined,
    }
  }
  const dataDir = path.join(folder, 'postgres')
  const server = await startPostgres({ dataDir })
  const { port } = server
  const kept = keepRunning(server, () => startPostgres({ dataDir, port }), listen)
  try {
    return { url: await ensureOwnDatabase(server), ...kept }
  } catch (error) {
    await kept.stop()
    throw error
  }
}

/** Whether connections take settings of their own: PgBouncer, which shares them, refuses them by name. @param {string} url */
async function takesSettings(url) {
  const client = new pg.Client({ connectionString: url, statement_timeout: 60_000 })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (/unsupported startup parameter/.test(/** @type {Error} */ (error).message)) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The same address, saying that its connections are shared. @param {string} url */
function shared(url) {
  const address = new URL(url)
  address.searchParams.set('pgbouncer', 'true')
  return address.href
}

/** @param {string} url @param {string} name how it is called in the message @throws {SetupError} */
export async function requireAnswer(url, name) {
  await query(url, 'SELECT 1').catch((cause) => {
    throw new SetupError(`${name} does not answer: ${cause.message}`, { cause })
  })
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
