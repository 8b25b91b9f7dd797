import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { inflate, unzstd } from './gunzip'
import type { Spool } from './spool'
import { nameOf, type Unpacking } from './unpacking'
import { unreadable } from './unreadable'

const [STORED, DEFLATED, ZSTD] = [0, 8, 93]

/** The entries of a zip archive, which are read in any order. Their names only name them: nothing is written there. */
export class Zip {
  private constructor(
    private readonly spool: Spool,
    private readonly name: string,
    private readonly unpacking: Unpacking,
    private readonly file: ZipFile,
    readonly entries: readonly Entry[],
  ) {}

  /** @throws AppError `file_unreadable` when it is damaged, or has too many entries */
  static async open(spool: Spool, name: string, unpacking: Unpacking): Promise<Zip> {
    try {
      const file = await fromFdPromise(spool.fd, { autoClose: false, strictFileNames: false })
      unpacking.takeEntries(file.entryCount, name)
      const entries: Entry[] = []
      for await (const entry of file.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry)
      return new Zip(spool, name, unpacking, file, entries)
    } catch (error) {
      if (error instanceof Error && error.name === 'AppError') throw error
      if (error instanceof Error && /relative path|absolute path/.test(error.message))
        throw unreadable(`${nameOf(name)} has an entry whose name leads out of the archive. Pack it again.`, error)
      throw unreadable(`${nameOf(name)} is no whole zip archive. Pack or download it again.`, error)
    }
  }

  /** The entry of this name. */
  find(fileName: string): Entry | undefined {
    return this.entries.find((entry) => entry.fileName === fileName)
  }

  /** What an entry holds. @throws AppError `file_unreadable` when it cannot be unpacked within bounds */
  async *read(entry: Entry): AsyncGenerator<Buffer> {
    const { fileName, compressionMethod, compressedSize } = entry
    if (entry.isEncrypted()) throw unreadable(`${nameOf(fileName)} is locked by a password. Pack it without one.`)
    const { fileDataStart } = await this.file.readLocalFileHeaderPromise(entry, { minimal: true }).catch((cause) => {
      throw unreadable(`${nameOf(this.name)} is no whole zip archive. Pack or download it again.`, cause)
    })
    const end = fileDataStart + compressedSize
    if (end > this.spool.size)
      throw unreadable(`${nameOf(fileName)} is cut short in the archive. Pack or download it again.`)
    for await (const piece of this.#unpack(this.spool.pieces(fileDataStart, end), fileName, compressionMethod)) {
      this.unpacking.take(piece.length, fileName)
      yield piece
    }
  }

  /** An entry whole. @throws AppError `file_unreadable` also when it has more than `most` bytes */
  async readWhole(entry: Entry, most: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    let size = 0
    for await (const piece of this.read(entry)) {
      size += piece.length
      if (size > most)
        throw unreadable(`${nameOf(entry.fileName)} has more than ${Math.floor(most / 1024 / 1024)} MB unpacked.`)
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  }

  #unpack(pieces: AsyncGenerator<Buffer>, name: string, method: number): AsyncGenerator<Buffer> {
    switch (method) {
      case STORED:
        return pieces
      case DEFLATED:
        return inflate(pieces, name)
      case ZSTD:
        return unzstd(pieces, name)
      default:
        throw unreadable(
          `${nameOf(name)} is packed in a way (${method}) that is not read. Pack it as zip tools do by default.`,
        )
    }
  }
}
