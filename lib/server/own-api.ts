import type { IncomingMessage } from 'node:http'

/** Asks this very process over the address a request came in by, as whoever sent that request. */
export async function askOwnApi({ socket, headers }: IncomingMessage, path: string): Promise<Response> {
  const { localAddress = '127.0.0.1', localPort } = socket
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress
  const passed = new Headers()
  for (const name of ['cookie', 'accept-language'] as const) if (headers[name]) passed.set(name, headers[name])
  return fetch(`http://${host}:${localPort}${path}`, { headers: passed, cache: 'no-store', redirect: 'manual' })
}
