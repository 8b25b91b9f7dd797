import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = path.resolve(import.meta.dirname, '..')

/** How long jobs may take to notice that they are broken off. */
const JOBS_END_MS = 3000

/**
 * How long a connection may stay idle. Longer than proxies keep theirs (one minute, two at most): what they send on one that
 * is closed at that moment is lost, and they answer with a failure of the gateway.
 */
const IDLE_MS = 130_000

/**
 * Serves the app from this process, so that it cannot outlive it.
 * @param {{ hostname: string, port: number, dev: boolean, state: import('../lib/health/process-state').ProcessState }} options
 * @returns {Promise<(hurry: AbortSignal) => Promise<void>>} what stops it; a hurry ends the time in which it still serves
 */
export async function serve({ hostname, port, dev, state }) {
  await settleStandalone()
  const { default: next } = await import('next')
  const app = next({ dev, dir: root, hostname, port })
  await app.prepare()
  const handle = app.getRequestHandler()
  const server = createServer((request, response) => {
    if (state.draining) response.shouldKeepAlive = false
    void handle(request, response)
  })
  server.keepAliveTimeout = IDLE_MS
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, hostname, () => resolve(undefined))
  })
  return async (hurry) => {
    state.draining = true
    // A balancer in front has to see that this process is not ready before it finds the door closed.
    const drain = Number(process.env.DRAIN_SECONDS ?? 0) * 1000
    await pause(drain, undefined, { signal: hurry }).catch(() => undefined)
    // Bundled apart from this file. Jobs that it breaks off are begun again by the next worker.
    const { evenhandWorker } = /** @type {{ evenhandWorker?: { stop: () => Promise<void> } }} */ (globalThis)
    await Promise.race([evenhandWorker?.stop(), pause(JOBS_END_MS)])
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    // Answers under way may finish; a stream nobody reads must not hold the stop up.
    const deadline = setTimeout(() => server.closeAllConnections(), 5000)
    await closed
    clearTimeout(deadline)
    await app.close()
  }
}

/** In the folder of an image there is no configuration to be read, only what the build made of it: as Next's own server does. */
async function settleStandalone() {
  const mark = path.join(root, 'standalone')
  if (!existsSync(mark)) return
  process.chdir(root)
  process.env.NEXT_DIST_DIR = (await readFile(mark, 'utf8')).trim()
  const files = path.join(root, process.env.NEXT_DIST_DIR, 'required-server-files.json')
  const { config } = JSON.parse(await readFile(files, 'utf8'))
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify({
    ...config,
    distDir: `./${process.env.NEXT_DIST_DIR}`,
  })
}
