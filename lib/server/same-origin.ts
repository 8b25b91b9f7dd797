import type { IncomingMessage } from 'node:http'

/**
 * Whether a request that may change something was sent by a page of this site, or by no page at all. Browsers say so by
 * themselves, in Sec-Fetch-Site or, older ones, in Origin; a page of another site can forge neither. Scripts send none.
 * @param home the address people use
 */
export function isFromHere(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  home: string | undefined,
): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  const site = headers['sec-fetch-site']
  // `none` is a person's own doing, such as sending a form again.
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = headers
  if (origin === undefined) return true
  const hosts = [headers['x-forwarded-host'], host, hostOf(home)]
  const from = hostOf(origin)
  return from !== null && hosts.includes(from)
}

function hostOf(address: string | undefined): string | null {
  return address && URL.canParse(address) ? new URL(address).host : null
}
