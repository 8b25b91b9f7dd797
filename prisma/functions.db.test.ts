import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate, query } from '@/lib/testing/postgres'
import { applyFunctions, readFunctions } from './functions.mjs'

const folder = path.join(import.meta.dirname, 'functions')
let client: pg.Client

beforeAll(async () => {
  client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
})
afterAll(() => client.end())

type Found = { name: string; definition: string; version: string }

/** All functions of the database that belong to no extension. */
async function held(): Promise<Map<string, Found>> {
  const { rows } = await client.query<Found>(
    `SELECT p.proname AS name, pg_get_functiondef(p.oid) AS definition, p.oid || '/' || p.xmin AS version FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (
       SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`,
  )
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
  return new Map(rows.map((row) => [row.name, row]))
}

/** Does something and takes it back. */
async function inVain(act: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  try {
    await act()
  } finally {
    await client.query('ROLLBACK')
  }
}

/** Applies the app's functions with some changed. */
async function applyWith(changes: Record<string, (text: string) => string>): Promise<string[]> {
  const sources = await readFunctions(folder)
  return applyFunctions(
    client,
    sources.map((source) => ({ ...source, text: changes[source.name]?.(source.text) ?? source.text })),
  )
}

test('a migrated database has the functions of the files, and no others', async () => {
  const sources = await readFunctions(folder)
  const before = await held()
  expect([...before.keys()].sort()).toEqual(sources.map(({ name }) => name).sort())
  await inVain(async () => {
    for (const { text } of sources) await client.query(text)
    const after = await held()
    for (const [name, { definition }] of before) expect(after.get(name)?.definition).toBe(definition)
    expect(after.size).toBe(before.size)
  })
})

test('what has not changed is left alone', async () => {
  await inVain(async () => expect(await applyWith({})).toEqual([]))
})

test('callers come after what they call', async () => {
  const names = (await readFunctions(folder)).map(({ name }) => name)
  const isBefore = (first: string, second: string) => names.indexOf(first) < names.indexOf(second)
  expect(isBefore('submit_verdict', 'submit_and_claim')).toBe(true)
  expect(isBefore('submit_and_claim', 'take_submissions')).toBe(true)
  expect(isBefore('pool_of', 'claim_from_pool')).toBe(true)
})

test('a change of a text is applied, and of that one only', async () => {
  await inVain(async () => {
    const before = await held()
    const changed = await applyWith({ claim_desk: (text) => text.replace('BEGIN', 'BEGIN -- changed') })
    expect(changed).toEqual(['claim_desk'])
    const after = await held()
    expect(after.get('claim_desk')?.definition).toContain('-- changed')
    const touched = [...after.values()].filter(({ name, version }) => before.get(name)?.version !== version)
    expect(touched.map(({ name }) => name)).toEqual(['claim_desk'])
  })
})

test('a function changed by hand, or dropped, is put back', async () => {
  await inVain(async () => {
    const before = await held()
    await client.query(
      `CREATE OR REPLACE FUNCTION annotator_of(p_study uuid, p_user uuid) RETURNS uuid LANGUAGE sql STABLE AS 'SELECT p_user'`,
    )
    await client.query('DROP FUNCTION claim_kept(uuid, uuid, integer, timestamptz, uuid[])')
    expect((await applyWith({})).sort()).toEqual(['annotator_of', 'claim_kept'])
    const after = await held()
    for (const name of before.keys()) expect(after.get(name)?.definition).toBe(before.get(name)?.definition)
  })
})

test('another return type is another function: callers are checked against it', async () => {
  await inVain(async () => {
    const changed = await applyWith({
      claim_kept: (text) => text.replace('RETURNS boolean', 'RETURNS text').replace('FOUND', `'x'`),
    })
    expect(changed).toEqual(expect.arrayContaining(['claim_kept', 'claim_slots']))
    expect((await held()).get('claim_kept')?.definition).toContain('RETURNS text')
  })
})

test('other arguments replace the function as well, also under an index', async () => {
  await inVain(async () => {
    const index = async () =>
      (await client.query(`SELECT indexdef FROM pg_indexes WHERE indexname = 'Assignment_pool'`)).rows[0].indexdef
    const before = await index()
    const changed = await applyWith({
      pool_of: (text) => text.replace('(p_group uuid)', '(p_group uuid, p_none uuid DEFAULT NULL)'),
    })
    expect(changed).toContain('pool_of')
    expect((await held()).get('pool_of')?.definition).toContain('p_none uuid DEFAULT')
    expect(await index()).toContain('pool_of("groupId"')
    await applyWith({})
    expect(await index()).toBe(before)
  })
})

test('what cannot be replaced is refused, and says which file', async () => {
  await inVain(async () => {
    const wrong = applyWith({ claim_kept: (text) => text.replace('UPDATE', 'UPDATTE') })
    await expect(wrong).rejects.toThrow('prisma/functions/claim_kept.sql')
  })
  await inVain(async () => {
    const column = applyWith({
      evenhand_characters: (text) => text.replace('RETURNS integer', 'RETURNS bigint').replace('::integer', ''),
    })
    await expect(column).rejects.toThrow(/other objects depend on it/)
  })
})

test('of processes that start at once on an empty database one migrates it', async () => {
  await query(inject('adminUrl'), 'CREATE DATABASE at_once')
  const url = Object.assign(new URL(inject('adminUrl')), { pathname: '/at_once' }).href
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)])
  const migrations = (await readdir(path.join(import.meta.dirname, 'migrations'))).filter((each) => /^\d/.test(each))
  expect(applied.flat()).toEqual(migrations.sort())
  expect(applied.filter((names) => names.length === 0)).toHaveLength(2)
  await query(inject('adminUrl'), 'DROP DATABASE at_once WITH (FORCE)')
})

test('when a function fails, none is changed', async () => {
  const copy = await mkdtemp(path.join(tmpdir(), 'evenhand-functions-'))
  await cp(import.meta.dirname, copy, { recursive: true })
  const file = path.join(copy, 'functions', 'take_submissions.sql')
  await writeFile(file, (await readFile(file, 'utf8')).replace('BEGIN', 'BEGINN'))
  const kept = path.join(copy, 'functions', 'annotator_of.sql')
  await writeFile(kept, (await readFile(kept, 'utf8')).replace('SELECT id', 'SELECT "userId"'))
  const before = await held()
  await expect(migrate(process.env.DATABASE_URL ?? '', copy)).rejects.toThrow('prisma/functions/take_submissions.sql')
  expect(await held()).toEqual(before)
  await rm(copy, { recursive: true })
})
