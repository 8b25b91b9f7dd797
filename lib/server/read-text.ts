import 'server-only'
import { AppError } from '@/lib/errors'

/**
 * A request's body as text, read no farther than a limit.
 * @param tooLarge said when it is longer
 * @throws AppError `too_large`; `file_unreadable` when it is not UTF-8
 */
export async function readText(request: Request, maxBytes: number, tooLarge: string): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // A reader that is left early cancels the rest.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new AppError('too_large', { message: tooLarge })
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new AppError('file_unreadable', { message: 'The file is not UTF-8 text. Save it as UTF-8 and try again.' })
  }
}
