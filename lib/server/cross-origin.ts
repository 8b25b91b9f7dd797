import 'server-only'
import { env } from '@/lib/env'

const METHODS = 'GET, HEAD, POST, PATCH, DELETE'
const ASKED_WITH = 'Authorization, Content-Type, Idempotency-Key, If-None-Match, Prefer'
const TOLD =
  'ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Content-Disposition, Idempotency-Replayed, Evenhand-Left-Out'

/**
 * Lets pages of the origins that whoever runs the site has named read what the public API answers. Never with cookies: such a
 * page comes with a token, or as nobody.
 */
export function allowOrigin(request: Request, response: Response): Response {
  const allowed = allowedOrigin(request)
  if (env().API_ALLOWED_ORIGINS) response.headers.append('vary', 'Origin')
  if (allowed === null) return response
  response.headers.set('access-control-allow-origin', allowed)
  response.headers.set('access-control-expose-headers', TOLD)
  return response
}

/** What a browser asks before it sends a request of another site's page. */
export function answerPreflight(request: Request): Response {
  const headers = { 'access-control-allow-methods': METHODS, 'access-control-allow-headers': ASKED_WITH }
  const isAllowed = allowedOrigin(request) !== null
  const kept = { 'access-control-max-age': '600', 'cache-control': 'no-store' }
  return allowOrigin(request, new Response(null, { status: 204, headers: isAllowed ? { ...headers, ...kept } : kept }))
}

function allowedOrigin({ headers }: Request): string | null {
  const origin = headers.get('origin')
  const allowed =
    env()
      .API_ALLOWED_ORIGINS?.split(/[\s,]+/)
      .map((each) => each.replace(/\/$/, '')) ?? []
  return origin !== null && allowed.includes(origin) ? origin : null
}
