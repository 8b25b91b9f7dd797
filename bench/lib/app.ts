import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { startApp } from '../../e2e/app-process'
import { buildIfNeeded } from '../../scripts/build.mjs'
import { freePort } from '../../scripts/postgres.mjs'
import { say } from './report'

/** Characters of what the app said last. */
const SHOWN = 6000

/**
 * Serves the production build over a database, by the command people use; cookies made here are signed with its secret.
 * @param url of the database; without it the app starts its own, as it is
 */
export async function serveApp({ url = '', directory }: { url?: string; directory: string }) {
  await buildIfNeeded(say)
  const port = await freePort()
  const secret = randomBytes(32).toString('hex')
  Object.assign(process.env, { NEXTAUTH_SECRET: secret, NEXTAUTH_URL: `http://localhost:${port}` })
  const data = path.join(directory, 'app')
  const app = startApp(data, {
    ...{ DATABASE_URL: url, PORT: String(port), EVENHAND_DEMO: 'none' },
    ...{ NEXTAUTH_SECRET: secret, NEXTAUTH_URL: `http://localhost:${port}` },
  })
  await app.ready
  process.env.DATABASE_URL = url || JSON.parse(await readFile(path.join(data, 'running.json'), 'utf8')).databaseUrl
  // A run that breaks off says what the app had to say.
  process.once('exit', (code) => code !== 0 && say(app.output().slice(-SHOWN)))
  const stop = async () => {
    app.kill('SIGTERM')
    await app.ended
  }
  return { port, pid: app.pid, base: `http://127.0.0.1:${port}`, stop }
}
