import { UNPACKED } from './bounds'
import { Spool } from './spool'
import { unreadable } from './unreadable'

/** The account of one upload that is unpacked: what came out so far, and the files on disk it is unpacked from. */
export class Unpacking {
  #bytes = 0
  #entries = 0
  readonly #spools = new Set<Spool>()

  /** @param sent how many bytes came in so far */
  constructor(private readonly sent: () => number) {}

  /**
   * Counts bytes that were unpacked.
   * @throws AppError `file_unreadable` when they are more than data come to
   */
  take(bytes: number, name: string): void {
    this.#bytes += bytes
    if (this.#bytes <= this.most) return
    const times = `${UNPACKED.ratio} times the size of what was sent`
    throw unreadable(
      `${nameOf(name)} unpacks to more than ${this.most === UNPACKED.bytes ? '4 GB' : times}, as archives do that are made to fill a disk (“zip bombs”). Unpack it yourself and send what it holds.`,
    )
  }

  /** The most bytes that may come out of what has come in. */
  get most(): number {
    return Math.min(UNPACKED.bytes, Math.max(UNPACKED.floor, UNPACKED.ratio * this.sent()))
  }

  /** @throws AppError `file_unreadable` when an archive has more entries than any that holds data */
  takeEntries(count: number, name: string): void {
    this.#entries += count
    if (this.#entries > UNPACKED.entries)
      throw unreadable(
        `${nameOf(name)} has ${this.#entries.toLocaleString('en')} entries; at most ${UNPACKED.entries.toLocaleString('en')} are read. Leave out those that are not needed, or send several archives.`,
      )
  }

  /** Puts what comes onto the disk, where it can be read in any order. */
  async spool(chunks: AsyncIterable<Uint8Array>): Promise<Spool> {
    const spool = await Spool.open()
    this.#spools.add(spool)
    await spool.fill(chunks)
    return spool
  }

  async release(spool: Spool): Promise<void> {
    if (this.#spools.delete(spool)) await spool.close()
  }

  /** Lets go of all that is on the disk, however far the reading is. */
  async close(): Promise<void> {
    await Promise.all([...this.#spools].map((spool) => this.release(spool)))
  }
}

/** What messages call a file: of an archive, its entry. */
export function nameOf(name: string): string {
  return name === '' ? 'The file' : `“${name}”`
}
