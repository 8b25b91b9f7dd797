/**
 * The token that a request brings, by `Authorization: Bearer` or, for programs that know nothing else, as the password of
 * Basic with any name; null where the header is missing. What is no token comes out as a word that fits none.
 */
export function readSecret(authorization: string | null): string | null {
  if (authorization === null) return null
  const [kind = '', value = ''] = authorization.trim().split(/\s+/, 2)
  if (/^bearer$/i.test(kind)) return value
  if (!/^basic$/i.test(kind)) return ''
  const pair = Buffer.from(value, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}
