import { createHash } from 'node:crypto'
import { z } from 'zod'
import { readArchive, refuse } from './archive.mjs'

const Manifest = z.object({
  format: z.literal(1, 'it was written by a newer version of Evenhand'),
  app: z.string(),
  createdAt: z.iso.datetime(),
  server: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int(),
      bytes: z.int(),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), value: z.string().regex(/^\d+$/), called: z.boolean() })),
})

/** @typedef {z.output<typeof Manifest>} Manifest what a backup says of itself, at its end */
/** @typedef {{ passphrase?: string, onTable?: (name: string, rows: AsyncIterable<Buffer>) => Promise<void> }} Reading */

/**
 * Reads a backup from its first to its last byte, and holds every table against its hash.
 * @param {string} file
 * @param {Reading} [reading] `onTable` is given the rows of each table that has any, and reads them to their end
 * @returns {Promise<Manifest>}
 * @throws {import('../setup-error.mjs').SetupError} when it is cut off, damaged or none
 */
export async function readBackup(file, { passphrase, onTable = drain } = {}) {
  /** @type {Map<string, { bytes: number, sha256: string }>} */
  const found = new Map()
  let manifest = ''
  const parts = readArchive(file, passphrase)
  try {
    for (let part = await next(parts); part; ) {
      const [folder, table] = part.name.split('/')
      if (folder === 'tables' && table !== undefined) {
        const rows = joinParts(parts, part, table)
        await onTable(table, rows.content)
        part = await rows.following()
        found.set(table, rows.sum())
      } else {
        const text = await readText(part.content)
        if (part.name === 'manifest.json') manifest = text
        part = await next(parts)
      }
    }
  } finally {
    await parts.return(undefined)
  }
  try {
    return compare(manifest, found)
  } catch (error) {
    return refuse(file, error)
  }
}

/** @typedef {{ name: string, content: AsyncIterable<Buffer> }} Part */

/** @param {AsyncGenerator<Part>} parts @returns {Promise<Part | undefined>} */
async function next(parts) {
  const { done, value } = await parts.next()
  return done ? undefined : value
}

/**
 * The rows of a table, which may be in several parts, one after the other.
 * @param {AsyncGenerator<Part>} parts @param {Part} first @param {string} table
 */
function joinParts(parts, first, table) {
  const hash = createHash('sha256')
  let bytes = 0
  /** @type {Part | undefined} */
  let part = first
  async function* content() {
    while (part?.name.startsWith(`tables/${table}/`)) {
      for await (const chunk of part.content) {
        hash.update(chunk)
        bytes += chunk.length
        yield chunk
      }
      part = await next(parts)
    }
  }
  const rows = content()
  return {
    content: rows,
    /** The part after the table's last. */
    following: async () => {
      await drain(table, rows)
      return part
    },
    sum: () => ({ bytes, sha256: hash.digest('hex') }),
  }
}

/** @param {string} said @param {Map<string, { bytes: number, sha256: string }>} found */
function compare(said, found) {
  if (said === '') throw new Error('its end is missing')
  const { data: manifest, error } = Manifest.safeParse(JSON.parse(said))
  if (!manifest) throw new Error(z.prettifyError(error))
  const empty = { bytes: 0, sha256: createHash('sha256').digest('hex') }
  for (const { name, bytes, sha256 } of manifest.tables) {
    const has = found.get(name) ?? empty
    if (has.bytes !== bytes || has.sha256 !== sha256)
      throw new Error(`the rows of ${name} are not those that were written`)
  }
  for (const name of found.keys())
    if (!manifest.tables.some((table) => table.name === name)) throw new Error(`nobody knows of ${name}`)
  return manifest
}

async function drain(/** @type {string} */ _, /** @type {AsyncIterable<Buffer>} */ rows) {
  for await (const _chunk of rows);
}

async function readText(/** @type {AsyncIterable<Buffer>} */ content) {
  const chunks = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
