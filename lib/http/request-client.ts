/** What the front door says of a request: its own mark and the client's address. Clients do not know the mark. */
export const CLIENT_HEADER = 'x-evenhand-client'

/** The address of whoever sent a request, by the front door's word; `unknown` for what did not come through it. */
export function readClient(headers: Headers): string {
  const { mark } = (globalThis as { evenhandDoor?: { mark?: string } }).evenhandDoor ?? {}
  const [said, address] = headers.get(CLIENT_HEADER)?.split(' ') ?? []
  return mark !== undefined && said === mark && address ? address : 'unknown'
}
