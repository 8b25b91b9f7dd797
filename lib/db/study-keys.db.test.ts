import { expect, test } from 'vitest'
import { z } from 'zod'
import { db } from './client'

/** What grows with every verdict, and so would be spread over servers by study one day. */
const HOT = [
  ...['Annotator', 'Assignment', 'Item', 'Judgment', 'LateVerdict', 'LedgerEntry', 'LedgerWaiting', 'ModelCall'],
  ...['Participation', 'ReplacedReason'],
]
/** What belongs to no study, and would stand on every such server. */
const SHARED = ['Prompt', 'SystemResponse', 'User']

const Row = z.object({ table: z.string(), name: z.string(), columns: z.array(z.string()), to: z.string().nullable() })

async function read(rows: Promise<unknown>): Promise<z.output<typeof Row>[]> {
  const bare = (name: string) => name.replaceAll('"', '')
  return z
    .array(Row)
    .parse(await rows)
    .map((row) => ({ ...row, table: bare(row.table), to: row.to && bare(row.to) }))
}

test('every unique index of what grows contains the study', async () => {
  const indexes = await read(db.$queryRaw`
    SELECT i.indrelid::regclass::text AS "table", i.indexrelid::regclass::text AS name, NULL AS "to",
           array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY (${HOT})`)
  expect(new Set(indexes.map(({ table }) => table))).toEqual(new Set(HOT))
  expect(indexes.filter(({ columns }) => !columns.includes('studyId'))).toEqual([])
})

test('every foreign key of what grows contains the study, but those to what belongs to none', async () => {
  const keys = await read(db.$queryRaw`
    SELECT k.conrelid::regclass::text AS "table", k.conname::text AS name, k.confrelid::regclass::text AS "to",
           array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS columns
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY (${HOT})`)
  expect(keys.length).toBeGreaterThan(15)
  const apart = keys.filter(({ columns }) => !columns.includes('studyId'))
  expect(apart.filter(({ to }) => !SHARED.includes(to ?? ''))).toEqual([])
  expect(new Set(apart.map(({ to }) => to))).toEqual(new Set(SHARED))
})
