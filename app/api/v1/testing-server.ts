import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { GET } from './[[...path]]/route'

/** The public API on a port of this machine, for programs that want a server: as Next serves it, without its build. */
export async function serveApi(): Promise<Server> {
  const server = createServer((asked, answered) => {
    const [request, path] = read(asked)
    GET(request, { params: Promise.resolve({ path }) }).then(
      (response) => {
        answered.writeHead(response.status, Object.fromEntries(response.headers))
        if (response.body) Readable.fromWeb(response.body as ReadableStream).pipe(answered)
        else answered.end()
      },
      (error) => answered.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function read(asked: IncomingMessage): [request: Request, path: string[]] {
  const { method = 'GET', url = '/', headers } = asked
  const address = new URL(url, 'http://127.0.0.1')
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const request = new Request(address, {
    ...{ method, headers: headers as Record<string, string>, duplex: 'half' },
    ...(hasBody && { body: Readable.toWeb(asked) as BodyInit }),
  } as RequestInit)
  return [request, address.pathname.split('/').slice(3).filter(Boolean)]
}
