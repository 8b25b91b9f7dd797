const TWO_YEARS = 2 * 365 * 24 * 60 * 60

/** For what is no page: data, files and figures, in which nothing is run or fetched. */
const NOTHING_RUNS = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * What every answer carries, whoever gives it: a page, a route, a file of the build, the framework or the door itself.
 * Pages put a policy of their own, with a nonce, in the place of the one here: `proxy.ts`.
 * @param isSecure whether people come by https: then browsers are to insist on it
 */
export function answerHeaders(isSecure: boolean): Record<string, string> {
  return {
    'content-security-policy': NOTHING_RUNS,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
    // Addresses hold invite tokens and ids; no other site needs to know them.
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(isSecure && { 'strict-transport-security': `max-age=${TWO_YEARS}` }),
  }
}
