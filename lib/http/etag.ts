import { createHash } from 'node:crypto'

/** The ETag of a file: the SHA-256 of what is in it. */
export function etagOf(bytes: Uint8Array): string {
  return `"sha256-${createHash('sha256').update(bytes).digest('hex')}"`
}

/** A small file under its ETag; 304 to whoever has it. */
export async function withEtag({ headers }: Request, response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const etag = etagOf(bytes)
  if (headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
  const named = new Response(bytes, response)
  named.headers.set('etag', etag)
  return named
}
