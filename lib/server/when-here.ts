import type { IncomingMessage } from 'node:http'

/**
 * Goes on once all of a short body is here; at once where there is none, or a long one, which its reader takes as it comes.
 * Whoever says a length and sends nothing costs little then: Next works for a millisecond or two on each request before it
 * reads any of it, and hundreds of those at once held up everybody. One that never comes is ended by Node, in time.
 */
export function whenHere(request: IncomingMessage, goOn: () => void): void {
  const length = Number(request.headers['content-length'] ?? 0)
  const look = () => {
    if (request.readableLength < length) return
    request.off('readable', look)
    // The stream notes in between that nobody listens any more; whoever reads it then begins as with a fresh one.
    process.nextTick(goOn)
  }
  // More than this is not taken from the network before somebody reads it.
  if (length > 0 && length <= request.readableHighWaterMark) request.on('readable', look)
  else goOn()
}
