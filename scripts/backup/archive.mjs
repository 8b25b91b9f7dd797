import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import tar from 'tar-stream'
import { SetupError } from '../setup-error.mjs'

/** How an encrypted file begins: as those of the program `age` do, which can open it, too. */
const AGE = 'age-encryption.org/v1'

/**
 * Writes a compressed archive, part by part, holding no more than one part in memory.
 * @param {string} file @param {string | undefined} passphrase encrypts it when given
 */
export function writeArchive(file, passphrase) {
  const pack = tar.pack()
  const written = store(pack, file, passphrase)
  // Told by `end`, or by the `add` that waits for it.
  written.catch((error) => pack.destroy(error))
  return {
    /** @param {string} name @param {Buffer} content */
    add: (name, content) =>
      new Promise((resolve, reject) => {
        pack.once('error', reject)
        pack.entry({ name, size: content.length, mode: 0o600 }, content, (error) => {
          pack.off('error', reject)
          return error ? reject(error) : resolve(undefined)
        })
      }),
    /** Resolves when all of it is on the disk. */
    end: () => {
      pack.finalize()
      return written
    },
    /** @param {Error} error */
    abandon: (error) => {
      pack.destroy(error)
      return written.catch(() => undefined)
    },
  }
}

/** @param {Readable} plain @param {string} file @param {string | undefined} passphrase */
async function store(plain, file, passphrase) {
  // Texts shrink to a third of their size at the lowest level; more would only take longer.
  const gzip = createGzip({ level: 1 })
  const sink = createWriteStream(file, { mode: 0o600, flush: true })
  if (!passphrase) return pipeline(plain, gzip, sink)
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  const compressing = pipeline(plain, gzip)
  const encrypted = await encrypter.encrypt(/** @type {ReadableStream<Uint8Array>} */ (Readable.toWeb(gzip)))
  await Promise.all([compressing, pipeline(fromWeb(encrypted), sink)])
}

/** @param {ReadableStream<Uint8Array>} stream */
function fromWeb(stream) {
  return Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (stream))
}

/**
 * The parts of an archive, in order. Each has to be read to its end before the next one comes.
 * @param {string} file @param {string | undefined} passphrase
 * @returns {AsyncGenerator<{ name: string, content: AsyncIterable<Buffer> }>}
 * @throws {SetupError} when the archive is cut off, damaged or not to be opened
 */
export async function* readArchive(file, passphrase) {
  const extract = tar.extract()
  const source = (await isEncrypted(file)) ? await decrypted(file, passphrase) : createReadStream(file)
  const flowing = pipeline(source, createGunzip(), extract)
  // The loop below hears of it as well, as the stream is destroyed with the error.
  flowing.catch(() => undefined)
  const entries = extract[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await entries.next().catch((error) => refuse(file, error))
      if (done) break
      yield { name: value.header.name, content: readEntry(file, value) }
    }
    await flowing.catch((error) => refuse(file, error))
  } finally {
    extract.destroy()
  }
}

/** @param {string} file @param {AsyncIterable<Buffer>} entry @returns {AsyncGenerator<Buffer>} */
async function* readEntry(file, entry) {
  try {
    yield* entry
  } catch (error) {
    refuse(file, error)
  }
}

/** @param {string} file @param {unknown} cause @returns {never} */
export function refuse(file, cause) {
  throw new SetupError(`${file} is no whole backup: ${/** @type {Error} */ (cause).message}`, { cause })
}

async function isEncrypted(/** @type {string} */ file) {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(AGE.length), 0, AGE.length, 0)
    return buffer.subarray(0, bytesRead).toString('latin1') === AGE
  } finally {
    await handle.close()
  }
}

/** @param {string} file @param {string | undefined} passphrase */
async function decrypted(file, passphrase) {
  if (!passphrase) throw new SetupError(`${file} is encrypted: set EVENHAND_BACKUP_PASSPHRASE.`)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const stream = /** @type {ReadableStream<Uint8Array>} */ (Readable.toWeb(createReadStream(file)))
  try {
    return fromWeb(await decrypter.decrypt(stream))
  } catch (cause) {
    throw new SetupError(`${file} is encrypted, and does not open with this EVENHAND_BACKUP_PASSPHRASE.`, { cause })
  }
}
