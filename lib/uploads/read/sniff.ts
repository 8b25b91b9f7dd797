import { decodeUtf8 } from './decode'
import type { Splitter } from './raw-record'
import { CsvSplitter } from './split-csv'
import { JsonArraySplitter } from './split-json-array'
import { JsonObjectSplitter } from './split-json-object'
import { LineSplitter } from './split-lines'
import { ACCEPTED, unreadable } from './unreadable'
import { type Wrapped, wrappedIn } from './wrapped'

/** How a text is cut into records. */
export type TextContainer = { kind: 'jsonl' } | { kind: 'json' } | Csv | { kind: 'object'; wrapped: Wrapped }
/** What a file's records stand in. */
export type Container = TextContainer | { kind: 'parquet' } | { kind: 'xlsx' } | { kind: 'eval' }
type Csv = {
  kind: 'csv'
  delimiter: string
  /** Excel’s line before the columns, which only names the separator: how many bytes to pass over, and the line after. */
  skip?: { bytes: number; line: number }
}

/** How many bytes of a file are looked at to tell what it is. */
export const HEAD_BYTES = 64 * 1024

const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/** What has to be unpacked before there are records. */
export type Packed = 'gzip' | 'zip' | 'parquet'
const PACKED: [bytes: number[], kind: Packed][] = [
  [[0x1f, 0x8b], 'gzip'],
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
  [[0x50, 0x4b, 0x05, 0x06], 'zip'],
  [[0x50, 0x41, 0x52, 0x31], 'parquet'],
]

const letters = (text: string) => [...Buffer.from(text, 'latin1')]
const SIGNATURES: [bytes: number[], name: string, remedy: string][] = [
  [[0xff, 0xfe], 'UTF-16 text', 'Save it as UTF-8, then try again.'],
  [[0xfe, 0xff], 'UTF-16 text', 'Save it as UTF-8, then try again.'],
  [letters('SQLite format 3'), 'an SQLite database', 'Export the table as JSON Lines, CSV or Parquet.'],
  [letters('ARROW1'), 'an Arrow file', 'Write it as Parquet (in datasets: to_parquet).'],
  [letters('PARE'), 'an encrypted Parquet file', 'Write it without encryption.'],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'an Excel workbook of before 2007, or one with a password',
    'Save it as .xlsx without one.',
  ],
  [letters('%PDF'), 'a PDF', 'Upload the data it was made from.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd archive', 'Unpack it first, or pack it with gzip.'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive', 'Unpack it first, or pack it with gzip.'],
  [letters('BZh'), 'a bzip2 archive', 'Unpack it first, or pack it with gzip.'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive', 'Unpack it first, or pack it as zip.'],
  [letters('Rar!'), 'a RAR archive', 'Unpack it first, or pack it as zip.'],
]

/** How a file is packed; null for text. */
export function packedAs(head: Buffer): Packed | null {
  return PACKED.find(([bytes]) => head.subarray(0, bytes.length).equals(Buffer.from(bytes)))?.[1] ?? null
}

/** A file's head without the byte order mark of UTF-8. */
export function withoutBom(head: Buffer): Buffer {
  return head.subarray(0, 3).equals(BOM) ? head.subarray(3) : head
}

/**
 * Tells from the first bytes how a file is cut into records; its name plays no part.
 * @param head without byte order mark
 * @throws AppError `file_unreadable` when it is none of JSON Lines, a JSON list, a known JSON object around one and CSV
 */
export function sniffContainer(head: Buffer): TextContainer {
  refuseSignatures(head)
  // The head may end inside a character.
  const cut = head.length < HEAD_BYTES ? head.length : head.lastIndexOf(0x0a) + 1 || head.length
  const text = decodeHead(head.subarray(0, cut))
  const lines = text.split('\n')
  const firstAt = lines.findIndex((line) => line.trim() !== '')
  const first = lines[firstAt]?.trim()
  if (first === undefined) throw unreadable('The file is empty. Choose the file that holds the data.')
  if (first.startsWith('[')) return { kind: 'json' }
  const wrapped = first.startsWith('{') ? wrappedIn(text) : undefined
  if (wrapped) return { kind: 'object', wrapped }
  const named = separatorLine(lines[firstAt] ?? '')
  if (named) {
    const bytes = lines.slice(0, firstAt + 1).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
    return { kind: 'csv', delimiter: named, skip: { bytes, line: firstAt + 2 } }
  }
  if (lines.slice(firstAt, firstAt + 20).some((line) => line.trimStart().startsWith('{'))) return { kind: 'jsonl' }
  const delimiter = commonDelimiter(first)
  if (delimiter || /^"?[a-z_ ]{2,40}"?$/i.test(first)) return { kind: 'csv', delimiter: delimiter ?? ',' }
  throw unreadable(
    `The format was not recognised: line ${firstAt + 1} begins with “${first.slice(0, 60)}”. ${ACCEPTED}`,
  )
}

/** The splitter for a container. */
export function splitterFor(container: TextContainer): Splitter {
  switch (container.kind) {
    case 'jsonl':
      return new LineSplitter()
    case 'json':
      return new JsonArraySplitter()
    case 'csv':
      return new CsvSplitter(container.delimiter, container.skip)
    case 'object':
      return new JsonObjectSplitter(container.wrapped)
  }
}

/** The separator that a line `sep=;` names. */
function separatorLine(line: string): string | undefined {
  return /^\s*"?sep=([,;\t|])"?\r?$/i.exec(line)?.[1]
}

function refuseSignatures(head: Buffer): void {
  for (const [bytes, name, remedy] of SIGNATURES)
    if (head.subarray(0, bytes.length).equals(Buffer.from(bytes)))
      throw unreadable(`The file is ${name}, not UTF-8 text. ${remedy}`)
}

/** A head without a line break may end inside a character, so up to three bytes at its end are not held against it. */
function decodeHead(head: Buffer): string {
  for (const spare of [0, 1, 2, 3]) {
    try {
      return decodeUtf8(head.subarray(0, head.length - spare), 1)
    } catch (error) {
      if (spare === 3 || head.length < HEAD_BYTES) throw error
    }
  }
  return ''
}

function commonDelimiter(header: string): string | undefined {
  const bare = header.replaceAll(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: bare.split(sign).length - 1 }))
  const best = counts.reduce((a, b) => (b.count > a.count ? b : a))
  return best.count > 0 ? best.sign : undefined
}
