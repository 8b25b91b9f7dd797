import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BUILT_IN } from './built-in'
import { maskNames } from './mask'
import { ownNames } from './own-names'
import { makeScanner } from './scan'

// Written before the scan was made to find them. It was tuned on the first, third, … line of each table alone; the
// others were held out, and nobody looked which of them it misses. A system, a tab, and what it says: in braces what
// tells who it is.
const TABLES = { told: ['self-naming-en', 'self-naming-ko'], innocent: ['innocent-en', 'innocent-ko'] }

type Row = { system: string; text: string; tells: string[]; isHeldOut: boolean }

function read(table: string): Row[] {
  const lines = readFileSync(new URL(`./tables/${table}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line, index) => {
    const [system = '', marked = ''] = line.split('\t')
    const tells = [...marked.matchAll(/\{([^}]*)\}/g)].map(([, tell = '']) => tell)
    return { system, text: marked.replace(/[{}]/g, ''), tells, isHeldOut: index % 2 === 1 }
  })
}

const told = TABLES.told.flatMap(read)
const innocent = TABLES.innocent.flatMap(read)

const find = ({ system, text }: Row) => makeScanner([...BUILT_IN, ...ownNames([system])], { phrases: true })(text)
const masked = (row: Row) =>
  maskNames(
    row.text,
    find(row).map(({ word }) => word),
  )

function countOf(rows: readonly Row[], is: (row: Row) => boolean) {
  const count = (some: readonly Row[]) => some.filter(is).length
  return {
    tuned: count(rows.filter(({ isHeldOut }) => !isHeldOut)),
    heldOut: count(rows.filter(({ isHeldOut }) => isHeldOut)),
  }
}

test('the tables hold 200 sentences each, half of them Korean', () => {
  expect([told.length, innocent.length]).toEqual([200, 200])
  for (const tables of Object.values(TABLES)) expect(tables.map((table) => read(table).length)).toEqual([100, 100])
  expect(new Set([...told, ...innocent].map(({ text }) => text)).size).toBe(400)
  for (const { tells } of told) expect(tells.length).toBeGreaterThan(0)
})

// The rates that are reached; they may only get better.
test('of 200 sentences that name their speaker 199 are found: 100 of 100, and 99 of 100 held out', () => {
  expect(countOf(told, (row) => find(row).length > 0)).toEqual({ tuned: 100, heldOut: 99 })
})

test('of these 195 have nothing left that tells when they are masked: 100 of 100, and 95 of 100 held out', () => {
  expect(countOf(told, (row) => !row.tells.some((tell) => masked(row).includes(tell)))).toEqual({
    tuned: 100,
    heldOut: 95,
  })
})

test('of 200 innocent sentences 4 raise a false alarm: 3 of 100, and 1 of 100 held out', () => {
  expect(countOf(innocent, (row) => find(row).length > 0)).toEqual({ tuned: 3, heldOut: 1 })
})

describe('what is found', () => {
  test('is masked, all of it and nothing else', () => {
    for (const row of told)
      for (const { word, start, end } of find(row)) {
        const text = maskNames(row.text, [word])
        expect(text, row.text).not.toContain(row.text.slice(start, end))
        expect(makeScanner([{ word, kind: 'LISTED' }])(text), row.text).toEqual([])
      }
    for (const row of innocent.filter((one) => find(one).length === 0)) expect(masked(row)).toBe(row.text)
  })

  test('is found in Markdown and links, too', () => {
    const scan = makeScanner([...BUILT_IN, ...ownNames(['Osprey L'])], { phrases: true })
    const words = (text: string) => scan(text).map(({ word }) => word)
    expect(words('As **Osprey**, a model *made by* [Northlake Labs](https://northlake.example), I agree.')).toEqual([
      'Osprey',
      'made by northlake labs',
    ])
    expect(words('저는 **노스레이크 랩스**에서 만든 `Osprey`입니다.')).toContain('Osprey')
  })
})

test.each([
  ['Osprey L', ['Osprey L', 'Osprey']],
  ['gemini-1.5-pro-002', ['gemini-1.5-pro-002', 'gemini-1.5-pro', 'gemini-1.5', 'gemini']],
  [
    'meta/Llama-3.1-8B-Instruct',
    ['meta/Llama-3.1-8B-Instruct', 'Llama-3.1-8B-Instruct', 'Llama-3.1-8B', 'Llama-3.1', 'Llama'],
  ],
  [
    'Heliograph Pro 2025-03-01',
    ['Heliograph Pro 2025-03-01', 'Heliograph Pro 2025-03', 'Heliograph Pro 2025', 'Heliograph Pro', 'Heliograph'],
  ],
  ['가온 라지 v2', ['가온 라지 v2', '가온 라지', '가온']],
  ['한빛-인스트럭트', ['한빛-인스트럭트', '한빛']],
  ['Large Base', ['Large Base']],
  ['Open Assistant', ['Open Assistant']],
])('%s is looked for as %j', (name, words) => {
  expect(ownNames([name]).map(({ word }) => word)).toEqual(words)
})
