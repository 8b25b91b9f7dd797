/**
 * @typedef {import('pg').ClientBase} Client
 * @typedef {{ name: string, columns: string[] }} Table
 * @typedef {{ name: string, value: string, called: boolean }} Sequence
 */

/** What COPY writes has to be the same on every server. */
const SAME_TEXT = `
  SET LOCAL client_encoding = 'UTF8'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
  SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1;
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = '60s'`

/** Readies a transaction for reading or writing a backup. @param {Client} client */
export async function agreeOnText(client) {
  await client.query(SAME_TEXT)
}

/** The tables of the database and their columns, without those it computes itself. @param {Client} client */
export async function listTables(client) {
  const { rows } = await client.query(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attname) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
    GROUP BY c.relname ORDER BY c.relname`)
  return /** @type {Table[]} */ (rows)
}

/** @param {Client} client @returns {Promise<Sequence[]>} */
export async function readSequences(client) {
  const { rows } = await client.query(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' ORDER BY 1`,
  )
  const sequences = []
  for (const { name } of rows) {
    const state = await client.query(`SELECT last_value::text AS value, is_called AS called FROM ${quote(name)}`)
    sequences.push({ name, ...state.rows[0] })
  }
  return sequences
}

/** @param {Client} client @returns {Promise<string[]>} the names of the migrations that were applied, in order */
export async function readMigrations(client) {
  const { rows } = await client.query(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  return rows.map(({ name }) => name)
}

/** The statement that reads or writes a table's rows as lines of text. @param {Table} table @param {'TO STDOUT' | 'FROM STDIN'} direction */
export function copyStatement({ name, columns }, direction) {
  return `COPY ${quote(name)} (${columns.map(quote).join(', ')}) ${direction}`
}

/** A name as SQL takes it. */
export function quote(/** @type {string} */ name) {
  return `"${name.replaceAll('"', '""')}"`
}
