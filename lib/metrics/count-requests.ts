import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Histogram, type Registry } from 'prom-client'
import type { RouteOf } from './route-of'

const ARRIVALS = 'http.server.request.start'
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** In seconds: from a verdict, of a few milliseconds, to an export of a large study. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

type Arrival = { request: IncomingMessage; response: ServerResponse; server: Server }

/**
 * Measures each request of this process, from its first line to the last byte of its answer, whoever answers it.
 * @param isOwn the server that tells of the metrics, which is not counted
 * @returns what ends it
 */
export function countRequests(registry: Registry, routeOf: RouteOf, isOwn: (server: Server) => boolean): () => void {
  const durations = new Histogram({
    ...{ name: 'http_request_duration_seconds', help: 'Requests, by route, method and status.', buckets: BUCKETS },
    ...{ labelNames: ['route', 'method', 'status'], registers: [registry] },
  })
  const meet = (message: unknown) => {
    const { request, response, server } = message as Arrival
    if (isOwn(server)) return
    const begun = performance.now()
    const route = routeOf(request.url?.split('?', 1)[0] ?? '/')
    const method = METHODS.includes(request.method ?? '') ? String(request.method) : 'other'
    response.once('close', () => {
      // Whoever hung up has seen no status, or not all that it was the status of.
      const status = response.writableFinished ? String(response.statusCode) : 'aborted'
      durations.observe({ route, method, status }, (performance.now() - begun) / 1000)
    })
  }
  subscribe(ARRIVALS, meet)
  return () => unsubscribe(ARRIVALS, meet)
}
