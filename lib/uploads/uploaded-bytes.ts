import { takeRest } from '@/lib/server/take-rest'
import { MAX_UPLOAD_BYTES } from './limits'

/**
 * A request's body as it comes in; a request without one brings an empty file. Whoever stops in the middle, for a file
 * that is refused, leaves the rest to be taken and thrown away: an answer given while a browser is still sending would
 * reset the connection, and the reason would never be seen.
 */
export async function* uploadedBytes({ body }: Pick<Request, 'body'>): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  if (!reader) return
  let isWhole = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      isWhole = done
      if (done) return
      yield value
    }
  } finally {
    if (!isWhole) await takeRest(reader, MAX_UPLOAD_BYTES)
  }
}

/** What is allowed, and what was announced: a body that ends before that was cut off on its way. */
export function uploadLimits({ headers }: Request): { maxBytes: number; expectedBytes: number | undefined } {
  const length = headers.get('content-length')
  return { maxBytes: MAX_UPLOAD_BYTES, expectedBytes: length === null ? undefined : Number(length) }
}
