import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Guard, guardedFetch } from './guarded-fetch'

let server: Server
let port: number
let asked = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    asked++
    if (request.url === '/moved')
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
    else if (request.url === '/large') response.end('x'.repeat(3 * 1024 * 1024))
    else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': 100 }).write('some')
      setImmediate(() => response.destroy())
    } else request.pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const MEGABYTE = 1024 * 1024

/** A name that leads to these addresses. */
const leadsTo =
  (...addresses: string[]): NonNullable<Guard['lookup']> =>
  (_host, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

const fetchWith = (guard: Partial<Guard>) => guardedFetch({ allowPrivate: false, maxBytes: MEGABYTE, ...guard })
const refusal = (address: string, guard: Partial<Guard> = {}) =>
  fetchWith(guard)(address).then(
    () => 'fetched',
    (error: { refusal?: string; code?: string }) => error.refusal ?? error.code,
  )

test('an address in figures is looked at as it stands, in any spelling of it', async () => {
  const before = asked
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '0177.0.0.1', '[::ffff:127.0.0.1]'])
    expect(await refusal(`http://${host}:${port}/`), host).toBe('PRIVATE_ADDRESS')
  for (const host of ['169.254.169.254', '[::ffff:a9fe:a9fe]', '[fe80::1]', '0.0.0.0', '[64:ff9b::a9fe:a9fe]'])
    for (const allowPrivate of [false, true])
      expect(await refusal(`http://${host}:${port}/`, { allowPrivate }), host).toBe('ADDRESS')
  expect(asked).toBe(before)
})

test('of a name all addresses must be allowed, and the connection goes to one of them', async () => {
  const before = asked
  const address = `http://models.example:${port}/`
  expect(await refusal(address, { lookup: leadsTo('8.8.8.8', '127.0.0.1') })).toBe('PRIVATE_ADDRESS')
  expect(await refusal(address, { lookup: leadsTo('8.8.8.8', '169.254.169.254'), allowPrivate: true })).toBe('ADDRESS')
  expect(await refusal(address, { lookup: leadsTo('::ffff:169.254.169.254'), allowPrivate: true })).toBe('ADDRESS')
  expect(await refusal(address, { lookup: leadsTo() })).toBe('ADDRESS')
  expect(asked).toBe(before)
  const open = fetchWith({ allowPrivate: true, lookup: leadsTo('127.0.0.1') })
  expect(await (await open(address, { method: 'POST', body: 'ä question' })).text()).toBe('ä question')
})

test('a connection that was kept for who may is not used for who may not', async () => {
  const address = `http://models.example:${port}/`
  await fetchWith({ allowPrivate: true, lookup: leadsTo('127.0.0.1') })(address)
  expect(await refusal(address, { lookup: leadsTo('127.0.0.1') })).toBe('PRIVATE_ADDRESS')
})

test('no redirect is followed, nothing larger than allowed is read, no other protocol is spoken', async () => {
  const open = { allowPrivate: true }
  expect(await refusal(`http://127.0.0.1:${port}/moved`, open)).toBe('REDIRECT')
  expect(await refusal(`http://127.0.0.1:${port}/large`, open)).toBe('TOO_LARGE')
  expect(await refusal('file:///etc/passwd', open)).toBe('PROTOCOL')
  expect(await refusal(`http://127.0.0.1:${port}/cut`, open)).toBe('ECONNRESET')
})

test('a signal ends it', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(fetchWith({ allowPrivate: true })(`http://127.0.0.1:${port}/`, { signal })).rejects.toThrow()
})
