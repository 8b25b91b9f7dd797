import { expect, test } from 'vitest'
import { addressKind } from './address-kind'

test.each([
  ['8.8.8.8', 'PUBLIC'],
  ['172.15.255.255', 'PUBLIC'],
  ['172.16.0.0', 'PRIVATE'],
  ['172.32.0.0', 'PUBLIC'],
  ['127.0.0.1', 'PRIVATE'],
  ['127.255.255.254', 'PRIVATE'],
  ['10.1.2.3', 'PRIVATE'],
  ['192.168.1.1', 'PRIVATE'],
  ['100.64.0.1', 'PRIVATE'],
  ['0.0.0.0', 'NEVER'],
  ['169.254.169.254', 'NEVER'],
  ['169.254.170.2', 'NEVER'],
  ['100.100.100.200', 'NEVER'],
  ['168.63.129.16', 'NEVER'],
  ['224.0.0.1', 'NEVER'],
  ['255.255.255.255', 'NEVER'],
  ['2606:4700:4700::1111', 'PUBLIC'],
  ['::1', 'PRIVATE'],
  ['::', 'NEVER'],
  ['fe80::1', 'NEVER'],
  ['fe80::1%eth0', 'NEVER'],
  ['fd12:3456::1', 'PRIVATE'],
  ['fd00:ec2::254', 'NEVER'],
  ['ff02::1', 'NEVER'],
  // Addresses of version 4 in the clothes of version 6.
  ['::ffff:127.0.0.1', 'PRIVATE'],
  ['::ffff:7f00:1', 'PRIVATE'],
  ['::ffff:169.254.169.254', 'NEVER'],
  ['::ffff:8.8.8.8', 'PUBLIC'],
  ['::127.0.0.1', 'PRIVATE'],
  ['64:ff9b::169.254.169.254', 'NEVER'],
  ['64:ff9b::a00:1', 'PRIVATE'],
  ['64:ff9b::808:808', 'PUBLIC'],
  ['2002:a9fe:a9fe::1', 'NEVER'],
  ['2002:808:808::1', 'PUBLIC'],
  ['2001:0:1234:5678:0:0:5601:5601', 'NEVER'],
])('%s is %s', (address, kind) => {
  expect(addressKind(address)).toBe(kind)
})

test('what is no address is refused', () => {
  for (const text of ['', 'localhost', '1.2.3', '1.2.3.4.5', ':::']) expect(() => addressKind(text)).toThrow(TypeError)
})
