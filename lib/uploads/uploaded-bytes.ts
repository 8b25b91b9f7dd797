import { AppError } from '@/lib/errors'
import { takeRest } from '@/lib/http/take-rest'
import { MAX_UPLOAD_BYTES } from './limits'

/** An upload that brings nothing for so long is broken off, as is one slower than this on the whole: others wait. */
const STANDSTILL_MS = 30_000
const GRACE_MS = 120_000
const SLOWEST_BYTES_PER_MS = 8

/**
 * A request's body as it comes in; a request without one brings an empty file. Whoever stops in the middle, for a file
 * that is refused, leaves the rest to be taken and thrown away: an answer given while a browser is still sending would
 * reset the connection, and the reason would never be seen. Of what comes too slowly no rest is waited for.
 * @throws AppError `file_unreadable` for one that stands still, or comes so slowly that it would hold others up for hours
 */
export async function* uploadedBytes({ body }: Pick<Request, 'body'>): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  if (!reader) return
  const started = performance.now()
  let [isWhole, isTooSlow] = [false, false]
  try {
    for (let received = 0; ; ) {
      const left = started + GRACE_MS + received / SLOWEST_BYTES_PER_MS - performance.now()
      const next = await within(Math.min(STANDSTILL_MS, left), reader.read())
      isTooSlow = next === null
      if (!next) throw tooSlow()
      isWhole = next.done
      if (next.done) return
      received += next.value.length
      yield next.value
    }
  } finally {
    if (isTooSlow) void reader.cancel().catch(() => undefined)
    else if (!isWhole) await takeRest(reader, MAX_UPLOAD_BYTES)
  }
}

/** What comes in time, or null. */
async function within<T>(milliseconds: number, coming: Promise<T>): Promise<T | null> {
  if (milliseconds <= 0) return null
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null)
  })
  return Promise.race([coming, tooLong]).finally(() => clearTimeout(timer))
}

function tooSlow(): AppError {
  const message =
    'The file came too slowly and was broken off. Send it over a faster connection, or use the command line.'
  return new AppError('file_unreadable', { message })
}

/** What is allowed, and what was announced: a body that ends before that was cut off on its way. */
export function uploadLimits({ headers }: Request): { maxBytes: number; expectedBytes: number | undefined } {
  const length = headers.get('content-length')
  return { maxBytes: MAX_UPLOAD_BYTES, expectedBytes: length === null ? undefined : Number(length) }
}
