import type { Part } from './parts'
import type { RawRecord } from './raw-record'
import { nameOf } from './unpacking'
import { unreadable } from './unreadable'

/**
 * The records of all parts, each with the number of its part. Parts of one file are read in one way: all CSV with the
 * same columns, or none.
 * @param read takes the parts as they are begun
 * @throws AppError `file_unreadable`
 */
export async function* joinParts(first: Part, others: AsyncIterator<Part>, read: Part[]): AsyncGenerator<RawRecord[]> {
  let columns: Buffer | null = null
  for (let part: Part | undefined = first; part; part = (await others.next()).value) {
    const number = read.push(part) - 1
    requireSameKind(first, part)
    let isBegun = part.container.kind !== 'csv'
    for await (const batch of part.raws) {
      let records = batch
      if (!isBegun && records.length > 0) {
        const header = records.find(({ bytes }) => bytes?.length !== 0)
        isBegun = header !== undefined
        if (header && columns) {
          requireSameColumns(columns, header, part)
          records = records.filter((record) => record !== header)
        } else columns = header?.bytes ?? null
      }
      yield number === 0 ? records : records.map((record) => ({ ...record, part: number }))
    }
  }
}

function requireSameKind(first: Part, part: Part): void {
  const [one, other] = [first.container, part.container]
  if ((one.kind === 'csv') !== (other.kind === 'csv'))
    throw unreadable(`The archive holds CSV beside other files (${nameOf(part.name)}). Send them by themselves.`)
  if (one.kind === 'csv' && other.kind === 'csv' && one.delimiter !== other.delimiter)
    throw unreadable(`${nameOf(part.name)} has another separator than ${nameOf(first.name)}. Send it by itself.`)
}

function requireSameColumns(columns: Buffer, header: RawRecord, part: Part): void {
  if (!header.bytes?.equals(columns))
    throw unreadable(`${nameOf(part.name)} has other columns than the file before it. Send it by itself.`)
}
