import { checkAddress, FetchRefused, type Guard, send } from './guarded-fetch'

/** Hubs send on to where they store files, once or twice. */
const MOST_REDIRECTS = 5

type Answer = { status: number; headers: Headers; body: AsyncIterable<Buffer> & { destroy: () => void } }

/**
 * Asks for something large: its body comes as it arrives, and redirects are followed, each to where it may lead. What
 * proves who asks goes to the host that was asked first, and nowhere else.
 * @param guardOf what may be asked at an address: it is asked anew for each redirect
 * @throws FetchRefused
 */
export async function guardedStream(
  address: string,
  headers: Record<string, string>,
  guardOf: (url: URL) => Omit<Guard, 'maxBytes'>,
  signal?: AbortSignal,
): Promise<Answer> {
  let url = new URL(address)
  const first = url.host
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const guard = { ...guardOf(url), maxBytes: Number.POSITIVE_INFINITY }
    checkAddress(url, guard)
    const { authorization: _, ...others } = headers
    const response = await send(url, { headers: url.host === first ? headers : others, signal: signal ?? null }, guard)
    const { statusCode: status = 0 } = response
    const { location } = response.headers
    if (status < 300 || status >= 400 || !location)
      return { status, headers: headersOf(response.headers), body: response }
    response.destroy()
    if (!URL.canParse(location, url)) throw new FetchRefused('REDIRECT', `${url.host} sends on to nowhere.`)
    const next = new URL(location, url)
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw new FetchRefused(
        'REDIRECT',
        `${url.host} sends on to ${next.host} without encryption, which is not followed.`,
      )
    url = next
  }
  throw new FetchRefused('REDIRECT', `${first} sends on more than ${MOST_REDIRECTS} times.`)
}

function headersOf(given: NodeJS.Dict<string | string[]>): Headers {
  const kept = new Headers()
  for (const [name, value] of Object.entries(given)) for (const one of [value ?? []].flat()) kept.append(name, one)
  return kept
}
