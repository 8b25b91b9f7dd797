import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { countWork } from '@/lib/testing/count-work'
import type { Format } from '../formats/format'
import { chunksOf } from '../testing-files'
import { openFile } from './open-file'

/** Steps of the reader for a file, whether it takes it or not. */
async function workOf(kind: Format['kind'], content: string | Buffer): Promise<number> {
  return countWork('/lib/uploads/read/', async () => {
    try {
      const file = await openFile(kind, chunksOf(content, 16 * 1024))
      for await (const _ of file.rows());
      file.summary()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  })
}

const line = (record: object) => `${JSON.stringify(record)}\n`
const FINE = line({ id: 'first', prompt: 'Hi', response: 'Ho' })

/** Files that grow by one thing alone. */
const HOSTILE: [name: string, file: (n: number) => string | Buffer][] = [
  ['columns', (n) => `${Array.from({ length: n }, (_, k) => `c${k}`).join()},prompt\n1,2\n`],
  ['cells', (n) => `id,prompt\n${','.repeat(4 * n)}\n1,x\n`],
  ['quoted quotes', (n) => `id,prompt\n1,"${'""'.repeat(2 * n)}"\n`],
  ['blank lines', (n) => '\n'.repeat(4 * n)],
  ['blank lines after a record', (n) => FINE + '\n'.repeat(4 * n)],
  ['empty rows of a spreadsheet', (n) => `id,prompt\n1,x\n${',\n'.repeat(2 * n)}`],
  ['lists in lists', (n) => `${FINE}{"id":1,"prompt":${'['.repeat(2 * n)}${']'.repeat(2 * n)}}\n`],
  ['lists in lists, alone', (n) => '['.repeat(4 * n)],
  ['objects in objects', (n) => `${FINE + '{"a":'.repeat(n)}1${'}'.repeat(n)}`],
  ['numbers for messages', (n) => `${FINE}{"id":1,"messages":[${'0,'.repeat(2 * n)}0]}\n`],
  ['turns', (n) => FINE + line({ id: 1, messages: Array(n).fill({ role: 'user', content: 'x' }) })],
  [
    'parts of a turn',
    (n) => FINE + line({ id: 1, messages: [{ role: 'user', content: Array(n).fill({ text: 'x' }) }] }),
  ],
  ['tags', (n) => FINE + line({ id: 1, prompt: 'x', tags: 't;'.repeat(n) })],
  [
    'fields',
    (n) => FINE + line(Object.fromEntries([['prompt', 'x'], ...Array.from({ length: n }, (_, k) => [`f${k}`, 'y'])])),
  ],
  ['fields that are not known', (n) => line(Object.fromEntries(Array.from({ length: n }, (_, k) => [`f${k}`, 'y'])))],
  ['texts that are no JSON', (n) => `${FINE}{"a": "${'\\"'.repeat(2 * n)}\n`],
  ['words that are no JSON', (n) => `${FINE}{"a": ${'Nan '.repeat(n)}}\n`],
  [
    'replacement characters before a broken one',
    (n) => Buffer.concat([Buffer.from('\uFFFD'.repeat(n)), Buffer.from([0xff])]),
  ],
  ['white space within a prompt', (n) => line({ id: 1, prompt: `a${' '.repeat(4 * n)}b` })],
  ['a list that never ends', (n) => `[${'{"prompt":"x"},'.repeat(n)}`],
  ['an object around a list', (n) => `{"meta": {${'"x": [1], '.repeat(n)}"y": 1}, "data": [{}]}`],
  [
    'samples',
    (n) => line({ question_id: 1, choices: Array.from({ length: n }, (_, index) => ({ index, turns: ['x'] })) }),
  ],
  ['turns of a conversation', (n) => line({ conversations: Array(n).fill('x') })],
  ['records', (n) => line({ id: 'x', prompt: 'y', response: 'z' }).repeat(n)],
]

describe('whatever a file is made of, reading it takes steps in proportion to its bytes', () => {
  const [small, large] = [800, 6400]
  test.each(HOSTILE)('%s', async (_, file) => {
    const [few, many] = [await workOf('PROMPTS', file(small)), await workOf('PROMPTS', file(large))]
    // Eight times the file. What is bounded grows less, what is linear as much; the square would be sixty-four times.
    expect(many / few).toBeLessThan(12)
    expect(many).toBeLessThan(STEPS_A_BYTE * (file(large).length + 10_000))
  })

  test('also of pieces put together at random', async () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        '"',
        '\\',
        ',',
        ';',
        ':',
        '\n',
        '\r\n',
        ' ',
        '\uFFFD',
        '\uFEFF',
        'NaN',
        '\0',
        '本',
        '🪁',
        '\ud83e',
      ],
      ...[
        '"id"',
        '"prompt"',
        '"messages"',
        '"role"',
        '"content"',
        '"response"',
        'id,prompt',
        'sep=;\n',
        '{"id":1,"prompt":"x"}\n',
      ],
      ...['[{"prompt":"x"},', '{"conversations":["x","y"]}\n', '"output_1"', 'question_id,text,answer_id\n'],
    )
    const pieces = fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(pieces, fc.constantFrom('PROMPTS' as const, 'RESPONSES' as const), async (list, kind) => {
        const content = list.map(([text, times]) => text.repeat(times)).join('')
        expect(await workOf(kind, content)).toBeLessThan(STEPS_A_BYTE * (Buffer.byteLength(content) + 10_000))
      }),
      { numRuns: 60 },
    )
  })
})

/** Blocks and characters that are gone through for a byte; the splitter alone takes a dozen. */
const STEPS_A_BYTE = 120
