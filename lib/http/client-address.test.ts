import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientOf, countedAddress, networkOf, readTrust } from './client-address'

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

test.each([
  ['nobody is trusted', undefined, '192.0.2.7', '10.9.9.9', '192.0.2.7'],
  ['nobody is trusted', '', '192.0.2.7', '10.9.9.9', '192.0.2.7'],
  ['nobody is trusted', '0', '::ffff:192.0.2.7', '10.9.9.9', '192.0.2.7'],
  ['one proxy', '1', '10.0.0.1', '203.0.113.5', '203.0.113.5'],
  ['one proxy, and a client that names others', '1', '10.0.0.1', '1.1.1.1, 203.0.113.5', '203.0.113.5'],
  ['two proxies', '2', '10.0.0.1', '1.1.1.1, 203.0.113.5, 10.0.0.2', '203.0.113.5'],
  ['one proxy that names nobody', '1', '10.0.0.1', undefined, '10.0.0.1'],
  ['one proxy that says no address', '1', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['a listed network', '10.0.0.0/8, loopback', '10.0.0.1', '1.1.1.1, 203.0.113.5, 127.0.0.1', '203.0.113.5'],
  ['a stranger beside a listed network', '10.0.0.0/8', '203.0.113.9', '1.1.1.1', '203.0.113.9'],
  ['a socket that is gone', undefined, undefined, '1.1.1.1', 'unknown'],
])('%s', (_, trusted, connected, forwarded, client) => {
  expect(clientOf(from(connected, forwarded), readTrust(trusted))).toBe(client)
})

test.each(['yes', '10.0.0.0/99', '-1', '1.5', 'proxy.example'])('TRUST_PROXY=%s says what it should be', (word) => {
  expect(() => readTrust(word)).toThrow(/TRUST_PROXY must be a number of proxies/)
})

test('of IPv6 a /64 is one client, of IPv4 an address', () => {
  expect(countedAddress('2001:db8:1:2:aaaa::1')).toBe(countedAddress('2001:db8:1:2:bbbb::2'))
  expect(countedAddress('2001:db8:1:2::1')).not.toBe(countedAddress('2001:db8:1:3::1'))
  expect(countedAddress('192.0.2.7')).toBe('192.0.2.7')
  expect(countedAddress('unknown')).toBe('unknown')
})

test('what is kept of an address is its network', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.0/24')
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1::/48')
  expect(networkOf('unknown')).toBeNull()
})
