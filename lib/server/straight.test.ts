import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type RequestOptions, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { log } from '@/lib/log'
import { openFrontDoor } from './front-door'
import { readText } from './read-text'
import { offerStraight } from './straight'

const STUDY = randomUUID()
const PATH = `/api/annotate/${STUDY}/judgments`

let server: Server
let close: () => void

beforeAll(async () => {
  // Files of tests share a process: one before may have loaded the route.
  Reflect.deleteProperty(globalThis, 'evenhandVerdicts')
  vi.stubEnv('TRUST_PROXY', '')
  vi.stubEnv('NEXTAUTH_URL', 'http://localhost')
  // Of a file before, in the same process, that has loaded all routes.
  Reflect.deleteProperty(globalThis, 'evenhandVerdicts')
  close = openFrontDoor()
  server = createServer((_, response) => response.end('Next'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  close()
  server.close()
  Reflect.deleteProperty(globalThis, 'evenhandVerdicts')
  vi.unstubAllEnvs()
})

function send(options: RequestOptions, body: string) {
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method: 'POST', path: PATH, ...options }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const sized = (body: string) => ({ headers: { 'content-length': Buffer.byteLength(body) } })

test('until its route is there, a verdict is left to Next', async () => {
  expect(await send(sized('early'), 'early')).toMatchObject({ status: 200, text: 'Next' })
  offerStraight({
    answer: async (asked, { studyId }) => {
      const text = await readText(asked, { maxBytes: 100 })
      if (text === 'fail') throw new Error('nobody expected this')
      return { status: 201, headers: { 'content-type': 'text/plain' }, text: `${studyId} ${text} 🪁` }
    },
  })
})

test('a verdict of known length is answered at the door, with what every answer carries', async () => {
  const { status, headers, text } = await send(sized('said'), 'said')
  expect([status, text]).toEqual([201, `${STUDY} said 🪁`])
  expect(headers).toMatchObject({
    'content-type': 'text/plain',
    'content-length': String(Buffer.byteLength(text)),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
})

test.each([
  ['another method', { method: 'PUT', ...sized('x') }],
  ['a body of unknown length', { headers: { 'transfer-encoding': 'chunked' } }],
  ['a query', { path: `${PATH}?a=b`, ...sized('x') }],
  ['another address', { path: `/api/annotate/${STUDY}/desk`, ...sized('x') }],
  ['what cannot be a study', { path: '/api/annotate/%00/judgments', ...sized('x') }],
  ['a longer path', { path: `${PATH}/x`, ...sized('x') }],
])('%s is left to Next', async (_, options) => {
  expect(await send(options, 'x')).toMatchObject({ status: 200, text: 'Next' })
})

test('what nobody expected is told in the log, and nothing of it to whoever asked', async () => {
  const told = vi.spyOn(log, 'error').mockImplementation(() => undefined)
  expect(await send(sized('fail'), 'fail')).toMatchObject({ status: 500, text: '' })
  expect(told).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ method: 'POST', in: 'route', err: expect.any(Error) }),
    'request failed',
  )
  told.mockRestore()
})

test('a process that is about to end closes the connection', async () => {
  Object.assign(globalThis, { evenhandProcess: { database: 'elsewhere', draining: true } })
  expect((await send(sized('last'), 'last')).headers.connection).toBe('close')
  Reflect.deleteProperty(globalThis, 'evenhandProcess')
})
