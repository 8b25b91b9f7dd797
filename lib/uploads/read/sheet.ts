import { RecordProblem } from '../problems'
import { MAX_RECORD_BYTES, MOST, UNPACKED } from './bounds'
import type { RawRecord } from './raw-record'
import type { XmlEvent } from './sax'
import { unreadable } from './unreadable'

type Book = { shared: readonly string[]; dates: readonly boolean[]; is1904: boolean; sheet: string }

type Cell = { column: number; type: string; style: number; text: string; isFormula: boolean; formula: string }

const DAY_MS = 86_400_000
const EPOCH_DAYS = 25_569
const DAYS_FROM_1904 = 1462

/** Reads a sheet, event by event: the first row that says anything names the columns, each further one is a record. */
export class SheetReader {
  #columns: string[] | null = null
  #row = 0
  #cell: Cell | null = null
  #cells: Cell[] = []
  #into: 'text' | 'formula' | null = null
  #isAloud = false
  #lastColumn = 0
  #count = 0
  #record = 0

  constructor(private readonly book: Book) {}

  /** @throws AppError `file_unreadable` for merged cells, for more cells than are read, for columns of one name */
  take(event: XmlEvent): RawRecord | null {
    if (event.eventType === 'text') this.#add(event.value)
    else if (event.eventType === 'opentag') this.#open(event.value.name, event.value.attributes)
    else return this.#close(event.value.name)
    return null
  }

  #open(tag: string, attributes: Readonly<Record<string, string>>): void {
    switch (plain(tag)) {
      case 'row':
        this.#row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r)
        this.#cells = []
        this.#lastColumn = 0
        return
      case 'c':
        this.#lastColumn = attributes.r === undefined ? this.#lastColumn + 1 : columnOf(attributes.r)
        this.#cell = {
          ...{ column: this.#lastColumn, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0) },
          ...{ text: '', isFormula: false, formula: '' },
        }
        return
      case 'f':
        if (this.#cell) this.#cell.isFormula = true
        this.#into = 'formula'
        return
      case 'rPh':
        this.#isAloud = true
        return
      case 'v':
      case 't':
        this.#into = 'text'
        return
      case 'mergeCell':
        throw unreadable(
          `The cells ${attributes.ref ?? ''} of the sheet “${this.book.sheet}” are merged, so that it cannot be told which row they belong to. Split them and fill in each, then save the workbook again.`,
        )
    }
  }

  #add(text: string): void {
    if (!this.#cell || !this.#into || this.#isAloud) return
    this.#cell[this.#into] += text
  }

  #close(tag: string): RawRecord | null {
    switch (plain(tag)) {
      case 'rPh':
        this.#isAloud = false
        return null
      case 'f':
      case 'v':
      case 't':
        this.#into = null
        return null
      case 'c':
        if (this.#cell) this.#keep(this.#cell)
        this.#cell = null
        return null
      case 'row':
        return this.#endRow()
      default:
        return null
    }
  }

  #keep(cell: Cell): void {
    if (cell.text === '' && !cell.isFormula) return
    this.#count += 1
    if (this.#count > UNPACKED.cells)
      throw unreadable(
        `The sheet “${this.book.sheet}” has more than ${UNPACKED.cells.toLocaleString('en')} cells. Save it as “CSV UTF-8”.`,
      )
    this.#cells.push(cell)
  }

  #endRow(): RawRecord | null {
    if (!this.#columns) {
      if (this.#cells.length > 0) this.#columns = this.#nameColumns()
      return null
    }
    const place = { line: this.#row, record: this.#record }
    if (this.#cells.every((cell) => !cell.isFormula && this.#valueOf(cell).trim() === ''))
      return { ...place, bytes: Buffer.alloc(0) }
    this.#record += 1
    return this.#recordOf(this.#columns)
  }

  #nameColumns(): string[] {
    const columns: string[] = []
    for (const cell of this.#cells) {
      if (cell.column > MOST.columns)
        throw unreadable(
          `The sheet “${this.book.sheet}” has more than ${MOST.columns} columns. Leave out some of them.`,
        )
      columns[cell.column - 1] = this.#valueOf(cell).trim().toLowerCase()
    }
    const twice = columns.find((column, index) => column && columns.indexOf(column) < index)
    if (twice) throw unreadable(`Two columns are called “${twice}”. Give each column its own name, then try again.`)
    // What has no name may hold something all the same: then it is told of as not read.
    return Array.from(columns, (column, index) => column || lettersOf(index + 1))
  }

  #recordOf(columns: readonly string[]): RawRecord {
    const place = { line: this.#row, record: this.#record }
    const fault = this.#fault()
    if (fault) return { ...place, bytes: Buffer.from('{}'), fault }
    const record: [string, string][] = columns.map((column) => [column, ''])
    for (const cell of this.#cells)
      record[cell.column - 1] = [columns[cell.column - 1] ?? lettersOf(cell.column), this.#valueOf(cell)]
    const bytes = Buffer.from(JSON.stringify(Object.fromEntries(record.filter(Boolean))))
    return { ...place, bytes: bytes.length > MAX_RECORD_BYTES ? null : bytes }
  }

  /** What of the row is not what somebody wrote, by its cells. */
  #fault(): RecordProblem | null {
    const place = ({ column }: Cell) => `${lettersOf(column)}${this.#row}`
    const [first, ...others] = this.#cells.filter(({ isFormula }) => isFormula)
    if (first) {
      const beginning = Array.from(first.formula.slice(0, 120)).slice(0, 60).join('')
      const cells = [first, ...others].slice(0, 12).map(place).join(', ')
      const holds = others.length === 0 ? `Cell ${cells} holds a formula` : `Cells ${cells} hold formulas`
      return new RecordProblem('formula_cell', holds + (beginning && `: =${beginning}`))
    }
    const error = this.#cells.find(({ type }) => type === 'e')
    return error ? new RecordProblem('wrong_type', `Cell ${place(error)} holds the error ${error.text}`) : null
  }

  #valueOf({ type, text, style }: Cell): string {
    if (type === 's') return unescapeText(this.book.shared[Number(text)] ?? '')
    if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n' || !this.book.dates[style]) return type === 'n' ? number(text) : unescapeText(text)
    const days = Number(text) - EPOCH_DAYS + (this.book.is1904 ? DAYS_FROM_1904 : 0)
    const date = new Date(Math.round(days * DAY_MS))
    return Number.isNaN(date.getTime()) ? text : date.toISOString()
  }
}

/** Without the digits that a number has only as it was stored: 0.1, not 0.10000000000000001. */
function number(text: string): string {
  const value = Number(text)
  return Number.isFinite(value) ? String(value) : text
}

/** Workbooks write characters that XML has no word for as _x000D_. */
function unescapeText(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function plain(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1)
}

/** The number of a cell's column, from 1: 28 for AB7. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

function lettersOf(column: number): string {
  return column <= 26
    ? String.fromCharCode(64 + column)
    : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))
}
