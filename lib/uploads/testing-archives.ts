import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { ZipFile } from 'yazl'

/** A zip archive of these entries. */
export async function zipOf(entries: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream.pipe(new PassThrough()))
}

type Cell = string | number | boolean | Date | null | { formula: string; result?: string }

/** A workbook whose sheets hold these rows. */
export async function workbookOf(sheets: Readonly<Record<string, Cell[][]>>, merge?: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name)
    for (const row of rows) sheet.addRow(row)
    if (merge) sheet.mergeCells(merge)
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** Bytes as a frame of zstd, not made smaller. */
function zstdOf(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  const header = Buffer.alloc(9)
  header.writeUInt32LE(0xfd2fb528, 0)
  // One segment, its size in four bytes.
  header[4] = 0xa0
  header.writeUInt32LE(bytes.length, 5)
  const blocks: Buffer[] = []
  for (let at = 0; at < bytes.length || at === 0; at += 65_536) {
    const part = bytes.subarray(at, at + 65_536)
    const isLast = at + 65_536 >= bytes.length
    const size = Buffer.alloc(3)
    size.writeUIntLE((part.length << 3) | (isLast ? 1 : 0), 0, 3)
    blocks.push(size, part)
  }
  return Buffer.concat([header, ...blocks])
}

/** An archive whose entries are packed by zstd, as Inspect writes its logs. */
export async function zstdZipOf(entries: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(zstdOf(content), name, { compress: false })
  zip.end()
  const bytes = await buffer(zip.outputStream.pipe(new PassThrough()))
  const sizes = new Map(Object.entries(entries).map(([name, content]) => [name, Buffer.byteLength(content)]))
  // What was stored as it is becomes packed by method 93, of which no writer is at hand.
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28))
    bytes.writeUInt16LE(93, at + 10)
    bytes.writeUInt32LE(sizes.get(name) ?? 0, at + 24)
  }
  return bytes
}
