import 'server-only'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Counter, collectDefaultMetrics, Registry } from 'prom-client'
import { env } from '@/lib/env'
import { onSubmission } from '@/lib/meter'
import { askDatabase } from './ask-database'
import { countRequests } from './count-requests'
import { type RouteOf, readRouteOf } from './route-of'

/** Where metrics are told, and what ends it. */
export type Metrics = { port: number; stop: () => Promise<void> }

/**
 * Tells Prometheus how this process does, at `/metrics` of a port of its own that no proxy leads to. It holds routes, counts
 * and times: no names, no texts, no ids.
 * @param port 0 for any that is free
 * @throws Error when another program has the port
 */
export async function serveMetrics(port: number, host: string, routeOf: RouteOf): Promise<Metrics> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  askDatabase(registry)
  const submissions = new Counter({
    ...{ name: 'evenhand_submissions_total', help: 'What came of submissions; saved ones are stored for good.' },
    ...{ labelNames: ['outcome'], registers: [registry] },
  })
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await listen(server, port, host)
  // It holds up nobody's end.
  server.unref()
  const ends = [
    countRequests(registry, routeOf, (each) => each === server),
    onSubmission((outcome) => submissions.inc({ outcome })),
  ]
  const stop = async () => {
    for (const end of ends) end()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { port: (server.address() as AddressInfo).port, stop }
}

/** Serves metrics where `METRICS_PORT` asks for them. */
export async function serveMetricsIfAsked(): Promise<void> {
  const { METRICS_PORT, METRICS_HOST } = env()
  if (METRICS_PORT !== undefined) await serveMetrics(METRICS_PORT, METRICS_HOST, await readRouteOf())
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(`METRICS_PORT ${port} cannot be listened on.`, { cause })))
    server.listen(port, host, resolve)
  })
}
