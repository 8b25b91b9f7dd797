import type { IncomingMessage } from 'node:http'

/** A recruitment's link as a platform sends people to it: with parameters. */
const ARRIVAL = /^(\/r\/[^/?]+)\?(.+)$/

/**
 * Where a request goes that brings somebody by a recruitment's link: to the route that takes whoever they are out of the
 * address. Here, at the door, so that no answer repeats it, as a rewrite within Next does in a header. Null for all else; what
 * Next's own client asks of the page has a parameter of its own.
 */
export function arrivalPath({
  method,
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): string | null {
  if ((method !== 'GET' && method !== 'HEAD') || headers.rsc !== undefined) return null
  const [, path, query] = ARRIVAL.exec(url) ?? []
  return path && query ? `${path}/arrive?${query}` : null
}
