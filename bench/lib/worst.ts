import { randomUUID } from 'node:crypto'
import http from 'node:http'
import net from 'node:net'

/** Where the worst is done, and as whom. */
export type Place = { port: number; cookie: string; judgedStudyId: string }

/** What one person can do to a server, named as it is printed. Each ends by itself, or with `ended`. */
export const WORST: Record<string, (place: Place, ended: Promise<unknown>) => Promise<unknown>> = {
  'paused downloads': (place, ended) => holdOpen(12, place, DOWNLOAD, ended),
  'slow bodies': (place, ended) => holdOpen(300, place, SLOW_BODY, ended),
  'slow uploads': (place, ended) => holdOpen(10, place, SLOW_UPLOAD, ended),
  'the largest upload': (place) =>
    send(place, `/api/uploads?kind=PROMPTS&filename=a.jsonl&name=${randomUUID()}`, largest()),
  'the largest design': (place) => send(place, '/api/designs', design()),
  'the deepest analysis': ({ judgedStudyId, ...place }) =>
    Promise.all(['agreement', 'rankings', 'results'].map((page) => send(place, `/studies/${judgedStudyId}/${page}`))),
}

const DOWNLOAD = ({ judgedStudyId }: Place) => `GET /api/studies/${judgedStudyId}/judgments.csv HTTP/1.1\r\n`
const SLOW_BODY = () => 'POST /api/auth/callback/credentials HTTP/1.1\r\nContent-Length: 10000\r\n'
const SLOW_UPLOAD = () =>
  `POST /api/uploads?kind=PROMPTS&filename=a&name=${randomUUID()} HTTP/1.1\r\nContent-Length: 90000000\r\n`

/** Opens connections that neither read nor go on. */
async function holdOpen(count: number, place: Place, head: (place: Place) => string, ended: Promise<unknown>) {
  const sockets = Array.from({ length: count }, () => {
    const socket = net.connect(place.port, '127.0.0.1')
    socket.on('error', () => undefined).pause()
    socket.write(`${head(place)}Host: localhost\r\nCookie: ${place.cookie}\r\n\r\n`)
    return socket
  })
  await ended
  for (const socket of sockets) socket.destroy()
}

function send({ port, cookie }: Omit<Place, 'judgedStudyId'>, path: string, body?: Buffer): Promise<unknown> {
  const method = body ? 'POST' : 'GET'
  const headers = { cookie, ...(body && { 'content-length': String(body.length) }) }
  return new Promise((resolve) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.resume().once('close', resolve)
    })
    request.once('error', resolve)
    request.end(body)
  })
}

/** As large as an upload may be: prompts of a thousand characters. */
function largest(): Buffer {
  const lines = Array.from({ length: 90_000 }, (_, n) =>
    JSON.stringify({ id: `p${n}`, prompt: `${n} ${'x'.repeat(1000)}` }),
  )
  return Buffer.from(lines.join('\n'))
}

/** All pairs of as many systems as a design may name. */
function design(): Buffer {
  const systems = Array.from({ length: 100 }, (_, n) => `System ${n}`)
  return Buffer.from(JSON.stringify({ format: 'evenhand-design/1', comparisons: { pairing: 'ALL', systems } }))
}
