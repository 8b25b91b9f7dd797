import http from 'node:http'

export type Ask = {
  method?: string
  path: string
  cookie?: string | undefined
  headers?: Record<string, string>
  body?: string | Buffer
  /** After which an answer counts as none, in milliseconds. */
  patience?: number
}

/** `status` is 0 when no answer came. */
export type Answer = { status: number; text: string; headers: http.IncomingHttpHeaders; milliseconds: number }

/** What of an answer is kept; of more only the length matters. */
const KEPT = 4 * 1024 * 1024

/** Sends one request just as it is given, and counts it. Never throws: no answer is an answer, too. */
export function asker(port: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
  let asked = 0
  const ask = ({ method = 'GET', path, cookie, headers = {}, body, patience = 60_000 }: Ask): Promise<Answer> => {
    asked++
    const began = performance.now()
    return new Promise((resolve) => {
      const end = (answer: Omit<Answer, 'milliseconds'>) =>
        resolve({ ...answer, milliseconds: performance.now() - began })
      const none = () => end({ status: 0, text: '', headers: {} })
      const sent = {
        ...headers,
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      }
      const request = http.request({ host: '127.0.0.1', port, method, path, headers: sent, agent })
      request.setTimeout(patience, () => request.destroy(new Error('no answer')))
      request.once('error', none)
      request.once('response', (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          if (text.length < KEPT) text += chunk
        })
        response.once('error', none)
        response.once('end', () => end({ status: response.statusCode ?? 0, text, headers: response.headers }))
      })
      request.end(body)
    })
  }
  return { ask, asked: () => asked, close: () => agent.destroy() }
}
