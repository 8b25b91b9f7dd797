import 'server-only'
import { AppError } from '@/lib/errors'

/** What is read of a request, whoever brings it: Next, or the front door. */
export type Asked = { headers: Pick<Headers, 'get' | 'has'>; body: AsyncIterable<Uint8Array> | null }

type Limit = {
  maxBytes: number
  /** Said when it is longer. */
  tooLarge?: string
}

/**
 * A request's body as text, read no farther than a limit; one that says it is longer is not read at all.
 * @throws AppError `too_large`; `file_unreadable` when it is not UTF-8
 */
export async function readText(request: Asked, { maxBytes, tooLarge }: Limit): Promise<string> {
  const message = tooLarge ?? `What was sent is larger than ${Math.floor(maxBytes / 1024)} kB.`
  if (Number(request.headers.get('content-length')) > maxBytes) throw new AppError('too_large', { message })
  const chunks: Uint8Array[] = []
  let bytes = 0
  // A reader that is left early cancels the rest.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new AppError('too_large', { message })
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new AppError('file_unreadable', { message: 'The file is not UTF-8 text. Save it as UTF-8 and try again.' })
  }
}
