import net from 'node:net'

/** A port that stays while the server behind it moves: what connects is passed on to where it is at that moment. */
export async function startRelay(portNow: () => number): Promise<{ port: number; stop: () => void }> {
  const open = new Set<net.Socket>()
  const server = net.createServer((from) => {
    const to = net.connect(portNow(), '127.0.0.1')
    for (const socket of [from, to]) {
      open.add(socket)
      // One end gone, the other goes.
      socket.on('error', () => undefined).once('close', () => [from, to].map((each) => each.destroy()))
    }
    from.pipe(to).pipe(from)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    server.close()
    for (const socket of open) socket.destroy()
  }
  return { port: (server.address() as net.AddressInfo).port, stop }
}
