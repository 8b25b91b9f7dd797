/**
 * Whether a request that may change something was sent by a page of this site, or by no page at all. Browsers say so by
 * themselves, in Sec-Fetch-Site or, older ones, in Origin; a page of another site can forge neither. Scripts send none.
 * @param home the address people use
 */
export function isFromHere(
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  home: string | undefined,
): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  const site = headers.get('sec-fetch-site')
  // `none` is a person's own doing, such as sending a form again.
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  if (origin === null) return true
  const hosts = [headers.get('x-forwarded-host'), headers.get('host'), hostOf(home)]
  const from = hostOf(origin)
  return from !== null && hosts.includes(from)
}

function hostOf(address: string | undefined): string | null {
  return address && URL.canParse(address) ? new URL(address).host : null
}
