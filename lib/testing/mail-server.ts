import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived: its lines as they were sent, decoded. */
export type Arrived = { to: string; raw: string; header: (name: string) => string | undefined; text: string }

/** A real mail server on loopback, which keeps what it is sent. */
export class MailServer {
  readonly arrived: Arrived[] = []
  /** What it says to an address instead of taking mail for it: a code and words. */
  refuses = new Map<string, [code: number, words: string]>()
  private readonly server: SMTPServer

  constructor() {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, done) => {
        const [code, words] = this.refuses.get(address) ?? []
        done(code ? Object.assign(new Error(words), { responseCode: code }) : null)
      },
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8')
          for (const { address } of envelope.rcptTo) this.arrived.push(read(address, raw))
          done()
        })
      },
    })
    // Whoever hangs up in the middle is part of some tests.
    this.server.on('error', () => undefined)
  }

  /** @param port one that others know; any free one else @returns its address, as `SMTP_URL` has it */
  async start(port = 0): Promise<string> {
    const listening = this.server.listen(port, '127.0.0.1')
    await new Promise((ready) => listening.once('listening', ready))
    return `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`
  }

  stop(): Promise<void> {
    return new Promise((closed) => this.server.close(closed))
  }
}

function read(to: string, raw: string): Arrived {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => {
    const line = unfolded.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}: `))
    return line && decodeWords(line.slice(name.length + 2))
  }
  return { to, raw, header, text: textOf(rest.join('\r\n\r\n')) }
}

/** RFC 2047: `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`. */
function decodeWords(value: string): string {
  return value
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decodeQuoted(text.replaceAll('_', ' ')),
    )
}

function decodeQuoted(text: string): string {
  const bytes = text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** The first part, which is the plain text. */
function textOf(body: string): string {
  const part = body.slice(body.indexOf('text/plain'))
  const [head = '', ...rest] = part.split('\r\n\r\n')
  const content = rest.join('\r\n\r\n').split('\r\n----_')[0] ?? ''
  return /base64/i.test(head) ? Buffer.from(content, 'base64').toString('utf8') : decodeQuoted(content)
}
