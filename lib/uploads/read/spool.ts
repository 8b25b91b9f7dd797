import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const PIECE_BYTES = 256 * 1024

/** A file without a name on this machine's disk: nobody else opens it, and nothing stays of it when it is closed. */
export class Spool {
  #size = 0

  private constructor(private readonly handle: FileHandle) {}

  static async open(): Promise<Spool> {
    const file = path.join(tmpdir(), `evenhand-${randomUUID()}`)
    const handle = await open(file, 'wx+', 0o600)
    await unlink(file)
    return new Spool(handle)
  }

  get size(): number {
    return this.#size
  }

  /** For libraries that take a descriptor. */
  get fd(): number {
    return this.handle.fd
  }

  async fill(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) {
        const { bytesWritten } = await this.handle.write(chunk, at, chunk.length - at, this.#size)
        at += bytesWritten
        this.#size += bytesWritten
      }
    }
  }

  /** The bytes from `start` to before `end`. */
  async slice(start: number, end = this.#size): Promise<ArrayBuffer> {
    const bytes = new ArrayBuffer(Math.max(0, Math.min(end, this.#size) - start))
    const view = new Uint8Array(bytes)
    for (let at = 0; at < view.length; ) {
      const { bytesRead } = await this.handle.read(view, at, view.length - at, start + at)
      if (bytesRead === 0) throw new Error('A spooled file is shorter than it was')
      at += bytesRead
    }
    return bytes
  }

  /** A part of it, some bytes at a time. */
  async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += PIECE_BYTES)
      yield Buffer.from(await this.slice(at, Math.min(end, at + PIECE_BYTES)))
  }

  close(): Promise<void> {
    return this.handle.close()
  }
}
