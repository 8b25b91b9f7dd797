import { once } from 'node:events'
import { Agent, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { uploadedBytes } from '@/lib/uploads/uploaded-bytes'
import { takeUnread } from './take-rest'

const CHUNK = 64 * 1024

/** A body of some chunks that tells how many were taken, and whether it was cancelled. */
function countedBody(chunks: number) {
  const told = { taken: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (told.taken === chunks) return controller.close()
        told.taken++
        controller.enqueue(new Uint8Array(CHUNK))
      },
      cancel() {
        told.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { body, told }
}

test('who stops reading an upload in its middle leaves nothing of it on the line', async () => {
  const { body, told } = countedBody(40)
  for await (const chunk of uploadedBytes({ body })) {
    expect(chunk.length).toBe(CHUNK)
    break
  }
  expect(told).toEqual({ taken: 40, cancelled: false })
})

test('a body that nobody read is taken as far as it may go, then let go', async () => {
  const whole = countedBody(10)
  await takeUnread({ body: whole.body, bodyUsed: false }, 100 * CHUNK)
  expect(whole.told).toEqual({ taken: 10, cancelled: false })
  const endless = countedBody(Number.POSITIVE_INFINITY)
  await takeUnread({ body: endless.body, bodyUsed: false }, 4 * CHUNK)
  expect(endless.told).toEqual({ taken: 5, cancelled: true })
})

test('over a connection: the refusal is heard, and the next request goes over the same one', async () => {
  const server = createServer(async (request, response) => {
    const body = Readable.toWeb(request) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>
    if (request.method === 'POST') for await (const _ of uploadedBytes({ body })) break
    response.writeHead(request.method === 'POST' ? 422 : 200).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = async (method: string, content: Buffer) => {
    const { port } = server.address() as AddressInfo
    const request = httpRequest({ port, host: '127.0.0.1', method, agent })
    request.end(content)
    const [response] = await once(request, 'response')
    response.resume()
    await once(response, 'end')
    return { status: response.statusCode, reused: request.reusedSocket }
  }
  expect(await ask('POST', Buffer.alloc(8 * 1024 * 1024))).toEqual({ status: 422, reused: false })
  expect(await ask('GET', Buffer.alloc(0))).toEqual({ status: 200, reused: true })
  agent.destroy()
  server.close()
})
