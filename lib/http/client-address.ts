import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import proxyAddr from 'proxy-addr'

/** Whether an address in front, so many hops away, may say for whom it asks. */
export type Trust = (address: string, hop: number) => boolean

/**
 * Which addresses in front may say for whom they ask: a number of proxies, or a list of their addresses, networks and
 * the names `loopback`, `linklocal`, `uniquelocal`; nobody without a word.
 * @throws Error when the word is neither
 */
export function readTrust(word: string | undefined): Trust {
  const given = word?.trim() || '0'
  if (/^\d{1,2}$/.test(given)) return (_, hop) => hop < Number(given)
  try {
    return proxyAddr.compile(given.split(',').map((part) => part.trim()))
  } catch (cause) {
    const wanted = 'a number of proxies, or addresses and networks with commas between: 1 or 10.0.0.0/8,loopback'
    throw new Error(`TRUST_PROXY must be ${wanted}.`, { cause })
  }
}

/** Whom a request came from: who holds the connection, or whom trusted proxies name. */
export function clientOf(request: IncomingMessage, trust: Trust): string {
  const connected = request.socket.remoteAddress ?? ''
  const named = proxyAddr(request, trust)
  return plain(ipaddr.isValid(named) ? named : connected)
}

/**
 * Whom attempts are counted against: an IPv4 address, or the /64 that one household or host has of IPv6. Within it,
 * anybody has as many addresses as they like.
 */
export function countedAddress(address: string): string {
  return masked(address, 32, 64)
}

/** An address as far as it is kept: the /24 or /48 it is of, which tells a campus from a far country and no person. */
export function networkOf(address: string): string | null {
  return ipaddr.isValid(address) ? masked(address, 24, 48) : null
}

/** `::ffff:192.0.2.7` is `192.0.2.7`. */
function plain(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : 'unknown'
}

function masked(address: string, bits4: number, bits6: number): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  const whole = parsed.kind() === 'ipv4'
  const bits = whole ? bits4 : bits6
  const kept = parsed.toByteArray().map((byte, index) => byte & maskOf(bits - index * 8))
  const network = ipaddr.fromByteArray(kept).toString()
  return bits === 32 && whole ? network : `${network}/${bits}`
}

function maskOf(bitsLeft: number): number {
  const bits = Math.max(0, Math.min(8, bitsLeft))
  return (0xff << (8 - bits)) & 0xff
}
