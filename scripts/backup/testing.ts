import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** Runs one statement on a connection of its own. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** An empty database, owned by a role that may do nothing else; dropped by `drop`. */
export async function emptyDatabase() {
  const admin = inject('adminUrl')
  const name = `restored_${randomUUID().replaceAll('-', '')}`
  await ask(admin, `CREATE ROLE ${name} LOGIN NOSUPERUSER PASSWORD 'x'`)
  await ask(admin, `CREATE DATABASE ${name} OWNER ${name}`)
  const url = Object.assign(new URL(admin), { username: name, password: 'x', pathname: `/${name}` }).href
  const drop = async () => {
    await ask(admin, `DROP DATABASE ${name} WITH (FORCE)`)
    await ask(admin, `DROP ROLE ${name}`)
  }
  return { name, url, drop }
}
