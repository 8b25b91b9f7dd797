import type { Instrumentation } from 'next'

/** Every failure nobody expected, in a page, a route or an action: one line of the log, with the code people are shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('./lib/log')
  const { digest } = error as { digest?: string }
  log.error({ err: error, digest, method: request.method, path: request.path, in: context.routeType }, 'request failed')
}
