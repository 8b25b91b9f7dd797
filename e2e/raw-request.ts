import { request as open } from 'node:http'

export type Raw = {
  method?: string
  path: string
  headers?: Record<string, string>
  cookie?: string | undefined
  body?: Iterable<Buffer>
}

/** In place of a status: the connection was closed before an answer was read. */
export const CUT_OFF = 0

/**
 * Sends a request as it is written, without what a browser or a library would mend, and answers with what came back. A body
 * is sent piece by piece until an answer comes; `sent` is how many of its bytes were.
 */
export function sendRaw({ method = 'GET', path, headers = {}, cookie, body }: Raw): Promise<{
  status: number
  text: string
  sent: number
}> {
  const { hostname, port } = new URL(process.env.NEXTAUTH_URL ?? '')
  return new Promise((resolve, reject) => {
    let sent = 0
    let answered = false
    const asked = open({
      hostname,
      port,
      method,
      path,
      headers: { ...headers, ...(cookie && { cookie }) },
      agent: false,
    })
    asked.once('response', (response) => {
      answered = true
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.once('close', () => {
        asked.destroy()
        resolve({ status: response.statusCode ?? 0, text, sent })
      })
    })
    // Who answers early may close while the rest is on its way.
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (answered) return
      // Cut off while it was still sending: whatever was answered is lost with the connection.
      if (error.code === 'EPIPE' || error.code === 'ECONNRESET') resolve({ status: CUT_OFF, text: '', sent })
      else reject(error)
    })
    const pieces = body?.[Symbol.iterator]()
    const write = () => {
      const piece = pieces?.next()
      if (answered || !piece || piece.done) return method === 'GET' ? asked.end() : pieces ? undefined : asked.end()
      sent += piece.value.length
      asked.write(piece.value, write)
    }
    write()
  })
}
