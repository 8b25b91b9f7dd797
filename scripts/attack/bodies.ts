import net from 'node:net'
import { type Attack, type Finding, finding } from './attack'
import { describeWait, whileOthersWork } from './probe'
import type { Target } from './target'

const MB = 1024 * 1024
/** More than this no body may make the app hold, whatever is sent. */
const MOST_MEMORY = 150 * MB

/** Bodies that are far too large, and bodies that never end. */
export const bodies: Attack = {
  name: 'bodies',
  does: 'sends bodies of 300 MB, and hundreds that trickle',
  async run(target) {
    const judgments = `/api/annotate/${target.cast.studyId}/judgments`
    const places: [path: string, cookie: string | undefined][] = [
      ['/api/auth/callback/credentials', undefined],
      ['/sign-in', undefined],
      [judgments, undefined],
      [judgments, target.cast.annotators[0]?.cookie],
    ]
    const found: Finding[] = []
    for (const [path, cookie] of places) {
      const four = () => Promise.all([1, 2, 3, 4].map(() => pour(target.port, path, cookie, 300 * MB)))
      found.push(await suffered(`four bodies of 300 MB to ${nameOf(path)}`, target, four))
    }
    found.push(await suffered('600 bodies that trickle to sign-in', target, () => trickle(target.port, 600)))
    return found
  },
}

const nameOf = (path: string) => (path.includes('annotate') ? 'verdicts' : path.includes('auth') ? 'sign-in' : 'a page')

async function suffered(what: string, target: Target, attack: () => Promise<unknown>): Promise<Finding> {
  const wait = await whileOthersWork(target, attack)
  const broken = [
    ...(wait.failed > 0 ? [`${wait.failed} of the others' requests failed`] : []),
    ...(wait.grown > MOST_MEMORY ? [`memory grew by ${Math.round(wait.grown / MB)} MB`] : []),
  ]
  return finding(`${what} trouble nobody else`, broken, describeWait(wait))
}

/** Sends so many bytes, as fast as they are taken, until the connection is closed. */
function pour(port: number, path: string, cookie: string | undefined, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('close', () => resolve())
    socket.on('error', () => undefined)
    socket.resume()
    const lines = [`POST ${path} HTTP/1.1`, 'Host: localhost', `Content-Length: ${bytes}`]
    socket.write(`${[...lines, ...(cookie ? [`Cookie: ${cookie}`] : [])].join('\r\n')}\r\n\r\n`)
    const piece = Buffer.alloc(MB, 'a')
    let left = bytes
    const write = () => {
      while (left > 0 && !socket.destroyed) {
        left -= piece.length
        if (!socket.write(piece)) return void socket.once('drain', write)
      }
      socket.end()
    }
    write()
  })
}

/** Holds so many requests open for some seconds, a byte each now and then. */
async function trickle(port: number, count: number): Promise<void> {
  const head = 'POST /api/auth/callback/credentials HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\na'
  const sockets = Array.from({ length: count }, () => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(head)
    return socket
  })
  for (let second = 0; second < 5; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    for (const socket of sockets) if (!socket.destroyed) socket.write('b')
  }
  for (const socket of sockets) socket.destroy()
}
