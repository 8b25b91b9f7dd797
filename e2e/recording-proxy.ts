import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip } from 'node:zlib'

/** One response as it left the app: address, status, and headers with body as text. */
export type Received = { url: string; status: number; text: string }

const UNPACK: Record<string, (body: Buffer) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
}

/**
 * A proxy between a browser and the app that keeps a copy of every response. The browser's own requests pass
 * unchanged, so that what it drops when it leaves a page is dropped as it would be without the copy.
 * @returns `received` grows; `server` is what a browser context takes as its proxy
 */
export async function startRecordingProxy() {
  const received: Received[] = []
  const proxy = createServer((asked, answer) => pass(asked, answer, received))
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  const stop = async () => {
    proxy.closeAllConnections()
    proxy.close()
    await once(proxy, 'close')
  }
  return { received, server: `http://127.0.0.1:${port}`, stop }
}

function pass(asked: IncomingMessage, answer: ServerResponse, received: Received[]): void {
  const url = asked.url ?? ''
  // A connection for each request: a kept one may be closed by the app at the moment it is used again.
  const onward = request(url, { method: asked.method, headers: asked.headers, agent: false }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', async () => {
      const body = Buffer.concat(chunks)
      const text = await (UNPACK[response.headers['content-encoding'] ?? ''] ?? (async () => body))(body)
      received.push({ url, status: response.statusCode ?? 0, text: `${JSON.stringify(response.rawHeaders)} ${text}` })
    })
    answer.writeHead(response.statusCode ?? 502, response.rawHeaders)
    response.pipe(answer)
  })
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  asked.pipe(onward)
}
