import { expect, test } from 'vitest'
import type { Format } from '../formats/format'
import { chunksOf, jsonLines } from '../testing-files'
import { losesMore } from '../unread'
import { openFile } from './open-file'
import type { ReadRow } from './read-record'

async function read(kind: Format['kind'], content: string) {
  const file = await openFile(kind, chunksOf(content))
  const rows: ReadRow[] = []
  for await (const batch of file.rows()) rows.push(...batch)
  return { format: `${file.format.id}/${file.container}`, rows, ...file.summary() }
}

const said = ({ messages }: ReadRow) => messages?.map(({ role, content }) => `${role}: ${content}`)
const unreadOf = ({ unread }: Awaited<ReturnType<typeof read>>) => unread.fields.map(({ field }) => field)

test('a file with prompts and responses matches itself: both kinds look for the prompt in one order', async () => {
  const both = jsonLines([
    {
      prompt: 'Shorten this sentence.\n\nInput: The zip is stuck, stuck.\n\nOutput:',
      ...{ instruction: 'Shorten this sentence.', input: 'The zip is stuck, stuck.', response: 'The zip is stuck.' },
    },
  ])
  const [prompts, responses] = [await read('PROMPTS', both), await read('RESPONSES', both)]
  expect(prompts.rows[0]?.digest).toBe(responses.rows[0]?.promptDigest)
  expect(unreadOf(prompts)).toEqual(['input', 'instruction', 'response'])
  expect(unreadOf(responses)).toEqual(['input', 'instruction'])
  for (const about of [
    {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Ho' },
      ],
    },
    {
      prompt: 'Hi',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Ho' },
      ],
    },
    { instruction: 'Hi', input: 'there', output: 'Ho' },
    { conversations: ['Hi', 'Ho'] },
    {
      conversations: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Ho' },
      ],
    },
  ]) {
    const file = jsonLines([about])
    const [asPrompts, asResponses] = [await read('PROMPTS', file), await read('RESPONSES', file)]
    expect(asPrompts.rows).toMatchObject([{ problem: null }])
    expect(asResponses.rows.map((row) => [row.problem, row.promptDigest, said(row)])).toEqual([
      [null, asPrompts.rows[0]?.digest, ['assistant: Ho']],
    ])
  }
})

test('uid is an id, and an answer in an object is read', async () => {
  const questions = await read(
    'PROMPTS',
    '{"uid": "a1b2", "category": "home", "prompt": "How do I free a stuck zip?"}\n',
  )
  const answers = await read(
    'RESPONSES',
    '{"uid": "a1b2", "ans_id": "z", "model": "alder-7b", "messages": [{"role": "user", "content": "How do I free a stuck zip?"}, {"role": "assistant", "content": {"answer": "Rub wax on it."}}]}\n',
  )
  expect(questions.rows).toMatchObject([{ externalId: 'a1b2', category: 'home' }])
  expect(answers.rows).toMatchObject([{ externalId: 'a1b2', promptDigest: questions.rows[0]?.digest, problem: null }])
  expect(answers.rows.map(said)).toEqual([['assistant: Rub wax on it.']])
  expect(unreadOf(answers)).toEqual(['model', 'ans_id'])
})

test('whichever kind is chosen first, advice to choose the other one leads on, never back', async () => {
  for (const record of [
    { id: 1, messages: [{ role: 'user', content: 'Hi' }] },
    { id: 1, messages: [{ role: 'assistant', content: 'Ho' }] },
    {
      uid: 1,
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: { answer: 'Ho' } },
      ],
    },
    { question_id: 1, text: 'Hi' },
    { question_id: 1, text: 'Ho', answer_id: 'a' },
    { prompt: 'Hi' },
    { id: 1, response: 'Ho' },
  ]) {
    const outcomes = await Promise.all(
      (['PROMPTS', 'RESPONSES'] as const).map((kind) =>
        read(kind, jsonLines([record])).then(
          ({ rows }) => (rows.every(({ problem }) => problem === null) ? 'read' : 'problem'),
          (error: Error) => (/instead\.$/.test(error.message) ? 'other' : 'refused'),
        ),
      ),
    )
    expect(outcomes, JSON.stringify(record)).toContain('read')
  }
})

test('every field that is not read is told with how many records have it', async () => {
  const file = await read(
    'PROMPTS',
    jsonLines([
      { id: 1, prompt: 'How do I free a stuck zip?', difficulty: 3, notes: 'ask' },
      { id: 2, prompt: 'What is a fathom?', notes: '', nested: { deep: ['x', { y: 'zz' }] } },
    ]),
  )
  expect(file.unread).toEqual({
    records: 2,
    fields: [
      { field: 'notes', records: 1, characters: 3, known: null },
      { field: 'nested', records: 1, characters: 3, known: null },
      { field: 'difficulty', records: 1, characters: 0, known: null },
    ],
    ...{ more: 0, read: 'How do I free a stuck zip?What is a fathom?'.length, ignored: 6 },
  })
  expect(losesMore(file.unread)).toBe(false)
})

test('an instruction whose inputs stand in a list is not taken without them unnoticed', async () => {
  const instances = [{ input: 'The zip is stuck, stuck, and stuck again.', output: 'The zip is stuck.' }]
  const seed = await read('PROMPTS', jsonLines([{ id: 'seed_task_0', instruction: 'Shorten this.', instances }]))
  expect(seed.rows).toMatchObject([{ externalId: 'seed_task_0', problem: null }])
  expect(unreadOf(seed)).toEqual(['instances'])
  expect(losesMore(seed.unread)).toBe(true)
  const nested = await read('PROMPTS', jsonLines([{ instruction: 'Shorten this.', input: { text: 'Stuck, stuck.' } }]))
  expect(nested.rows).toMatchObject([{ problem: 'wrong_type', detail: '“input” is an object, not text' }])
})

test('what the other kind of upload reads does not count as lost', async () => {
  const file = await read('PROMPTS', '[{"instruction":"Do","output":"A very long answer to it","generator":"g"}]')
  expect(file.unread.fields).toMatchObject([
    { field: 'output', known: 'OTHER' },
    { field: 'generator', known: 'OTHER' },
  ])
  expect(losesMore(file.unread)).toBe(false)
})

test('a thousand names of fields that are data are counted together', async () => {
  const records = Array.from({ length: 60 }, (_, n) => ({
    prompt: 'x',
    ...Object.fromEntries(Array.from({ length: 50 }, (_, k) => [`field ${n}-${k}`, 'y'])),
  }))
  const { unread } = await read('PROMPTS', jsonLines(records))
  expect(unread.fields).toHaveLength(50)
  expect(unread).toMatchObject({ more: 950, ignored: 3000, read: 60 })
})

test('LIMA’s conversations are prompts with their turns', async () => {
  const file = await read(
    'PROMPTS',
    jsonLines([
      { conversations: ['How do I free a stuck zip?'], source: 'home' },
      { conversations: ['What is a fathom?', 'Six feet.', 'And a league?'], source: 'sea' },
      { conversations: 'How do I free a stuck zip?' },
      { conversations: [] },
      { conversations: [{ from: 'constructor', value: 'x' }] },
    ]),
  )
  expect(file.format).toBe('lima-conversations/jsonl')
  expect(file.rows.map((row) => row.problem ?? said(row))).toEqual([
    ['user: How do I free a stuck zip?'],
    ['user: What is a fathom?', 'assistant: Six feet.', 'user: And a league?'],
    ['user: How do I free a stuck zip?'],
    'wrong_type',
    'wrong_type',
  ])
  expect(file.rows[1]?.category).toBe('sea')
})

test.each([
  [
    'pairs with verdicts',
    '[{"instruction": "How?", "output_1": "Pull.", "generator_1": "a", "output_2": "Wax.", "generator_2": "b", "preference": 2}]',
    /holds pairs: two responses a record \(“output_1”, “output_2”\), and verdicts \(“preference”\).*brought as pairs, and a closed study/,
  ],
  [
    'pairs as CSV',
    'prompt,response 1,response 2,label\nHi,a,b,1\n',
    /holds pairs.*“response 1”, “response 2”.*“label”/,
  ],
  ['preference data', '{"prompt":"Hi","chosen":"a","rejected":"b"}\n', /holds pairs.*“chosen”, “rejected”/],
  [
    'an object around the list',
    JSON.stringify({ meta: { name: 'zips' }, data: [{ prompt: 'Hi' }] }, null, 2),
    /one JSON object; its list is under “data”/,
  ],
  ['the same on one line', JSON.stringify({ meta: 1, 'da]ta': [{ prompt: 'Hi' }] }), /its list is under “da\]ta”/],
  [
    'more columns than are read',
    `${Array.from({ length: 1001 }, (_, n) => `c${n}`).join(',')}\n`,
    /names 1001 columns; at most 1000 are read/,
  ],
])('%s: the file is refused with what it holds and what to do', async (_, content, message) => {
  for (const kind of ['PROMPTS', 'RESPONSES'] as const) await expect(read(kind, content)).rejects.toThrow(message)
})

test('what is no JSON is named with its character and what to write', async () => {
  const file = await read(
    'PROMPTS',
    '{"id": 0, "prompt": "x"}\n{"id": "q-1", "prompt": "NaN \\" None", "category": NaN}\n{"id": None}\n{"id": 1, "done": True}\n{"id": 1, "score": -Infinity}\n{"id": 1 "x"}\n',
  )
  expect(file.rows.slice(1).map(({ detail }) => detail)).toEqual([
    '“NaN” at character 52 is no JSON: write null for it',
    '“None” at character 8 is no JSON: write null for it',
    '“True” at character 19 is no JSON: write true for it',
    '“-Infinity” at character 20 is no JSON: write null for it',
    expect.stringContaining('at character 10'),
  ])
})

test.each([
  'sep=;\nid;prompt\nq-1;Hi, you\n',
  '\uFEFFsep=;\r\nid;prompt\r\nq-1;Hi, you\r\n',
  '"sep=\t"\nid\tprompt\nq-1\tHi, you\n',
])('Excel’s line with the separator is passed over: %j', async (content) => {
  const file = await read('PROMPTS', content)
  expect(file.rows).toMatchObject([{ line: 3, record: 1, externalId: 'q-1', problem: null }])
  expect(file.rows.map(said)).toEqual([['user: Hi, you']])
})

test.each([
  ['levels', `{"id": 1, "x": ${'['.repeat(65)}${']'.repeat(65)}}`, /nest deeper than 64/],
  [
    'turns',
    JSON.stringify({ id: 1, messages: Array(1001).fill({ role: 'user', content: 'x' }) }),
    /1001 turns; 1000 are/,
  ],
  ['tags', JSON.stringify({ id: 1, prompt: 'x', tags: Array(201).fill('t') }), /more than 200 tags/],
  ['tags in one text', JSON.stringify({ id: 1, prompt: 'x', tags: 'a;'.repeat(300) }), /more than 200 tags/],
])('more %s than data have are a problem of their record', async (_, record, detail) => {
  const file = await read('PROMPTS', `{"id": 0, "prompt": "fine"}\n${record}\n`)
  expect(file.rows).toMatchObject([{ problem: null }, { problem: 'too_long', detail: expect.stringMatching(detail) }])
})
