import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_RECORD_BYTES } from './bounds'
import type { RawRecord, Splitter } from './raw-record'
import { CsvSplitter, parseCells } from './split-csv'
import { JsonArraySplitter } from './split-json-array'
import { LineSplitter } from './split-lines'

const MIB = 1024 * 1024

function splitAll(splitter: Splitter, chunks: Iterable<Buffer>): RawRecord[] {
  const records: RawRecord[] = []
  for (const chunk of chunks) records.push(...splitter.push(chunk))
  return [...records, ...splitter.end()]
}

function textsOf(records: RawRecord[]): (string | null)[] {
  return records.map(({ bytes }) => bytes?.toString('utf8').trim() ?? null)
}

/** The same bytes, cut at some places of them. */
function cut(bytes: Buffer, places: number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((start, index) => bytes.subarray(start, [...at, bytes.length][index]))
}

const places = fc.array(fc.nat(10_000), { maxLength: 40 })
const anyText = fc.string({
  unit: fc.constantFrom('a', 'é', '本', '🪁', '"', '\\', ',', ';', '\n', '\r', '[', ']', '{', '}', ' '),
})
const records = fc.array(fc.record({ id: fc.nat(), text: anyText, list: fc.array(anyText, { maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 12,
})

describe('however the bytes are cut into chunks, the records are the same', () => {
  test('JSON Lines', () => {
    fc.assert(
      fc.property(records, places, fc.constantFrom('\n', '\r\n'), fc.boolean(), (list, at, newline, final) => {
        const lines = list.map((record) => JSON.stringify(record))
        const file = Buffer.from(lines.join(newline) + (final ? newline : ''))
        const read = splitAll(new LineSplitter(), cut(file, at))
        expect(textsOf(read)).toEqual(lines)
        expect(read.map(({ line, record }) => [line, record])).toEqual(lines.map((_, i) => [i + 1, i + 1]))
      }),
    )
  })

  test('JSON list, on one line or pretty-printed', () => {
    fc.assert(
      fc.property(records, places, fc.constantFrom(undefined, 2), (list, at, indent) => {
        const file = Buffer.from(JSON.stringify(list, null, indent))
        const read = splitAll(new JsonArraySplitter(), cut(file, at))
        expect(read.map(({ bytes }) => JSON.parse(String(bytes)))).toEqual(list)
      }),
    )
  })

  test('CSV', () => {
    const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`
    const rows = fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(rows, places, (list, at) => {
        const file = Buffer.from(list.map((cells) => `${cells.map(quote).join(',')}\r\n`).join(''))
        const read = splitAll(new CsvSplitter(','), cut(file, at))
        expect(read.map(({ bytes }) => parseCells(String(bytes), ',', 100).cells)).toEqual(list)
      }),
    )
  })
})

test('a JSON list names the line each record starts on', () => {
  const file = Buffer.from('\n[\n  {"a": 1},\n  {\n    "a": 2\n  }, "x",\n 12 \n]\n')
  const read = splitAll(new JsonArraySplitter(), [file])
  expect(textsOf(read)).toEqual(['{"a": 1}', '{\n    "a": 2\n  }', '"x"', '12'])
  expect(read.map(({ line, record }) => [line, record])).toEqual([
    [3, 1],
    [4, 2],
    [6, 3],
    [7, 4],
  ])
})

test.each([
  ['[{"a": 1}, {"a": "2', /never closed: the file ends inside record 2, which starts on line 1/],
  ['[{"a": 1}', /never closed: the file ends on line 1/],
  ['[{"a": 1}\n{"a": 2}]', /comma is missing on line 2, after record 1/],
  ['[{"a": 1}]\n\n{"a": 2}', /Line 3 has text after the end/],
  ['[}, {"a": 1}]', /record is missing on line 1/],
])('a broken JSON list is refused with its place: %s', (file, message) => {
  expect(() => splitAll(new JsonArraySplitter(), [Buffer.from(file)])).toThrow(message)
})

test.each([
  ['id,prompt\n1,"open\n2,fine\n', /opened on line 2 is never closed/],
  ['id,prompt\n1,"open\n2,"fine"\n', /Broken quotation marks on line 3: .* opened on line 2/],
  ['id,prompt\n1,"closed" but not over\n', /Broken quotation marks on line 2/],
])('a broken quotation mark is refused with the line it was opened on: %s', (file, message) => {
  expect(() => splitAll(new CsvSplitter(','), [Buffer.from(file)])).toThrow(message)
})

test('cells', () => {
  expect(parseCells('a;"b;""c""";;"";d "e"', ';', 9).cells).toEqual(['a', 'b;"c"', '', '', 'd "e"'])
})

describe('one record of 64 MiB is skipped, and never more of it held than one record may have', () => {
  const filler = Buffer.alloc(MIB, 'x')
  test.each<[string, Splitter, string, string]>([
    ['JSON Lines', new LineSplitter(), '{"a": "', '"}\n{"a": 2}'],
    ['JSON list', new JsonArraySplitter(), '[{"a": "', '"}, {"a": 2}]'],
    ['CSV', new CsvSplitter(','), '"', '"\n{"a": 2}'],
  ])('%s', (_, splitter, before, after) => {
    const read = splitter.push(Buffer.from(before))
    for (let count = 0; count < 64; count++) {
      read.push(...splitter.push(filler))
      expect(splitter.held).toBeLessThanOrEqual(MAX_RECORD_BYTES)
    }
    read.push(...splitter.push(Buffer.from(after)), ...splitter.end())
    expect(textsOf(read)).toEqual([null, '{"a": 2}'])
  })
})
