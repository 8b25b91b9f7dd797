import type pg from 'pg'
import { z } from 'zod'
import { db, disconnect, pool } from '@/lib/db/client'
import type { Purpose } from '@/lib/db/pools'

const PURPOSES: Purpose[] = ['judging', 'pages', 'downloads', 'uploads', 'bulk', 'jobs']

/** A plan that goes through rows times rows is ended. */
const MOST_MS = 10_000

/** What a node of a plan came to. */
type Node = {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Node[]
} & Record<`Rows Removed by ${string}`, number | undefined>

const Told = z.object({ 'Query Text': z.string(), Plan: z.custom<Node>() })

/** A statement that was run, and how many rows its plan went through. */
type RunStatement = { text: string; rows: number }

let heard: RunStatement[] = []

/**
 * From now on every statement of this process, those within functions and checks of keys included, tells how its plan
 * went. Connections that are open are closed, for they would not.
 */
export async function watchPlans(): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
  }
  const [{ name }] = (await db.$queryRaw`SELECT current_database() AS name`) as [{ name: string }]
  for (const [setting, value] of Object.entries(settings))
    await db.$executeRawUnsafe(`ALTER DATABASE ${name} SET ${setting} = '${value}'`)
  await disconnect()
  for (const purpose of PURPOSES) {
    pool(purpose).options.statement_timeout = MOST_MS
    pool(purpose).on('connect', (client: pg.PoolClient) => client.on('notice', ({ message }) => hear(message ?? '')))
  }
}

function hear(message: string): void {
  const start = message.indexOf('{')
  if (!message.startsWith('duration:') || start < 0) return
  const { 'Query Text': text, Plan: plan } = Told.parse(JSON.parse(message.slice(start)))
  heard.push({ text, rows: rowsOf(plan) })
}

/** Rows that a plan's nodes handed on or passed over, and how often they were begun anew. */
function rowsOf(node: Node): number {
  const passed = Object.entries(node)
    .filter(([name]) => name.startsWith('Rows Removed by'))
    .reduce((sum, [, rows]) => sum + Number(rows), 0)
  const own = node['Actual Loops'] * (node['Actual Rows'] + passed + 1)
  return own + (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0)
}

/**
 * How many rows the statements of some code went through: counted, so that the same plan over the same rows gives the same
 * on any machine. The database is told of by `watchPlans` before.
 */
export async function countRows(run: () => Promise<unknown>): Promise<{ rows: number; statements: RunStatement[] }> {
  heard = []
  await run().catch((error: unknown) => {
    if (!String(error).includes('statement timeout')) throw error
    heard.push({ text: String(error), rows: Number.POSITIVE_INFINITY })
  })
  const statements = heard.toSorted((one, other) => other.rows - one.rows)
  return { rows: statements.reduce((sum, { rows }) => sum + rows, 0), statements }
}
