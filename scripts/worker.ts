import { setTimeout as pause } from 'node:timers/promises'
import { findDatabase, UsageError } from './find-database'
import { loadSettings } from './settings.mjs'

/** What is broken off here is begun again by another worker, so that nobody has to wait for long. */
const PATIENCE_MS = 5000

loadSettings()
try {
  findDatabase()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exit(2)
}
// Loaded only now: it reads the environment.
const { startWorker } = await import('@/lib/worker/start-worker')
const worker = startWorker()
if (process.env.METRICS_PORT) await (await import('@/lib/metrics/serve-metrics')).serveMetricsIfAsked()
// Without a connection nothing else holds the process.
setInterval(() => undefined, 2 ** 30)
console.log('Working at jobs. Stop with Ctrl-C.')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void Promise.race([worker.stop(), pause(PATIENCE_MS)]).then(() => process.exit(0)))
