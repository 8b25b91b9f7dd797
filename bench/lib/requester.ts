import http from 'node:http'

/** Makes requests of a base address over kept connections. */
export function requester(base: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const ask = (method: string, pathname: string, body: unknown, cookie = ''): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const headers = { cookie, 'content-type': 'application/json' }
      const request = http.request(base + pathname, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = String(Buffer.concat(chunks))
          if (response.statusCode === 200) resolve(JSON.parse(text))
          else reject(new Error(`${method} ${pathname}: ${response.statusCode} ${text}`))
        })
      })
      // A kept connection that the server closed at that moment: browsers send such a request again, too.
      request.on('error', (error: NodeJS.ErrnoException) =>
        request.reusedSocket && error.code === 'ECONNRESET'
          ? resolve(ask(method, pathname, body, cookie))
          : reject(error),
      )
      request.end(body === null ? undefined : JSON.stringify(body))
    })
  return ask
}
