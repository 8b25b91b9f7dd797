import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { whenHere } from './when-here'

/** How the body of a request is read, each as some part of Next does. */
const READERS: Record<string, (request: IncomingMessage) => Promise<string>> = {
  iterated: (request) => text(request),
  flowing: (request) =>
    new Promise((resolve) => {
      const parts: Buffer[] = []
      request.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString()))
    }),
}

let server: Server
let met = 0
let letIn = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    met++
    server.emit('met')
    request.once('close', () => server.emit('gone'))
    whenHere(request, () => {
      letIn++
      server.emit('let in')
      const read = READERS[request.url?.slice(1) ?? '']
      void read?.(request).then((body) => response.end(`${body.length} bytes to ${body.slice(-1) || 'none'}`))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

function open(line: string, ...headers: string[]): Socket {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write([`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '\r\n'].join('\r\n'))
  return socket
}

test.each(Object.keys(READERS))('a short body is waited for to its last byte, then read whole (%s)', async (reader) => {
  const [begun, before] = [once(server, 'met'), letIn]
  const socket = open(`POST /${reader}`, 'Content-Length: 9000')
  socket.write('x'.repeat(4000))
  await begun
  // Another one's whole way lies in between.
  expect(await text(open(`GET /${reader}`))).toContain('0 bytes to none')
  expect(letIn - before).toBe(1)
  socket.write(`${'x'.repeat(4999)}y`)
  expect(await text(socket)).toContain('9000 bytes to y')
})

test.each(Object.keys(READERS))('what comes at once is read as it came (%s)', async (reader) => {
  const socket = open(`POST /${reader}`, 'Content-Length: 3')
  socket.write('xyz')
  expect(await text(socket)).toContain('3 bytes to z')
})

test.each(Object.keys(READERS))('a long body is left to its reader once its beginning is here (%s)', async (reader) => {
  const [begun, before] = [once(server, 'met'), letIn]
  const socket = open(`POST /${reader}`, 'Content-Length: 300000')
  socket.write('x')
  await begun
  expect(await text(open(`GET /${reader}`))).toContain('0 bytes to none')
  expect(letIn - before).toBe(1)
  const next = once(server, 'let in')
  socket.write('x'.repeat(99_999))
  await next
  socket.write(`${'x'.repeat(199_999)}z`)
  expect(await text(socket)).toContain('300000 bytes to z')
})

test('whoever hangs up before is not let in', async () => {
  const [begun, gone, before] = [once(server, 'met'), once(server, 'gone'), { met, letIn }]
  const socket = open('POST /iterated', 'Content-Length: 10')
  socket.write('x')
  await begun
  socket.destroy()
  await gone
  expect([met - before.met, letIn - before.letIn]).toEqual([1, 0])
})
