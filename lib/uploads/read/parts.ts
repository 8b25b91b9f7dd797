import { UNPACKED } from './bounds'
import { gunzip } from './gunzip'
import { inspectSamples, isInspectLog } from './inspect-log'
import type { RawRecord, Splitter } from './raw-record'
import { type Container, HEAD_BYTES, packedAs, sniffContainer, splitterFor, withoutBom } from './sniff'
import { nameOf, type Unpacking } from './unpacking'
import { unreadable } from './unreadable'
import type { Zip } from './zip'

/** A file as it was sent, or one out of an archive. */
type Packed = { name: string; chunks: AsyncIterable<Buffer> }

/** A file of records: as it was sent, or one of an archive. Its records are taken before the next part's. */
export type Part = {
  name: string
  head: Buffer
  container: Container
  raws: AsyncGenerator<RawRecord[]>
  /** Lines so far; records, where a record is not a line. */
  count: () => number
  note: () => string | null
}

/** Names of files that hold data, in archives that hold others, too. */
const DATA = /\.(jsonl?|ndjson|csv|tsv|parquet|xlsx|eval)(\.gz)?$/i
/** Potato keeps a folder for each user, in which this file has the answers; others say how they came about. */
const STATE = /(^|\/)user_state\.json$/
/** What archives of folders hold beside their files. */
const UNSEEN = /(^|\/)(__MACOSX\/|\.)/
const NAMED = 5

/** The files of records in what was sent, one after the other. @throws AppError `file_unreadable` */
export async function* partsOf({ name, chunks }: Packed, unpacking: Unpacking, depth = 0): AsyncGenerator<Part> {
  const rest = iterate(chunks)
  const head = await takeHead(rest)
  const packed = packedAs(head)
  if (packed === null) {
    yield textPart(name, withoutBom(head), rest)
    return
  }
  if (depth > UNPACKED.depth)
    throw unreadable(`${nameOf(name)} is an archive within archives. Unpack it, and send what it holds.`)
  const whole = join(head, rest)
  if (packed === 'gzip') {
    const unpacked = counted(gunzip(whole, name), name, unpacking)
    yield* partsOf({ name: name.replace(/\.gz$/i, ''), chunks: unpacked }, unpacking, depth + 1)
    return
  }
  const spool = await unpacking.spool(whole)
  try {
    if (packed === 'parquet') {
      // What reads packed files is loaded with the first of them: most are text, and a thread begins for each.
      const { openParquet } = await import('./parquet')
      const { rows, raws } = await openParquet(spool, name, unpacking)
      yield part({ name, container: { kind: 'parquet' }, raws: raws(), count: () => rows })
    } else {
      const archive = await import('./zip')
      yield* entriesOf(await archive.Zip.open(spool, name, unpacking), name, unpacking, depth)
    }
  } finally {
    await unpacking.release(spool)
  }
}

/** What a zip archive is: a workbook, a log, or files of data of which each is a part. */
async function* entriesOf(zip: Zip, name: string, unpacking: Unpacking, depth: number): AsyncGenerator<Part> {
  const { isWorkbook, openWorkbook } = await import('./workbook')
  if (isWorkbook(zip)) {
    const { sheet, notRead, raws } = await openWorkbook(zip, name)
    const note = notRead.length === 0 ? null : `Read was the sheet “${sheet}”, not ${listed(notRead)}`
    yield counting({ name, container: { kind: 'xlsx' }, raws: raws(), note: () => note })
    return
  }
  if (isInspectLog(zip)) {
    yield counting({ name, container: { kind: 'eval' }, raws: inspectSamples(zip, name) })
    return
  }
  const seen = zip.entries.filter(({ fileName }) => !UNSEEN.test(fileName))
  const states = seen.filter(({ fileName }) => STATE.test(fileName))
  const data = states.length > 0 ? states : seen.filter(({ fileName }) => DATA.test(fileName))
  const others = seen.filter((entry) => !data.includes(entry)).map(({ fileName }) => fileName)
  if (data.length === 0)
    throw unreadable(
      `${nameOf(name)} is a zip archive without a file of data (.jsonl, .json, .csv, .parquet, .xlsx, .eval)${others.length > 0 ? `: it holds ${listed(others)}` : ''}. Put the data into it, or send it as it is.`,
    )
  let note = others.length > 0 ? `Not read: ${listed(others)}` : null
  for (const entry of data)
    for await (const one of partsOf({ name: entry.fileName, chunks: zip.read(entry) }, unpacking, depth + 1)) {
      const own = one.note()
      const said = note
      yield { ...one, note: () => [said, own].filter(Boolean).join('. ') || null }
      note = null
    }
}

function textPart(name: string, head: Buffer, rest: AsyncIterator<Buffer>): Part {
  const container = sniffContainer(head)
  const splitter = splitterFor(container)
  const raws = split(splitter, head, rest)
  return { name, head, container, raws, count: () => splitter.count, note: () => null }
}

type Given = Pick<Part, 'name' | 'container' | 'raws'> & Partial<Part>

function part({ count = () => 0, ...given }: Given): Part {
  return { head: Buffer.alloc(0), note: () => null, count, ...given }
}

/** A part of which nobody knows how many records it has until they are read. */
function counting({ raws, ...given }: Given): Part {
  let records = 0
  const counted = (async function* () {
    for await (const batch of raws) {
      records = batch.at(-1)?.record ?? records
      yield batch
    }
  })()
  return part({ ...given, raws: counted, count: () => records })
}

async function* counted(chunks: AsyncGenerator<Buffer>, name: string, unpacking: Unpacking): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    unpacking.take(chunk.length, name)
    yield chunk
  }
}

function iterate(chunks: AsyncIterable<Buffer>): AsyncIterator<Buffer> {
  return chunks[Symbol.asyncIterator]()
}

/** Reads until there is enough to tell what the file is. */
async function takeHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = []
  for (let size = 0; size < HEAD_BYTES; ) {
    const { value, done } = await chunks.next()
    if (done) break
    head.push(value)
    size += value.length
  }
  return Buffer.concat(head)
}

async function* join(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function* split(splitter: Splitter, head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<RawRecord[]> {
  yield splitter.push(head)
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield splitter.push(next.value)
  yield splitter.end()
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => `“${name.slice(0, 80)}”`)
  return shown.join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '')
}
