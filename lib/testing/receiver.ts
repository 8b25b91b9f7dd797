import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a receiver does with a message. */
export type Receipt = (response: ServerResponse) => void

/** A message as it arrived. */
export type Received = { headers: IncomingHttpHeaders; body: string; path: string }

export const receipts = {
  takes: ((response) => response.writeHead(200).end('Thanks.')) as Receipt,
  says:
    (status: number, headers: Record<string, string> = {}, body = 'No.'): Receipt =>
    (response) =>
      response.writeHead(status, headers).end(body),
  /** Never answers. */
  hangs: (() => undefined) as Receipt,
  /** Answers, and never comes to an end. */
  drips: ((response) => response.writeHead(200).write('T')) as Receipt,
  /** Says more than anybody wants to hear, until nobody listens. */
  floods: ((response) => {
    const part = 'x'.repeat(64 * 1024)
    const more = () => {
      while (!response.destroyed && response.write(part));
      response.once('drain', more)
    }
    response.writeHead(200)
    more()
  }) as Receipt,
  breaksOff: ((response) => response.destroy()) as Receipt,
}

/** A server of real HTTP on loopback that takes messages of webhooks, and does with them what it is told. */
export async function startReceiver(receipt: Receipt = receipts.takes) {
  const seen: Received[] = []
  let current = receipt
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      seen.push({ headers: request.headers, body, path: request.url ?? '' })
      current(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...{ url: `http://127.0.0.1:${port}/hook`, port, seen },
    follow: (next: Receipt) => {
      current = next
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
