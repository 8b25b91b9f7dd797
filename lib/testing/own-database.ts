import { afterAll, inject } from 'vitest'
import { query, TEMPLATE } from './postgres'

// Each test file works on a database of its own, copied from the migrated template. The files of a process take turns at
// one name, for the address is read once a process.
const adminUrl = inject('adminUrl')
const name = `test_${process.pid}`
await query(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)

const url = new URL(adminUrl)
url.pathname = `/${name}`
process.env.DATABASE_URL = url.href
process.env.NEXTAUTH_SECRET = 'a secret that only tests use, long enough'
process.env.ENCRYPTION_KEY = Buffer.alloc(32, 'only for tests').toString('base64')
// The scripted model answers on loopback.
process.env.MODEL_PRIVATE_ADDRESSES = 'true'
// So do receivers of webhooks; `localhost` is one that nobody allowed.
process.env.WEBHOOK_ALLOWED_HOSTS = '127.0.0.1'
process.env.API_ALLOWED_ORIGINS = 'https://notebook.example'

afterAll(async () => {
  const { disconnect } = await import('../db/client')
  await disconnect()
  // It knows which queues there are.
  Reflect.deleteProperty(globalThis, 'evenhandBoss')
  await query(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`)
})
