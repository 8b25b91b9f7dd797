import 'server-only'
import { z } from 'zod'
import { probe } from '@/lib/db/probe'
import { buildMigrations } from './build-migrations'
import { processState } from './process-state'

/** What has to be so for requests to be answered; each `ok`, or what is wrong in a few words. */
export type Readiness = {
  ready: boolean
  checks: { database: string; migrations: string; serving: string }
}

const Applied = z.array(z.object({ name: z.string() }))

const UNDEFINED_TABLE = '42P01'
const RESTARTING = { database: 'is being restarted', migrations: 'unknown' }
const SHARED_FOR_MS = 1000

type Found = Pick<Readiness['checks'], 'database' | 'migrations'>
let last: { at: number; answer: Promise<Found> } | undefined

/**
 * Asks the database, compares its migrations with those this build brings, and looks whether the process is about to
 * end. Anybody may ask, so all who do so within a second share one question to the database.
 */
export async function readReadiness(): Promise<Readiness> {
  const { database, draining } = processState()
  const found = database === 'restarting' ? RESTARTING : await askShared()
  const checks = { ...found, serving: draining ? 'draining' : 'ok' }
  return { ready: Object.values(checks).every((word) => word === 'ok'), checks }
}

function askShared() {
  if (!last || performance.now() - last.at > SHARED_FOR_MS) last = { at: performance.now(), answer: askDatabase() }
  return last.answer
}

async function askDatabase(): Promise<Found> {
  try {
    const rows = await probe(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    const applied = new Set(Applied.parse(rows).map(({ name }) => name))
    // One that is newer than this build may have more: it is ready as long as it works on.
    const missing = (await buildMigrations()).filter((name) => !applied.has(name))
    return { database: 'ok', migrations: missing.length === 0 ? 'ok' : `${missing.length} to be applied` }
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return { database: 'ok', migrations: 'none applied' }
    return { database: 'does not answer', migrations: 'unknown' }
  }
}
