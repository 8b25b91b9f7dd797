import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const GOOD = {
  DATABASE_URL: 'postgresql://me@localhost/evenhand',
  NEXTAUTH_SECRET: 'a secret that only tests use, long enough',
}

beforeEach(() => {
  vi.resetModules()
  for (const [name, value] of Object.entries({
    ...GOOD,
    DATABASE_POOL: '',
    NEXTAUTH_URL: '',
    LOG_LEVEL: '',
  }))
    vi.stubEnv(name, value)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const readEnv = async () => (await import('./env')).env()

test('empty variables are none: what has a default gets it', async () => {
  expect(await readEnv()).toMatchObject({
    ...GOOD,
    DATABASE_POOL: 10,
    NEXTAUTH_URL: 'http://localhost:3000',
    LOG_LEVEL: 'info',
  })
})

test.each([
  ['DATABASE_URL', ''],
  ['DATABASE_URL', 'mysql://localhost/evenhand'],
  ['DATABASE_POOL', 'many'],
  ['DATABASE_POOL', '1'],
  ['NEXTAUTH_SECRET', 'short'],
  ['NEXTAUTH_URL', 'localhost'],
  ['LOG_LEVEL', 'loud'],
])('%s=%j is refused by name', async (name, value) => {
  vi.stubEnv(name, value)
  await expect(readEnv()).rejects.toThrow(new RegExp(`not set up:\\n {2}${name}: `))
})

test('the logger does not fall over a level that is none', async () => {
  vi.stubEnv('LOG_LEVEL', 'loud')
  expect((await import('./log')).log.level).toBe('silent')
})
