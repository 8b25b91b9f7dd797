import { MAX_UPLOAD_BYTES } from './limits'

/** A request's body as it comes in; a request without one brings an empty file. */
export async function* uploadedBytes({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body) yield* body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>
}

/** What is allowed, and what was announced: a body that ends before that was cut off on its way. */
export function uploadLimits({ headers }: Request): { maxBytes: number; expectedBytes: number | undefined } {
  const length = headers.get('content-length')
  return { maxBytes: MAX_UPLOAD_BYTES, expectedBytes: length === null ? undefined : Number(length) }
}
