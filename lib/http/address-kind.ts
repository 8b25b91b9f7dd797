import { BlockList, isIP } from 'node:net'

/** PUBLIC: anybody's. PRIVATE: of this machine or network. NEVER: what no server of anybody's answers at, and what hands out secrets. */
export type AddressKind = 'PUBLIC' | 'PRIVATE' | 'NEVER'

/** Link-local ones have a cloud's metadata, which tell whoever asks the machine's credentials. */
const NEVER = listOf(
  ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
  // Metadata and agents of clouds that stand elsewhere: Alibaba, Oracle, Azure.
  ['100.100.100.200/32', '192.0.0.192/32', '168.63.129.16/32'],
  ['::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::/32', 'fd20:ce::/32'],
)

const PRIVATE = listOf(
  ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  // Set aside for protocols, for documents and for tests of networks: nobody's on the internet.
  ['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ['::/96', 'fc00::/7', 'fec0::/10', '100::/64', '2001:db8::/32', '3fff::/20', '5f00::/16'],
)

/**
 * What kind of address an IP address is. One that carries an address of version 4 inside is what that one is, and of the kind
 * that lets less through when both say something.
 * @throws TypeError for what is no IP address
 */
export function addressKind(address: string): AddressKind {
  const plain = address.replace(/%.*$/, '')
  const version = isIP(plain)
  if (version === 0) throw new TypeError('not an IP address')
  if (version === 4) return kindOf(plain, 'ipv4')
  const inner = innerAddress(groupsOf(plain))
  const kinds = [kindOf(plain, 'ipv6'), ...(inner === null ? [] : [kindOf(inner, 'ipv4')])]
  return kinds.includes('NEVER') ? 'NEVER' : kinds.includes('PRIVATE') ? 'PRIVATE' : 'PUBLIC'
}

function kindOf(address: string, family: 'ipv4' | 'ipv6'): AddressKind {
  if (NEVER.check(address, family)) return 'NEVER'
  return PRIVATE.check(address, family) ? 'PRIVATE' : 'PUBLIC'
}

/** The eight groups of an address of version 6, as numbers. */
function groupsOf(address: string): number[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  )
  const [before = '', after] = hexadecimal.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [first, last] = [read(before), read(after ?? '')]
  return after === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill(0), ...last]
}

/** The address of version 4 that a mapped, compatible, translated (NAT64), 6to4 or Teredo address leads to. */
function innerAddress(groups: readonly number[]): string | null {
  const [first = 0, second = 0, third = 0, , , sixth = 0, seventh = 0, eighth = 0] = groups
  const startsWith = (...start: number[]) => start.every((group, index) => groups[index] === group)
  const isMapped = startsWith(0, 0, 0, 0, 0) && (sixth === 0xffff || (sixth === 0 && seventh !== 0))
  if (isMapped || startsWith(0, 0, 0, 0, 0xffff, 0) || (first === 0x64 && second === 0xff9b))
    return dotted(seventh, eighth)
  if (first === 0x2002) return dotted(second, third)
  // Teredo writes it upside down.
  if (first === 0x2001 && second === 0) return dotted(seventh ^ 0xffff, eighth ^ 0xffff)
  return null
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function listOf(...ranges: string[][]): BlockList {
  const found = new BlockList()
  for (const range of ranges.flat()) {
    const [address = '', bits] = range.split('/')
    found.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return found
}
