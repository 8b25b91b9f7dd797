import { MOST } from './bounds'
import { decodeUtf8 } from './decode'
import type { RawRecord } from './raw-record'
import { csvParser, type Parser, parseJson } from './read-record'
import type { Container } from './sniff'
import { parseCells } from './split-csv'
import { unreadable } from './unreadable'

/** A table whose columns may be called anything. */
export type Table = {
  parse: Parser
  /** What was cut so far and is no head. */
  seen: RawRecord[]
  /** The names in the first line of CSV. */
  columns: string[] | null
}

/**
 * Takes a table for what it is, with the names of columns as they are written. A column without a name is called by its
 * number.
 * @throws AppError `file_unreadable` for an empty file, two columns of one name, or too many
 */
export async function takeTable(container: Container, batches: AsyncGenerator<RawRecord[]>): Promise<Table> {
  if (container.kind !== 'csv') return { parse: parseJson, seen: [], columns: null }
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    const at = next.value.findIndex(({ bytes }) => bytes === null || bytes.length > 0)
    const head = next.value[at]
    if (!head) continue
    const columns = columnsOf(head, container.delimiter)
    return { parse: csvParser(columns, container.delimiter), seen: next.value.slice(at + 1), columns }
  }
  throw unreadable('The file is empty: it holds no record. Choose the file that holds the data.')
}

function columnsOf({ bytes, line }: RawRecord, delimiter: string): string[] {
  const { cells, count } = parseCells(decodeUtf8(bytes ?? Buffer.alloc(0), line), delimiter, MOST.columns)
  if (count > MOST.columns)
    throw unreadable(`Line ${line} names ${count} columns; at most ${MOST.columns} are read. Leave out some of them.`)
  const columns = cells.map((cell, index) => cell.trim() || `column ${index + 1}`)
  const twice = columns.find((column, index) => columns.indexOf(column) < index)
  if (twice !== undefined)
    throw unreadable(`Two columns are called “${twice}”. Give each column its own name, then try again.`)
  return columns
}
