import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { freePort } from '../../scripts/postgres.mjs'
import type { ProcessState } from './process-state'

const ALL_FINE = { database: 'ok', migrations: 'ok', serving: 'ok' }
const given = process.env.DATABASE_URL

function say(state: ProcessState | undefined): void {
  Object.assign(globalThis, { evenhandProcess: state })
}

/** Asks as a process that has just started: what it was told is told again for a second. */
async function ask(url = given) {
  vi.resetModules()
  process.env.DATABASE_URL = url
  return (await import('./read-readiness')).readReadiness()
}

beforeEach(() => say(undefined))
afterEach(() => {
  process.env.DATABASE_URL = given
  say(undefined)
})

test('with a database of this build it is ready', async () => {
  expect(await ask()).toEqual({ ready: true, checks: ALL_FINE })
})

test('a migration that is missing, or did not end, is counted; one more than this build knows is not', async () => {
  await db.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_rules'`
  await db.$executeRaw`UPDATE _prisma_migrations SET migration_name = 'newer' WHERE migration_name LIKE '%_late'`
  expect(await ask()).toEqual({ ready: false, checks: { ...ALL_FINE, migrations: '2 to be applied' } })
  await db.$executeRaw`UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL`
  await db.$executeRaw`UPDATE _prisma_migrations SET migration_name = '20261125000500_late' WHERE migration_name = 'newer'`
  await db.$executeRaw`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
                       VALUES ('x', 'x', '99990101000000_newer', now())`
  expect(await ask()).toEqual({ ready: true, checks: ALL_FINE })
})

test('while it drains it is not ready', async () => {
  say({ database: 'running', draining: true })
  expect(await ask()).toEqual({ ready: false, checks: { ...ALL_FINE, serving: 'draining' } })
})

test('while its database is started again it is not ready, whatever was so a moment ago', async () => {
  await ask()
  say({ database: 'restarting', draining: false })
  const { readReadiness } = await import('./read-readiness')
  expect(await readReadiness()).toMatchObject({ ready: false, checks: { database: 'is being restarted' } })
})

test('a database that does not answer, or is empty, is told', async () => {
  expect(await ask(`postgresql://nobody:x@127.0.0.1:${await freePort()}/none`)).toEqual({
    ready: false,
    checks: { ...ALL_FINE, database: 'does not answer', migrations: 'unknown' },
  })
  const empty = Object.assign(new URL(given ?? ''), { pathname: '/postgres' }).href
  expect(await ask(empty)).toMatchObject({ ready: false, checks: { database: 'ok', migrations: 'none applied' } })
})

test('those who ask at once share one question', async () => {
  vi.resetModules()
  const probe = await import('@/lib/db/probe')
  const asked = vi.spyOn(probe, 'probe')
  const { readReadiness } = await import('./read-readiness')
  await Promise.all(Array.from({ length: 20 }, readReadiness))
  expect(asked).toHaveBeenCalledTimes(1)
})
