import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** @typedef {import('pg').ClientBase} Client */
/** @typedef {{ name: string, text: string, calls: string[] }} Source one file: a function, and those of the others it calls */
/** @typedef {{ id: string, signature: string, mark: string | null, definition: string }} Routine one function as the database has it */

/** What PostgreSQL says to CREATE OR REPLACE where only dropping helps: another return type, a function become procedure. */
const CANNOT_REPLACE = ['42P13', '42809']

/**
 * Reads the functions of a folder, each in a file of its name, in an order in which every one comes after those it calls.
 * @param {string} folder
 * @returns {Promise<Source[]>}
 */
export async function readFunctions(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const names = files.map((file) => path.basename(file, '.sql'))
  const sources = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(folder, `${name}.sql`), 'utf8')
      const code = text.replaceAll(/--.*/g, '')
      return { name, text, calls: names.filter((other) => other !== name && new RegExp(`\\b${other}\\(`).test(code)) }
    }),
  )
  return inOrder(sources)
}

/** @param {Source[]} sources */
function inOrder(sources) {
  /** @type {Set<Source>} */
  const placed = new Set()
  const visit = (/** @type {Source} */ source, /** @type {string[]} */ above) => {
    if (placed.has(source)) return
    if (above.includes(source.name)) throw new Error(`Functions call each other in a circle: ${above.join(', ')}`)
    for (const each of sources) if (source.calls.includes(each.name)) visit(each, [...above, source.name])
    placed.add(source)
  }
  for (const source of sources) visit(source, [])
  return [...placed]
}

/**
 * Makes the functions of a database those of the sources. One is written again when its text is another than last time,
 * when the database's own has been changed or dropped since, or when one that it calls has got another signature. The
 * caller holds a transaction, and a lock that keeps other processes out.
 * @param {Client} client
 * @param {Source[]} sources callers after what they call
 * @returns {Promise<string[]>} the names of those written
 */
export async function applyFunctions(client, sources) {
  const written = []
  /** @type {Set<string>} */
  const signedAnew = new Set()
  for (const source of sources) {
    const before = await find(client, source.name)
    const [only] = before
    const isSame = only && before.length === 1 && only.mark === markOf(source, only.definition)
    if (isSame && !source.calls.some((name) => signedAnew.has(name))) continue
    await write(client, source, before)
    const [after, ...others] = await find(client, source.name)
    if (!after || others.length > 0) throw new Error(`${fileOf(source)} must create one function ${source.name}.`)
    await client.query(
      `COMMENT ON ROUTINE ${after.signature} IS ${client.escapeLiteral(markOf(source, after.definition))}`,
    )
    if (only && only.id !== after.id) signedAnew.add(source.name)
    written.push(source.name)
  }
  return written
}

/**
 * Which functions of a database are not those of the sources: changed, or missing.
 * @param {Client} client
 * @param {Source[]} sources
 * @returns {Promise<string[]>} their names
 */
export async function differingFunctions(client, sources) {
  const different = []
  for (const source of sources) {
    const [only, ...others] = await find(client, source.name)
    if (!only || others.length > 0 || only.mark !== markOf(source, only.definition)) different.push(source.name)
  }
  return different
}

/** Stands as the function's comment, so that it goes where the function goes: into a dump, out with DROP. */
function markOf(/** @type {Source} */ source, /** @type {string} */ definition) {
  return `${fileOf(source)} ${createHash('sha256').update(source.text).digest('hex').slice(0, 16)} ${definition}`
}

function fileOf(/** @type {Source} */ { name }) {
  return `prisma/functions/${name}.sql`
}

/** @returns {Promise<Routine[]>} */
async function find(/** @type {Client} */ client, /** @type {string} */ name) {
  const { rows } = await client.query(
    `SELECT p.oid::text AS id, p.oid::regprocedure::text AS signature, obj_description(p.oid, 'pg_proc') AS mark,
            md5(pg_get_functiondef(p.oid)) AS definition
     FROM pg_proc p WHERE p.proname = $1 AND p.pronamespace = current_schema()::regnamespace AND p.prokind <> 'a'`,
    [name],
  )
  return rows
}

/** @param {Client} client @param {Source} source @param {Routine[]} before what the database has under this name */
async function write(client, source, before) {
  await client.query('SAVEPOINT replacing')
  try {
    await client.query(source.text)
  } catch (error) {
    const { code } = /** @type {{ code?: string }} */ (error)
    if (!CANNOT_REPLACE.includes(code ?? '')) throw new Error(`${fileOf(source)}: ${error}`, { cause: error })
    await client.query('ROLLBACK TO replacing')
    for (const each of before) await drop(client, each, () => client.query(source.text))
  }
  // With other arguments it is a second function of the name: the first one goes.
  const after = await find(client, source.name)
  if (after.length > 1)
    for (const each of before)
      if (after.some(({ id }) => id === each.id)) await drop(client, each, async () => undefined)
  await client.query('RELEASE replacing')
}

/**
 * Drops a function, with the indexes and checks that use it; they are made again once its successor is there. Where
 * something else uses it (a generated column, a trigger), PostgreSQL refuses and names it: that needs a migration.
 * @param {Client} client @param {Routine} routine @param {() => Promise<unknown>} replace
 */
async function drop(client, routine, replace) {
  const { rows } = await client.query(DEPENDANTS, [routine.id])
  for (const dependant of rows) await client.query(dependant.drop)
  await client.query(`DROP ROUTINE ${routine.signature}`)
  await replace()
  for (const dependant of rows) await client.query(dependant.create)
}

const DEPENDANTS = `
  SELECT 'DROP INDEX ' || i.indexrelid::regclass AS drop, pg_get_indexdef(i.indexrelid) AS create
  FROM pg_index i JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
  WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = $1::oid
  UNION
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname),
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
  FROM pg_constraint c JOIN pg_depend d ON d.classid = 'pg_constraint'::regclass AND d.objid = c.oid
  WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = $1::oid`
