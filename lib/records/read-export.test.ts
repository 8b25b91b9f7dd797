import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analyse } from '@/lib/analysis/analyse'
import type { ExportedJudgment } from './exported-judgment'
import { gatherColumns } from './gather-columns'
import { readExport } from './read-export'
import { recompute } from './recompute'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-read-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function save(text: string | Buffer): Promise<string> {
  const file = path.join(folder, 'judgments')
  await writeFile(file, text)
  return file
}

async function readAll(text: string, criterion?: string): Promise<ExportedJudgment[]> {
  const rows: ExportedJudgment[] = []
  for await (const row of readExport(await save(text), criterion)) rows.push(row)
  return rows
}

type Cells = Record<string, string | number | boolean | null>

const ROW: Cells = {
  ...{ study: 'Zips', item: 0, prompt_id: 'p0', model_a: 'Alder', model_b: 'Heron', criterion: 'better?', score: 1 },
  ...{ presented_left: 'a', annotator: 'C01', group: 'crowd', simulated: false, repeat: 0 },
}
const jsonl = (...rows: Cells[]) => rows.map((row) => `${JSON.stringify({ ...ROW, ...row })}\n`).join('')
const csv = (delimiter: string, ...rows: Cells[]) =>
  [Object.keys(ROW), ...rows.map((row) => Object.values({ ...ROW, ...row }))]
    .map((cells) => `${cells.map((cell) => cell ?? '').join(delimiter)}\n`)
    .join('')

test.each([
  ['an empty file', '', 'is empty'],
  ['half a line of JSON', `${jsonl({})}{"model_a":`, 'Line 2'],
  ['a row without a score', 'model_a,model_b,score,simulated\nx,y,,false\n', 'Line 2 cannot be read: score is missing'],
  ['another CSV', 'a,b\n1,2\n', 'Line 1 cannot be read: the column model_a is missing'],
  ['a text', 'not a table\n', 'Line 1 cannot be read: the column model_a is missing'],
  ['a broken quote', 'model_a,model_b,score,simulated\n"x,y,1,false\n', 'opened on line 2 is never closed'],
  [
    'a side that is a word',
    csv(',', {}, { presented_left: 'left' }),
    'Line 3 cannot be read: presented_left is “left”',
  ],
  ['a side in capitals', csv(',', { presented_left: 'A' }), 'presented_left is “A” where a, b or empty belongs'],
  ['a score in words', csv(',', { score: 'better' }), 'score is “better” where a number'],
  ['a repeat in words', csv(',', { repeat: 'yes' }), 'repeat is “yes” where a whole number'],
  ['a length below nothing', jsonl({ length_a: -1 }), 'length_a is “-1”'],
  ['tags that are no list', jsonl({ tags: 'a; b' }), 'tags is “a; b” where a list of texts'],
  ['a time of a spreadsheet', jsonl({ submitted_at: '30/11/2026 9:00' }), 'submitted_at is “30/11/2026 9:00”'],
  ['a short row', `${csv(',', {})}Zips,1\n`, 'Line 3 cannot be read: it has 2 cells for 12 columns'],
  ['a column twice', 'model_a,model_b,score,score,simulated\nx,y,1,0,false\n', 'the column score is there twice'],
])('%s is refused with its place', async (_, text, message) => {
  await expect(readAll(text)).rejects.toThrow(message)
})

test.each([
  [
    'one item of two pairs',
    [{}, { model_b: 'Lynx', annotator: 'C02' }],
    /item 0 has the systems Alder and Heron on one, Alder and Lynx/,
  ],
  ['one item of two prompts', [{}, { prompt_id: 'p1', annotator: 'C02' }], /item 0 has the prompt p0 on one, p1/],
  ['one item shared and not', [{ shared: true }, { shared: false, annotator: 'C02' }], /item 0 has “shared” true/],
  [
    'one item of two lengths',
    [{ length_a: 5 }, { length_a: 6, annotator: 'C02' }],
    /item 0 has responses of the lengths/,
  ],
  [
    'one item of two categories',
    [{ category: 'x' }, { category: 'y', annotator: 'C02' }],
    /item 0 has category and tags/,
  ],
  ['one code in two groups', [{}, { item: 1, prompt_id: 'p1', group: 'authors' }], /annotator C01 is in group “crowd”/],
  ['one code of a person and a simulation', [{}, { item: 1, prompt_id: 'p1', simulated: true }], /C01 is simulated/],
  [
    'one study of two titles',
    [{ study_id: 'u' }, { study_id: 'u', study: 'Zops', item: 1 }],
    /titles “Zips” and “Zops”/,
  ],
  ['one title with and without an id', [{}, { study_id: 'u', item: 1 }], /only one has its study_id/],
  [
    'one study of two focal systems',
    [{ focal: 'a' }, { focal: 'b', item: 1, prompt_id: 'p1' }],
    /the focal system is “Alder”/,
  ],
  ['one study of two seeds', [{ seed: 1 }, { seed: 2, item: 1, prompt_id: 'p1' }], /the seeds 1 and 2/],
  ['two questions that count', [{}, { criterion: 'kinder?', item: 1, prompt_id: 'p1' }], /Choose one with --criterion/],
  ['times on some lines', [{}, { submitted_at: '2026-11-30T09:00:00.000Z', item: 1, prompt_id: 'p1' }], /submitted_at/],
  ['one slot twice', [{ slot: 2 }, { slot: 2, annotator: 'C02' }], /C02’s verdict on item 0 in slot 2/],
  ['one order twice', [{}, { score: -1 }], /C01’s verdict on item 0 in the same order/],
])('%s is refused with both lines', async (_, [one, other], message) => {
  for (const text of [jsonl(one as Cells, other as Cells)]) {
    await expect(readAll(text)).rejects.toThrow(/Lines 1 and 2 /)
    await expect(readAll(text)).rejects.toThrow(message)
  }
})

test('both orders of an item, numbered repeats, replaced verdicts and another question are no contradiction', async () => {
  const rows = await readAll(
    jsonl(
      {},
      { presented_left: 'b' },
      { repeat: 1 },
      { left_out: 'superseded' },
      { criterion: 'x', left_out: 'criterion' },
    ),
  )
  expect(rows).toHaveLength(5)
  expect(await readAll(jsonl({}, { criterion: 'kinder?' }), 'kinder?')).toHaveLength(2)
})

test('text is taken for ids, and an item without a name is its prompt with its systems', async () => {
  const text = ['q-0', 'q-1'].flatMap((item) =>
    ['C01', 'C02'].map((annotator) => ({ item, annotator, prompt_id: item })),
  )
  const named = analyse(await gatherColumns(await readAll(csv(',', ...text))))
  expect(named.agreement.pairable.items).toBe(2)
  const bare = text.map(({ prompt_id, ...row }) => ({ ...row, prompt_id: null }))
  expect((await readAll(jsonl(...bare))).map(({ promptId }) => promptId)).toEqual(['q-0', 'q-0', 'q-1', 'q-1'])
  const unnumbered = await readAll(jsonl(...text.map((row) => ({ ...row, item: null }))))
  expect(new Set(unnumbered.map(({ item }) => item)).size).toBe(2)
})

test('signs between cells, Excel’s first line and a JSON list are read as the importer reads them', async () => {
  const rows: Cells[] = [{}, { item: 1, prompt_id: 'p1', score: -1 }]
  const expected = await readAll(csv(',', ...rows))
  expect(expected.map(({ score }) => score)).toEqual([1, -1])
  for (const text of [
    csv(';', ...rows),
    csv('\t', ...rows),
    `\uFEFF${csv(';', ...rows)}`,
    `sep=;\r\n${csv(';', ...rows)}`,
  ])
    expect(await readAll(text)).toEqual(expected)
  expect(await readAll(JSON.stringify(rows.map((row) => ({ ...ROW, ...row }))))).toEqual(expected)
})

test('nothing is computed from an unknown side; a mixture tells of those that are known', async () => {
  const rows = Array.from({ length: 20 }, (_, k) => ({ item: k, prompt_id: `p${k}`, score: k % 4 === 0 ? 1 : -1 }))
  const none = await readAll(csv(',', ...rows.map((row) => ({ ...row, presented_left: '' }))))
  const counted = await recompute(stream(none))
  expect({ sides: counted.sides, sideless: counted.sideless }).toEqual({ sides: [], sideless: 20 })
  const { sides, annotators, bias } = analyse(await gatherColumns(none))
  expect(sides).toEqual([])
  expect(annotators[0]).toMatchObject({ left: null, ties: { count: 0 } })
  expect(bias.position).toMatchObject({ defined: false, reason: expect.stringContaining('side') })
  const some = await readAll(csv(',', ...rows.map((row, k) => ({ ...row, presented_left: k < 5 ? 'a' : '' }))))
  const mixed = await recompute(stream(some))
  expect(mixed).toMatchObject({ sides: [{ left: 2, right: 3, ties: 0 }], sideless: 15 })
  expect(analyse(await gatherColumns(some)).sides).toEqual(mixed.sides)
})

async function* stream(rows: readonly ExportedJudgment[]) {
  yield* rows
}
