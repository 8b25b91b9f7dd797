import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from '@/lib/prompts/messages'
import type { Format } from '../formats/format'
import { chunksOf, jsonLines } from '../testing-files'
import { openFile } from './open-file'
import type { ReadRow } from './read-record'

async function read(kind: Format['kind'], source: AsyncIterable<Uint8Array>) {
  const file = await openFile(kind, source)
  const rows: ReadRow[] = []
  for await (const batch of file.rows()) rows.push(...batch)
  return { format: file.format.id, rows }
}

const readRecords = (kind: Format['kind'], records: readonly unknown[]) =>
  read(kind, chunksOf(jsonLines(records), 64 * 1024))
const LETTERS = { s: 'system', u: 'user', a: 'assistant' } as const
const FROM: Record<string, string> = { u: 'human', a: 'gpt' }
const SHAREGPT = { system: 'system', user: 'human', assistant: 'gpt' } as const

/** Turns of these speakers, a letter each. */
const turns = (letters: string): Message[] =>
  [...letters].map((letter, nth) => ({ role: LETTERS[letter as keyof typeof LETTERS], content: `${letter}${nth}` }))
const written = (list: Message[] | null) => list?.map(({ content }) => content).join(' ')
/** The same dialogue in each form in which it may come. */
const forms = (list: Message[]) => [
  { messages: list },
  { conversations: list.map(({ role, content }) => ({ from: SHAREGPT[role], value: content })) },
]

test.each(['ua', 'uaua', 'sua', 'suauaua', 'uauaua'])(
  'the dialogue %s is an opening and a response',
  async (letters) => {
    const list = turns(letters)
    const first = letters.indexOf('a')
    const alternating = letters.startsWith('u') ? [{ conversations: list.map(({ content }) => content) }] : []
    for (const record of [...forms(list), ...alternating]) {
      const [prompts, responses] = [await readRecords('PROMPTS', [record]), await readRecords('RESPONSES', [record])]
      expect(prompts.rows.map(({ problem, messages }) => [problem, written(messages)])).toEqual([
        [null, written(list.slice(0, first))],
      ])
      expect(responses.rows.map(({ problem, messages }) => [problem, written(messages)])).toEqual([
        [null, written(list.slice(first))],
      ])
      expect(responses.rows[0]?.promptDigest).toBe(prompts.rows[0]?.digest)
    }
  },
)

test('what the user says on the way is part of a response', async () => {
  const asked = (question: string) => ({
    conversations: ['Zip?', 'Wax.', question, 'Soap.'],
  })
  const { rows } = await readRecords('RESPONSES', [asked('No wax?'), asked('Wax is out?'), asked(' No wax?\r\n')])
  expect(new Set(rows.map(({ promptDigest }) => promptDigest)).size).toBe(1)
  expect(rows.map(({ digest }) => digest === rows[0]?.digest)).toEqual([true, false, true])
})

test.each<[string, unknown, string, RegExp]>([
  ['ends with the user', { messages: turns('uau') }, 'wrong_order', /^“messages” ends with a turn of the user$/],
  ['ends with the system', { messages: turns('uas') }, 'wrong_order', /ends with a turn of the system/],
  [
    'ends with the user, as LIMA has it',
    { conversations: ['a', 'b', 'c'] },
    'wrong_order',
    /ends with a turn of the user/,
  ],
  ['has no answer', { messages: turns('su') }, 'wrong_type', /holds no answer/],
  [
    'has two answers in a row',
    { messages: turns('uauaa') },
    'wrong_order',
    /at 4 is the second turn of the assistant in/,
  ],
  [
    'has two answers to its opening',
    { messages: turns('uaa') },
    'wrong_order',
    /at 2 is the second turn of the assistant/,
  ],
  [
    'has two questions in a row',
    { messages: turns('uauua') },
    'wrong_order',
    /at 3 is the second turn of the user in a/,
  ],
  [
    'is told something in the middle',
    { messages: turns('uasua') },
    'wrong_order',
    /at 2 is a turn of the system in the m/,
  ],
  [
    'has an empty question',
    { conversations: ['a', 'b', ' \n', 'd'] },
    'missing_field',
    /at 2 is an empty turn of the us/,
  ],
  [
    'has an empty opening',
    { conversations: ['', 'b', 'c', 'd'] },
    'missing_field',
    /at 0 is an empty turn of the user/,
  ],
  ['has an empty answer', { conversations: ['a', 'b', 'c', ''] }, 'empty_response', /^Answer 2 of 2 is empty$/],
  [
    'begins with an answer',
    { messages: turns('aua') },
    'missing_field',
    /“id” is missing: “messages” begins with an ans/,
  ],
  ['begins with an answer, as ShareGPT has it', forms(turns('aua'))[1], 'missing_field', /“conversations” begins with/],
  ['has somebody else speak', { messages: [{ role: 'tool', content: 'x' }] }, 'wrong_type', /“messages” at 0.role/],
  [
    'has somebody else speak, as ShareGPT has it',
    { conversations: [{ from: 'bing', value: 'x' }] },
    'wrong_type',
    /“conversations” at 0 is said by "bing"; wanted is “human”/,
  ],
  ['has 1,001 turns', { conversations: Array(1001).fill('x') }, 'too_long', /1001 turns; 1000 are allowed/],
])('a dialogue that %s is a problem of its line, and the next is read', async (_, broken, problem, detail) => {
  const fine = { conversations: ['Zip?', 'Wax.', 'No wax?', 'Soap.'], messages: turns('uaua') }
  const fields = Object.keys(broken as object)
  const good = Object.fromEntries(Object.entries(fine).filter(([field]) => fields.includes(field)))
  const { rows } = await readRecords('RESPONSES', [good, broken, good])
  expect(rows.map((row) => [row.line, row.problem])).toEqual([
    [1, null],
    [2, problem],
    [3, null],
  ])
  expect(rows[1]?.detail).toMatch(detail)
})

test('a first dialogue out of order does not make the file one of prompts', async () => {
  const { rows } = await readRecords('RESPONSES', [{ messages: turns('uau') }, { messages: turns('uaua') }])
  expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
    [1, 'wrong_order'],
    [2, null],
  ])
  await expect(readRecords('RESPONSES', [{ messages: turns('u') }])).rejects.toThrow(/Upload it there instead/)
})

test('200 turns, and a dialogue of 300,000 characters, are read whole', async () => {
  const many = turns('ua'.repeat(100))
  const long = turns('uauaua').map((turn) => ({ ...turn, content: 'word '.repeat(10_000) }))
  const { rows } = await readRecords('RESPONSES', [{ messages: many }, { messages: long }])
  expect(rows.map(({ problem, messages }) => [problem, messages?.length])).toEqual([
    [null, 199],
    [null, 5],
  ])
})

test('a dialogue is read whole or is a problem row, whatever comes', async () => {
  const speaker = fc.constantFrom('s', 'u', 'a', 'x')
  const turn = fc.record({ who: speaker, said: fc.constantFrom('', ' ', 'hi', '말', '<b>', '\u0000', 'x'.repeat(500)) })
  const id = fc.option(fc.constantFrom('q-1', '', 7), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 7 }), id, fc.nat(2), async (list, given, form) => {
      const roles = list.map(({ who, said }) => ({ role: LETTERS[who as keyof typeof LETTERS] ?? who, content: said }))
      const record = [
        { id: given, messages: roles },
        {
          id: given,
          conversations: list.map(({ who, said }) => ({ from: FROM[who], value: said })),
        },
        { id: given, conversations: list.map(({ said }) => said) },
      ][form]
      const good = form === 0 ? { id: 'g', messages: turns('ua') } : { id: 'g', conversations: ['u', 'a'] }
      const { rows } = await readRecords('RESPONSES', [good, record])
      expect(rows.map(({ line }) => line)).toEqual([1, 2])
      const [, row] = rows
      if (row?.problem === null || row?.problem === 'empty_response') {
        const said = row.messages ?? []
        expect([said[0]?.role, said.at(-1)?.role]).toEqual(['assistant', 'assistant'])
        expect(row.externalId ?? row.promptDigest).not.toBeNull()
        // All that was in the file is in the prompt or in the response.
        if (row.promptDigest === null) expect(said).toHaveLength(list.length)
      } else expect(row?.detail).toBeTruthy()
    }),
    { numRuns: 150 },
  )
})

const LIMA = path.resolve(import.meta.dirname, '../../../../shared/data/lima')
const hasLima = existsSync(path.join(LIMA, 'train.jsonl'))
if (!hasLima) console.warn(`NOT TESTED: LIMA’s own files are missing (${LIMA}/train.jsonl and test.jsonl).`)

test.skipIf(!hasLima)('LIMA’s training file is read whole, its 30 dialogues too', async () => {
  const file = () => createReadStream(path.join(LIMA, 'train.jsonl'))
  const [prompts, responses] = [await read('PROMPTS', file()), await read('RESPONSES', file())]
  for (const { format, rows } of [prompts, responses]) {
    expect(format).toMatch(/^lima-/)
    expect(rows.map(({ problem }) => problem)).toEqual(Array(1030).fill(null))
  }
  expect(responses.rows.filter(({ messages }) => (messages?.length ?? 0) > 1)).toHaveLength(30)
  expect(responses.rows.map(({ promptDigest }) => promptDigest)).toEqual(prompts.rows.map(({ digest }) => digest))
})

test.skipIf(!hasLima)('LIMA’s test file is one of 300 prompts', async () => {
  const { rows } = await read('PROMPTS', createReadStream(path.join(LIMA, 'test.jsonl')))
  expect(rows.map(({ problem }) => problem)).toEqual(Array(300).fill(null))
})
