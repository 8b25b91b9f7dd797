import type { Instrumentation } from 'next'

/** Runs once in each process that serves, before it answers anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { oidcSettings } = await import('./lib/oidc/settings')
  const { mailSettings } = await import('./lib/mail/settings')
  // What is wrong with them is said now, and not to the first who needs them.
  oidcSettings()
  mailSettings()
  const { openFrontDoor } = await import('./lib/server/front-door')
  openFrontDoor()
  if (process.env.METRICS_PORT) await (await import('./lib/metrics/serve-metrics')).serveMetricsIfAsked()
  const { keepExpiring } = await import('./lib/uploads/expire-uploads')
  keepExpiring()
  const { resealKeys } = await import('./lib/providers/reseal-keys')
  const { log } = await import('./lib/log')
  // Nothing waits for it: what is sealed by an earlier encryption key can be opened as long as that is there.
  void resealKeys().catch((error) => log.warn({ err: error }, 'keys of providers were not sealed anew'))
  const { env } = await import('./lib/env')
  if (env().EVENHAND_WORKER === 'none') return
  const { startWorker } = await import('./lib/worker/start-worker')
  startWorker()
}

/** Every failure nobody expected, in a page, a route or an action: one line of the log, with the code people are shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log, loggedPath } = await import('./lib/log')
  const { digest, code } = error as { digest?: string; code?: string }
  // Whoever asked hung up before they had sent all of it: nothing of ours failed.
  if (error instanceof Error && error.message === 'aborted' && code === 'ECONNRESET') return
  const where = { method: request.method, path: loggedPath(request.path), in: context.routeType }
  log.error({ err: error, digest, ...where }, 'request failed')
}
