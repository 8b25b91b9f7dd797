import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Format } from '../formats/format'
import { openFile } from './open-file'
import type { ReadRow } from './read-record'

const DATA = path.resolve(import.meta.dirname, '../../../../shared/data/vicuna80-gpt4')

async function* chunksOf(
  content: string | Buffer,
  size = 7 + Math.floor(content.length / 1000),
): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(kind: Format['kind'], source: AsyncIterable<Uint8Array>) {
  const file = await openFile(kind, source)
  const rows: ReadRow[] = []
  for await (const batch of file.rows()) rows.push(...batch)
  return { format: `${file.format.id}/${file.container}`, rows, ...file.summary() }
}

const readText = (kind: Format['kind'], content: string | Buffer) => read(kind, chunksOf(content))
const said = (rows: ReadRow[]) => rows.map(({ messages }) => messages?.map(({ content }) => content).join(' | '))

test.each<[Format['kind'], string, string, string | null, string]>([
  ['PROMPTS', '{"id": "a", "prompt": "Hi", "category": "c", "tags": ["x"]}', 'evenhand-prompts/jsonl', 'a', 'Hi'],
  ['PROMPTS', '[{"messages": [{"role": "user", "content": "Hi"}]}]', 'evenhand-prompts/json', null, 'Hi'],
  ['PROMPTS', 'id;prompt;category\r\n1;"Hi; there";x\r\n', 'evenhand-prompts/csv', '1', 'Hi; there'],
  ['PROMPTS', '{"question_id": 1, "text": "Hi", "category": "x"}', 'fastchat-questions/jsonl', '1', 'Hi'],
  ['PROMPTS', '{"question_id": 81, "turns": ["One", "Two"]}', 'fastchat-questions/jsonl', '81', 'One | Two'],
  [
    'PROMPTS',
    '[{"instruction":"Do","input":"this","output":"o","dataset":"koala"}]',
    'alpaca-prompts/json',
    null,
    'Do\n\nthis',
  ],
  ['RESPONSES', '{"id": 3, "response": "Yes", "sample": 2}', 'evenhand-responses/jsonl', '3', 'Yes'],
  ['RESPONSES', 'prompt\tresponse\nHi\tYes\n', 'evenhand-responses/csv', null, 'Yes'],
  ['RESPONSES', '[{"instruction": "Do", "output": "Done", "generator": "g"}]', 'alpaca-outputs/json', null, 'Done'],
  [
    'RESPONSES',
    '{"answer_id": "x", "model_id": "m", "question_id": 1, "text": "Yes"}',
    'fastchat-answers/jsonl',
    '1',
    'Yes',
  ],
  [
    'RESPONSES',
    '{"question_id": 1, "text": "Hi?", "prompt": "USER: Hi?", "generation": "Yes"}',
    'generations/jsonl',
    '1',
    'Yes',
  ],
])('%s: %s is read as %s', async (kind, content, format, externalId, text) => {
  const file = await readText(kind, content)
  expect(file.format).toBe(format)
  expect(file.rows).toMatchObject([{ line: expect.any(Number), record: 1, externalId, problem: null }])
  expect(said(file.rows)).toEqual([text])
})

test('each choice of a FastChat answer is a sample, and the system it names is remembered', async () => {
  const choices = [
    { index: 0, turns: ['One', 'Two'] },
    { index: 1, turns: ['Uno', 'Due'] },
  ]
  const file = await readText(
    'RESPONSES',
    JSON.stringify({ question_id: 81, answer_id: 'x', model_id: 'heron', choices }),
  )
  expect(file).toMatchObject({ format: 'fastchat-choices/jsonl', system: 'heron', lines: 1 })
  expect(file.rows.map(({ sample }) => sample)).toEqual([0, 1])
  expect(said(file.rows)).toEqual(['One | Two', 'Uno | Due'])
})

test('byte order mark, carriage returns, blank lines and a missing final newline are put up with', async () => {
  const file = await readText('PROMPTS', '\uFEFF{"id": 1, "prompt": "One"}\r\n\r\n{"id": 2, "prompt": "本 🪁"}')
  expect(file.lines).toBe(3)
  expect(file.rows.map(({ line, record, problem }) => [line, record, problem])).toEqual([
    [1, 1, null],
    [2, 1, 'blank'],
    [3, 2, null],
  ])
  expect(said(file.rows)).toEqual(['One', undefined, '本 🪁'])
})

test('a cell with line breaks counts as one record, on the line it starts on', async () => {
  const file = await readText('PROMPTS', 'id,prompt\n1,"One\nand ""more"""\n,\n2,Two\n')
  expect(file.rows.map(({ line, record, externalId }) => [line, record, externalId])).toEqual([
    [2, 1, '1'],
    [4, 2, null],
    [5, 3, '2'],
  ])
  expect(said(file.rows)[0]).toBe('One\nand "more"')
  expect(file.rows[1]?.problem).toBe('blank')
  expect(file.lines).toBe(3)
})

test.each<[string, string, RegExp]>([
  ['{"id": 2, "response": "cut sho', 'not_json', /Unterminated string at character/],
  ['{"id": 2, "response": true}', 'wrong_type', /“response” is true, not text/],
  ['{"id": 2, "response": 42}', 'wrong_type', /“response” is 42, not text/],
  ['{"id": false, "response": "x"}', 'wrong_type', /“id” is false/],
  ['{"id": 12345678901234567890, "response": "x"}', 'wrong_type', /too large to be exact/],
  ['{"id": 2, "response": null}', 'missing_field', /“response” is null/],
  ['{"id": 2}', 'missing_field', /“response” is missing/],
  ['{"response": "x"}', 'missing_field', /“id” is missing/],
  ['["x"]', 'wrong_type', /a list, not an object/],
  ['{"id": 2, "response": " \\n "}', 'empty_response', /^$/],
  ['{"id": 2, "response": "nul \\u0000"}', 'unstorable', /U\+0000/],
  ['{"id": 2, "response": "half \\ud83e"}', 'unstorable', /lone surrogate/],
  ['{"id": 2, "sample": -1, "response": "x"}', 'wrong_type', /“sample” is -1/],
  ['{"id": 2, "messages": [{"role": "bot", "content": "x"}]}', 'wrong_type', /“messages” at 0.role/],
  ['{"id": 2, "messages": [{"role": "user", "content": "x"}]}', 'wrong_type', /holds no answer/],
  ['{"id": 2, "system": "b", "response": "x"}', 'wrong_system', /“b”; the file begins with “a”/],
  [`{"id": "${'x'.repeat(201)}", "response": "x"}`, 'too_long', /201 characters/],
])('a record with a problem is a row that says so: %s', async (line, problem, detail) => {
  const file = await readText('RESPONSES', `{"id": 1, "system": "a", "response": "fine"}\n${line}\n`)
  expect(file.rows).toMatchObject([{ problem: null }, { line: 2, record: 2, problem }])
  expect(file.rows[1]?.detail ?? '').toMatch(detail)
})

test('cells that do not fit the columns are a problem row', async () => {
  const file = await readText('PROMPTS', 'id,prompt\n1,Hello, world\n2,Fine\n')
  expect(file.rows).toMatchObject([{ problem: 'wrong_columns', detail: '3 cells for 2 columns' }, { problem: null }])
})

test('markup is kept as the text it is', async () => {
  const payload = '<script>alert(1)</script><img src=x onerror=alert(2)>'
  const file = await readText('PROMPTS', JSON.stringify({ id: payload, prompt: payload, category: payload }))
  expect(file.rows).toMatchObject([{ externalId: payload, category: payload, messages: [{ content: payload }] }])
})

test.each<[string, string | Buffer, RegExp]>([
  ['empty', '', /The file is empty/],
  ['only blank lines', '\n \r\n\n', /The file is empty/],
  ['only column names', 'id,prompt\n', /holds no record/],
  ['an empty list', '[]', /holds no record/],
  ['UTF-16', Buffer.from('\uFEFF{"id": 1}', 'utf16le'), /UTF-16/],
  ['half a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0]), /cannot be unpacked/],
  ['half a zip archive', Buffer.from('PK\u0003\u0004rest'), /no whole zip archive/],
  ['prose', 'Dear Sir or Madam!\nHow are you?\n', /not recognised: line 1 begins with “Dear Sir or Madam!”/],
  ['foreign fields', '{"foo": 1}\n{"foo": 2}\n', /its first record has the fields “foo”/],
  ['foreign columns', 'foo,bar\n1,2\n', /CSV with the columns “foo”, “bar”/],
  ['responses', '{"id": 1, "response": "x"}', /holds responses \(Evenhand responses\), not prompts/],
  ['no JSON at all', '{"prompt": \n{"prompt": \n', /None of the first records can be read \(line 1/],
  ['two columns of one name', 'id,prompt,prompt\n1,a,b\n', /Two columns are called “prompt”/],
  [
    'not UTF-8',
    Buffer.from('{"prompt": "One"}\n{"prompt": "caf\xe9"}\n', 'latin1'),
    /not UTF-8: byte 16 of line 2 is 0xE9/,
  ],
  [
    'not UTF-8, in a list',
    Buffer.from('[\n{"prompt": "One"},\n{\n"prompt": "caf\xe9"}]', 'latin1'),
    /byte 15 of line 4 is 0xE9/,
  ],
  ['a NUL byte', '{"prompt": "One\0"}\n', /byte 16 of line 1 is a NUL byte/],
  ['a broken quotation mark', 'id,prompt\n1,"One\n2,Two\n', /opened on line 2 is never closed/],
  ['nothing but line breaks', `{"prompt": "One"}${'\n'.repeat(200_000)}`, /more than 100000 blank lines/],
  ['half a list', '[{"prompt": "One"}, {"pro', /inside record 2/],
])('a file that cannot be read is refused as a whole: %s', async (_, content, message) => {
  await expect(readText('PROMPTS', content)).rejects.toMatchObject({
    code: 'file_unreadable',
    message: expect.stringMatching(message),
  })
})

test('a file that ends early, breaks off or is too large is refused', async () => {
  const content = '{"prompt": "One"}\n'
  const drain = async (limits: Parameters<typeof openFile>[2], source: AsyncIterable<Buffer> = chunksOf(content)) => {
    for await (const _ of (await openFile('PROMPTS', source, limits)).rows());
  }
  await expect(drain({ expectedBytes: content.length })).resolves.toBeUndefined()
  await expect(drain({ expectedBytes: content.length + 1 })).rejects.toThrow(/did not arrive whole/)
  await expect(drain({ maxBytes: content.length - 1 })).rejects.toMatchObject({ code: 'too_large' })
  const cut = async function* () {
    yield Buffer.from(content)
    throw new Error('ECONNRESET')
  }
  await expect(drain({}, cut())).rejects.toMatchObject({ code: 'file_unreadable', cause: new Error('ECONNRESET') })
})

test('one record of 64 MiB without an end is a problem row, the next is read', async () => {
  const hash = createHash('sha256')
  const source = async function* () {
    const filler = Buffer.alloc(1024 * 1024, 'x')
    const parts = [
      Buffer.from('{"prompt": "One"}\n{"prompt": "'),
      ...Array<Buffer>(64).fill(filler),
      Buffer.from('"}\n{"prompt": "Two"}'),
    ]
    for (const part of parts) {
      hash.update(part)
      yield part
    }
  }
  const file = await read('PROMPTS', source())
  expect(file.rows.map(({ line, problem }) => [line, problem])).toEqual([
    [1, null],
    [2, 'too_long'],
    [3, null],
  ])
  expect(file).toMatchObject({ lines: 3, sha256: hash.digest('hex') })
})

const hasData = existsSync(DATA)
if (!hasData) console.warn(`NOT TESTED: real Vicuna files are missing (${DATA}).`)

test.skipIf(!hasData).each([
  ['PROMPTS', 'vicuna_questions.jsonl', 'fastchat-questions/jsonl', null],
  ['RESPONSES', 'answers/answer_bard.jsonl', 'fastchat-answers/jsonl', 'bard:20230327'],
  ['RESPONSES', 'answers/answer_gpt35.jsonl', 'fastchat-answers/jsonl', 'gpt-3.5-turbo:20230327'],
  ['RESPONSES', 'answers/answer_gpt4.jsonl', 'fastchat-answers/jsonl', 'gpt-4:20230520'],
  ['RESPONSES', 'answers/answer_vicuna-13b.jsonl', 'fastchat-answers/jsonl', 'vicuna-13b:20230322-clean-lang'],
  ['RESPONSES', 'answers/7b-guanaco-vicuna-generations-topp0.9-temp0.7.jsonl', 'generations/jsonl', null],
] as const)('%s: the real file %s is read whole', async (kind, name, format, system) => {
  const file = await read(kind, createReadStream(path.join(DATA, name)))
  expect(file).toMatchObject({ format, lines: 80, system })
  expect(file.rows.map(({ externalId, problem }) => [externalId, problem])).toEqual(
    Array.from({ length: 80 }, (_, index) => [String(index + 1), null]),
  )
})
