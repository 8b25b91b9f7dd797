import 'server-only'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { checkAddress, FetchRefused, type Guard } from '@/lib/http/guarded-fetch'

/** Nothing more of an answer is of use. */
const KEPT_BYTES = 1024

/** Hosts that whoever runs the site lets be told in their own network, and without encryption. */
function isAllowed({ host, hostname }: URL): boolean {
  const allowed = env().WEBHOOK_ALLOWED_HOSTS?.split(/[\s,]+/) ?? []
  return allowed.includes(host) || allowed.includes(hostname)
}

/** What may be connected to at a receiver's address. */
export function guardOf(url: URL): Guard {
  return { allowPrivate: isAllowed(url), maxBytes: KEPT_BYTES }
}

/**
 * Refuses an address that would be refused each time. What a name leads to is looked at when it is connected to.
 * @throws AppError `invalid`
 */
export function requireReceiver(address: string): void {
  const url = new URL(address)
  const wrong = (message: string) => new AppError('invalid', { fields: { url: [message] } })
  if (url.username || url.password) throw wrong('Leave names and passwords out: every message is signed.')
  if (url.protocol !== 'https:' && !isAllowed(url)) throw wrong('The address has to begin with https://.')
  try {
    checkAddress(url, guardOf(url))
  } catch (error) {
    if (error instanceof FetchRefused) throw wrong(`${error.message} Whoever runs the site can allow it.`)
    throw error
  }
}
