import { randomUUID } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { query, TEMPLATE } from './postgres'

// Each test file works on a database of its own, copied from the migrated template.
const adminUrl = inject('adminUrl')
const name = `test_${randomUUID().replaceAll('-', '')}`
await query(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)

const url = new URL(adminUrl)
url.pathname = `/${name}`
process.env.DATABASE_URL = url.href
process.env.NEXTAUTH_SECRET = 'a secret that only tests use, long enough'
process.env.ENCRYPTION_KEY = Buffer.alloc(32, 'only for tests').toString('base64')
// The scripted model answers on loopback.
process.env.MODEL_PRIVATE_ADDRESSES = 'true'

afterAll(async () => {
  const { disconnect } = await import('../db/client')
  await disconnect()
  await query(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`)
})
