import { createServer, type IncomingHttpHeaders, type RequestOptions, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readClient } from '@/lib/http/request-client'
import { makeLog } from '@/lib/log'
import { makeRequestId, requestId } from '@/lib/request-id'
import { answerHeaders } from './answer-headers'
import { openFrontDoor } from './front-door'

let server: Server
let close: () => void
const seen: string[] = []

beforeAll(async () => {
  vi.stubEnv('TRUST_PROXY', '')
  vi.stubEnv('NEXTAUTH_URL', 'https://evenhand.example')
  close = openFrontDoor()
  server = createServer((incoming, response) => {
    seen.push(readClient(new Headers(incoming.headers as Record<string, string>)))
    response.end('let in')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  close()
  server.close()
  vi.unstubAllEnvs()
})

function send(options: RequestOptions) {
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, ...options }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Says how long a body will be, and sends none of it. */
function announce(path: string, bytes: number) {
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = { 'content-length': bytes }
    const asked = request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += chunk))
      answer.on('end', () => {
        asked.destroy()
        resolve({ status: answer.statusCode ?? 0, text })
      })
    })
    asked.on('error', reject)
    asked.flushHeaders()
  })
}

test('any server of the process knows who asks, whatever the client says of itself', async () => {
  const headers = { 'x-forwarded-for': '10.9.9.9', 'x-evenhand-client': 'mark 10.9.9.9' }
  expect(await send({ headers })).toMatchObject({ status: 200, text: 'let in' })
  expect(await send({ headers })).toMatchObject({ status: 200 })
  expect(seen.splice(0)).toEqual(['127.0.0.1', '127.0.0.1'])
})

test('what did not come through the door is from nobody known', () => {
  for (const said of ['10.9.9.9', 'undefined 10.9.9.9', ' 10.9.9.9'])
    expect(readClient(new Headers({ 'x-evenhand-client': said }))).toBe('unknown')
})

const CROSS = { 'sec-fetch-site': 'cross-site', origin: 'https://other.example' }

test.each([
  [200, '/api/v1/studies', { ...CROSS, authorization: 'Bearer evh_x' }],
  [403, '/api/v1/studies', CROSS],
  // Browsers send it by themselves, once they know it.
  [403, '/api/v1/studies', { ...CROSS, authorization: 'Basic eDp5' }],
  [403, '/api/designs', { ...CROSS, authorization: 'Bearer evh_x' }],
  [403, '/studies/new', { ...CROSS, authorization: 'Bearer evh_x' }],
])('%i for a page of another site that posts to %s with %o', async (status, path, headers) => {
  expect((await send({ method: 'POST', path, headers: headers as Record<string, string> })).status).toBe(status)
  seen.splice(0)
})

test('before it asks the public API, a browser may ask whether it may; of nothing else', async () => {
  expect((await send({ method: 'OPTIONS', path: '/api/v1/studies', headers: CROSS })).status).toBe(200)
  expect((await send({ method: 'OPTIONS', path: '/api/designs', headers: CROSS })).status).toBe(403)
  seen.splice(0)
})

test.each([
  ['/api/auth/callback/credentials', 64 * 1024, '64 kB'],
  ['/api/annotate/x/judgments?a=b', 256 * 1024, '256 kB'],
  ['/api/annotate/x/consent', 64 * 1024, '64 kB'],
  ['/api/v1/studies/x/judgments', 256 * 1024, '256 kB'],
  ['/api/designs', 1024 * 1024, '1024 kB'],
  ['/api/uploads?name=x', 100 * 1024 * 1024, '100 MB'],
  ['/api/imports?filename=x', 100 * 1024 * 1024, '100 MB'],
  ['/sign-in', 1024 * 1024, '1024 kB'],
])('%s is sent no more than %i bytes, whoever sends them', async (path, most, said) => {
  const refused = await announce(path, most + 1)
  expect([refused.status, JSON.parse(refused.text).code]).toEqual([413, 'too_large'])
  expect(refused.text).toContain(said)
})

test.each([
  ['TRACE', {}, 405],
  ['POST', { 'sec-fetch-site': 'cross-site' }, 403],
  ['POST', { origin: 'https://evil.example' }, 403],
  ['POST', { 'sec-fetch-site': 'same-origin' }, 200],
  ['GET', { 'sec-fetch-site': 'cross-site' }, 200],
  ['POST', { 'transfer-encoding': 'chunked' }, 411],
  ['GET', { 'next-router-state-tree': '%' }, 400],
  ['GET', { 'next-router-state-tree': '[]' }, 400],
  ['GET', { 'next-router-state-tree': 'x'.repeat(10_000) }, 400],
  ['GET', { 'next-router-state-tree': encodeURIComponent('["",{}]') }, 200],
])('%s with %o is answered by the door with %i', async (method, headers, status) => {
  const answer = await send({ method, headers })
  const said = { 200: /^let in$/, 403: /"forbidden"/ }[status] ?? /^$/
  expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(said)])
  expect(answer.headers).toMatchObject(answerHeaders(true))
})

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

test('each answer names its request, also a refusal, and whoever has no proxy in front has no say in it', async () => {
  const said = { 'x-request-id': 'chosen-by-a-client' }
  const one = await send({ headers: said })
  const other = await send({ method: 'POST', headers: { ...said, 'sec-fetch-site': 'cross-site' } })
  for (const { headers } of [one, other]) expect(headers['x-request-id']).toMatch(UUID)
  expect(one.headers['x-request-id']).not.toBe(other.headers['x-request-id'])
  expect(JSON.parse(other.text).requestId).toBe(other.headers['x-request-id'])
})

test('whatever is logged or refused while a request is answered knows its id', async () => {
  const other = createServer((_, response) => {
    const [lines, log] = [[] as string[], makeLog({ write: (line) => lines.push(line) })]
    setImmediate(() => {
      log.info('later')
      response.end(JSON.stringify([requestId(), JSON.parse(lines[0] ?? '').requestId]))
    })
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  // One that waits for its body, and two at once.
  const answers = await Promise.all(
    [{ method: 'POST', body: 'x' }, {}, {}].map((init) => fetch(`http://127.0.0.1:${port}/`, init)),
  )
  for (const answer of answers) {
    const id = answer.headers.get('x-request-id')
    expect(await answer.json()).toEqual([id, id])
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(3)
  other.close()
  expect(requestId()).toBeUndefined()
})

test.each([
  ['a-name-of-the-proxy', true],
  ['01JDZ:8k.4', true],
  ['short', false],
  ['with space and more', false],
  ['x'.repeat(41), false],
  [undefined, false],
])('a proxy may call a request %s: %s', (given, isTaken) => {
  expect(makeRequestId(given) === given).toBe(isTaken)
})

test('https is insisted on only where people come by it', () => {
  expect(answerHeaders(true)['strict-transport-security']).toBe('max-age=63072000')
  expect(answerHeaders(false)).not.toHaveProperty('strict-transport-security')
})
