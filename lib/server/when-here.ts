import type { IncomingMessage } from 'node:http'

/**
 * Goes on once a short body is here to its end, or of a longer one as much as is taken from the network before somebody reads
 * it; at once where there is none. Whoever says a length and sends nothing costs little then: Next works for a millisecond or
 * two on each request before it reads any of it, and hundreds of those at once held up everybody. One that never comes is
 * ended by Node, in time.
 */
export function whenHere(request: IncomingMessage, goOn: () => void): void {
  const enough = Math.min(Number(request.headers['content-length'] ?? 0), request.readableHighWaterMark)
  const look = () => {
    if (request.readableLength < enough) return
    request.off('readable', look)
    // The stream notes in between that nobody listens any more; whoever reads it then begins as with a fresh one.
    process.nextTick(goOn)
  }
  if (enough > 0) request.on('readable', look)
  else goOn()
}
