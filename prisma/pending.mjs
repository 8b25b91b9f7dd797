import { readdir } from 'node:fs/promises'
import path from 'node:path'

const MIGRATIONS = path.join(import.meta.dirname, 'migrations')

/**
 * How a database stands to the migrations of this version.
 * @param {import('pg').ClientBase} client
 * @returns {Promise<{ pending: string[], unknown: string[], broken: string[] }>} those it lacks, those only a newer version
 * has, and those that began and did not end
 */
export async function compareMigrations(client) {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true })
  const known = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const { rows: there } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  if (!there[0].there) return { pending: known.sort(), unknown: [], broken: [] }
  const { rows } = await client.query(
    `SELECT migration_name AS name, bool_or(finished_at IS NOT NULL) AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL GROUP BY 1`,
  )
  const names = (/** @type {boolean} */ finished) =>
    rows.filter((row) => row.finished === finished).map(({ name }) => name)
  const [applied, broken] = [names(true), names(false)]
  return {
    pending: known.filter((name) => !applied.includes(name)).sort(),
    unknown: applied.filter((name) => !known.includes(name)).sort(),
    broken,
  }
}
