import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { startApp } from '../../e2e/app-process'
import { buildIfNeeded } from '../../scripts/build.mjs'
import { freePort } from '../../scripts/postgres.mjs'
import { say } from './report'

/** Serves the production build over a database, by the command people use; cookies made here are signed with its secret. */
export async function serveApp({ url, directory }: { url: string; directory: string }) {
  await buildIfNeeded(say)
  const port = await freePort()
  const secret = randomBytes(32).toString('hex')
  Object.assign(process.env, { DATABASE_URL: url, NEXTAUTH_SECRET: secret, NEXTAUTH_URL: `http://localhost:${port}` })
  const app = startApp(path.join(directory, 'app'), {
    ...{ DATABASE_URL: url, PORT: String(port), EVENHAND_DEMO: 'none' },
    ...{ NEXTAUTH_SECRET: secret, NEXTAUTH_URL: `http://localhost:${port}` },
  })
  await app.ready
  const stop = async () => {
    app.kill('SIGTERM')
    await app.ended
  }
  return { port, base: `http://127.0.0.1:${port}`, stop }
}
