import { randomBytes } from 'node:crypto'
import pg from 'pg'

const NAME = 'evenhand'
const ROLE = 'evenhand_app'

/** What the app's role may be besides owner of its database: nothing. */
const ATTRIBUTES = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'

/**
 * Sees to it that the server has the app's database, and that it and all in it belong to the app's own role, which may
 * do nothing else: no file, no program, no other role. Older installations, where the superuser owned all, are converted.
 * @param {import('../postgres.mjs').Server} server
 * @returns {Promise<string>} the address by which the app connects; its password is new at each start
 */
export async function ensureOwnDatabase(server) {
  const password = randomBytes(24).toString('base64url')
  await asSuperuser(server.url('postgres'), async (client) => {
    const has = async (/** @type {string} */ sql) => (await client.query(sql)).rowCount !== 0
    if (!(await has(`SELECT FROM pg_roles WHERE rolname = '${ROLE}'`))) await client.query(`CREATE ROLE ${ROLE}`)
    await client.query(`ALTER ROLE ${ROLE} WITH ${ATTRIBUTES} PASSWORD '${password}'`)
    if (await has(`SELECT FROM pg_database WHERE datname = '${NAME}'`))
      await client.query(`ALTER DATABASE ${NAME} OWNER TO ${ROLE}`)
    else await client.query(`CREATE DATABASE ${NAME} OWNER ${ROLE}`)
  })
  await asSuperuser(server.url(NAME), handOver)
  const url = new URL(server.url(NAME))
  url.username = ROLE
  url.password = password
  return url.href
}

/** Everything of ours in the database that the role does not own yet, as statements. REASSIGN takes nothing from a first superuser. */
const FOREIGN = `
  WITH ours AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')
  SELECT format('ALTER TABLE %I.%I OWNER TO ${ROLE}', nspname, relname) AS statement
  FROM pg_class JOIN ours ON ours.oid = relnamespace
  WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND relowner <> '${ROLE}'::regrole
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype IN ('a', 'i', 'e'))
  UNION ALL
  SELECT format('ALTER TYPE %I.%I OWNER TO ${ROLE}', nspname, typname)
  FROM pg_type JOIN ours ON ours.oid = typnamespace
  WHERE typtype IN ('e', 'd', 'r') AND typowner <> '${ROLE}'::regrole
  UNION ALL
  SELECT format('ALTER ROUTINE %s OWNER TO ${ROLE}', pg_proc.oid::regprocedure)
  FROM pg_proc JOIN ours ON ours.oid = pronamespace
  WHERE proowner <> '${ROLE}'::regrole
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
  UNION ALL
  SELECT format('ALTER SCHEMA %I OWNER TO ${ROLE}', nspname)
  FROM ours JOIN pg_namespace USING (oid, nspname)
  WHERE nspname <> 'public' AND nspowner <> '${ROLE}'::regrole`

/** All of it or nothing. @param {pg.Client} client */
async function handOver(client) {
  await client.query('BEGIN')
  const { rows } = await client.query(FOREIGN)
  for (const { statement } of rows) await client.query(statement)
  await client.query('COMMIT')
}

/** @param {string} url @param {(client: pg.Client) => Promise<void>} run */
async function asSuperuser(url, run) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}
