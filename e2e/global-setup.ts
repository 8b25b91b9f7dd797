import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CLIENT } from '@/lib/testing/oidc-client'
import { ensureOwnDatabase } from '../scripts/postgres/own-database.mjs'
import { freePort, startPostgres } from '../scripts/postgres.mjs'

const SECRET = 'a secret that only the browser tests use'

/** Serves the production build, by the command people use, over a database of its own. */
export default async function setup(): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'evenhand-e2e-'))
  const flags = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`])
  const postgres = await startPostgres({ dataDir: path.join(directory, 'postgres'), flags })
  const port = await freePort()
  Object.assign(process.env, {
    // The app is no superuser of its database here either; few tests need one.
    DATABASE_URL: await ensureOwnDatabase(postgres),
    SUPERUSER_URL: postgres.url('postgres'),
    NEXTAUTH_SECRET: SECRET,
    // What tests seal themselves the app can open.
    ENCRYPTION_KEY: Buffer.alloc(32, 'only for browser tests').toString('base64'),
    NEXTAUTH_URL: `http://localhost:${port}`,
    // The scripted model answers on loopback.
    MODEL_PRIVATE_ADDRESSES: 'true',
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
    // Where a test may play the hub; nobody answers else.
    HF_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    // Where a test may play the sign-on provider.
    OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'Example ID',
    OIDC_SIGNUP: 'true',
    OIDC_DEFAULT_ROLE: 'ANNOTATOR',
    OIDC_LOGOUT: 'true',
    EVENHAND_ADMIN_EMAIL: 'admin@example.org',
    EVENHAND_ADMIN_PASSWORD: 'a password for the tests',
  })
  const app = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, PORT: String(port), EVENHAND_DATA: directory, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise((resolve) => app.once('exit', resolve))
  await saidReady(app)
  return async () => {
    app.kill('SIGTERM')
    await exited
    await postgres.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

function saidReady(app: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    app.stdout?.on('data', (chunk) => {
      output += chunk
      if (output.includes('Evenhand is ready')) resolve()
    })
    app.once('exit', (code) => reject(new Error(`The app ended with ${code}:\n${output}`)))
  })
}
