import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { openFile } from '../read/open-file'
import type { ReadRow } from '../read/read-record'
import { zstdZipOf } from '../testing-archives'
import { chunksOf, jsonLines } from '../testing-files'

async function read(kind: 'PROMPTS' | 'RESPONSES', content: string | Buffer, file = 'x', isNamed = false) {
  const open = await openFile(kind, chunksOf(content, 777), {}, { file, isNamed })
  const rows: ReadRow[] = []
  for await (const batch of open.rows()) rows.push(...batch)
  return { format: open.format.id, rows, ...open.summary() }
}

const brief = ({ externalId, system, sample, messages, problem, warning }: ReadRow) => [
  externalId,
  system,
  sample,
  messages?.map(({ content }) => content).join('|') ?? null,
  problem ?? warning,
]

const openai = (id: string, body: object, status = 200) => ({
  ...{ id: `r-${id}`, custom_id: id, error: null },
  response: { status_code: status, request_id: 'x', body },
})
const chat = (content: unknown, reason = 'stop') => ({
  model: 'heron-13b',
  choices: [{ index: 0, finish_reason: reason, message: { role: 'assistant', content, reasoning_content: 'hm' } }],
})

describe('OpenAI-compatible batches', () => {
  const requests = [
    {
      custom_id: 'a',
      method: 'POST',
      url: '/v1/chat/completions',
      body: { messages: [{ role: 'user', content: 'Hi' }] },
    },
    { custom_id: 'b', method: 'POST', url: '/v1/responses', body: { instructions: 'Be brief.', input: 'Ho' } },
  ]

  test('requests are prompts', async () => {
    const { format, rows } = await read('PROMPTS', jsonLines(requests))
    expect(format).toBe('openai-requests')
    expect(rows.map(({ externalId, messages }) => [externalId, messages?.map(({ role }) => role)])).toEqual([
      ['a', ['user']],
      ['b', ['system', 'user']],
    ])
  })

  test('answers come as texts, parts or output; those that failed say so, those cut off are told of', async () => {
    const responses = {
      model: 'heron-13b',
      output: [{ type: 'reasoning' }, { type: 'message', content: [{ type: 'output_text', text: 'Six' }] }],
    }
    const records = [
      openai('a', chat('Fine.')),
      openai(
        'b',
        chat(
          [
            { type: 'text', text: 'Two ' },
            { type: 'text', text: 'parts' },
          ],
          'length',
        ),
      ),
      openai('c', responses),
      openai('d', {}, 429),
      { custom_id: 'e', response: null, error: { message: 'expired' } },
      openai('f', chat([{ type: 'image_url', image_url: 'x' }])),
      openai('g', { model: 'heron-13b' }),
      ...requests,
    ]
    const { format, rows, system } = await read(
      'RESPONSES',
      jsonLines(records.slice(0, 3)) + jsonLines(records.slice(3)),
      'x',
      true,
    )
    expect([format, system]).toEqual(['openai-batch', 'heron-13b'])
    expect(rows.map(brief)).toEqual([
      ['a', null, 0, 'Fine.', null],
      ['b', null, 0, 'Two parts', 'cut_off'],
      ['c', null, 0, 'Six', null],
      ['d', null, 0, null, 'failed_request'],
      ['e', null, 0, null, 'failed_request'],
      ['f', null, 0, null, 'wrong_type'],
      ['g', null, 0, null, 'missing_field'],
      ['a', null, 0, null, 'request'],
      ['b', null, 0, null, 'request'],
    ])
    expect(rows[3]?.detail).toBe('The answer has the status 429, not 200')
    expect((await read('RESPONSES', jsonLines(records.slice(0, 3)))).rows.map(({ system: of }) => of)).toEqual(
      Array(3).fill('heron-13b'),
    )
  })
})

test('Anthropic’s batches: thoughts are left out, what did not succeed is told', async () => {
  const message = (content: object[], reason = 'end_turn') => ({ model: 'rook-2', content, stop_reason: reason })
  const records = [
    {
      custom_id: 'a',
      result: {
        type: 'succeeded',
        message: message([
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'Yes.' },
        ]),
      },
    },
    {
      custom_id: 'b',
      result: { type: 'succeeded', message: message([{ type: 'text', text: 'No, bec' }], 'max_tokens') },
    },
    { custom_id: 'c', result: { type: 'errored', error: { error: { message: 'overloaded' } } } },
    { custom_id: 'a', params: { system: 'Be brief.', messages: [{ role: 'user', content: 'Hi' }] } },
  ]
  const { format, rows } = await read('RESPONSES', jsonLines(records), 'x', true)
  expect(format).toBe('anthropic-batch')
  expect(rows.map(brief)).toEqual([
    ['a', null, 0, 'Yes.', null],
    ['b', null, 0, 'No, bec', 'cut_off'],
    ['c', null, 0, null, 'failed_request'],
    ['a', null, 0, null, 'request'],
  ])
  expect((await read('PROMPTS', jsonLines(records.slice(3)))).rows[0]?.messages).toHaveLength(2)
})

test('Gemini’s batches: of files with keys and of Vertex, thoughts left out, what was blocked or failed told', async () => {
  const ask = (text: string) => ({
    contents: [{ role: 'user', parts: [{ text }] }],
    systemInstruction: { parts: [{ text: 'Be brief.' }] },
  })
  const said = (parts: object[], finishReason = 'STOP', index = 0) => ({
    content: { parts, role: 'model' },
    finishReason,
    index,
  })
  const back = (...candidates: object[]) => ({ response: { modelVersion: 'heron-2', candidates, usageMetadata: {} } })
  const records = [
    {
      key: 'a',
      ...back(
        said([{ text: 'hm', thought: true }, { text: 'Y' }, { text: 'es.' }]),
        said([{ text: 'Si.' }], 'STOP', 1),
      ),
    },
    { key: 'b', ...back(said([{ text: 'No, bec' }], 'MAX_TOKENS')) },
    { key: 'c', ...back({ finishReason: 'SAFETY' }) },
    { key: 'd', response: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } } },
    { key: 'e', error: { code: 13, message: 'internal' } },
    { key: 'a', request: ask('Hi') },
  ]
  const { format, rows } = await read('RESPONSES', jsonLines(records), 'x', true)
  expect(format).toBe('gemini-batch')
  expect(rows.map(brief)).toEqual([
    ['a', null, 0, 'Yes.', null],
    ['a', null, 1, 'Si.', null],
    ['b', null, 0, 'No, bec', 'cut_off'],
    ['c', null, 0, null, 'failed_request'],
    ['d', null, 0, null, 'failed_request'],
    ['e', null, 0, null, 'failed_request'],
    ['a', null, 0, null, 'request'],
  ])
  expect((await read('RESPONSES', jsonLines(records.slice(0, 2)))).rows[0]?.system).toBe('heron-2')
  expect((await read('PROMPTS', jsonLines(records.slice(5)))).rows[0]?.messages?.map(({ role }) => role)).toEqual([
    'system',
    'user',
  ])
  const vertex = { status: '', processed_time: '2026-05-01T10:00:00Z', request: ask('Hi') }
  const lines = [
    { ...vertex, ...back(said([{ text: 'Ho' }])) },
    { ...vertex, status: 'Error: quota', response: {} },
  ]
  expect((await read('RESPONSES', jsonLines(lines))).rows.map(brief)).toEqual([
    [null, 'heron-2', 0, 'Ho', null],
    [null, null, 0, null, 'failed_request'],
  ])
})

test('lm-evaluation-harness: the folder names the model; tasks that weigh answers are refused in so many words', async () => {
  const line = (n: number, asked: string, settings: unknown) => ({
    ...{ doc_id: n, doc: { q: 'x' }, target: 'y', resps: [['Raw.']], filtered_resps: ['Kept.'], filter: 'none' },
    arguments: { gen_args_0: { arg_0: asked, arg_1: settings } },
  })
  const chatted = JSON.stringify([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hi' },
  ])
  const content = jsonLines([
    line(0, 'Plain?', { until: [] }),
    line(1, chatted, { until: [] }),
    line(2, 'Weighed', ' yes'),
  ])
  const { format, rows } = await read('RESPONSES', content, 'lab__heron/samples_chat_2026-01-01.jsonl')
  expect(format).toBe('lm-eval-samples')
  expect(rows.map(brief)).toEqual([
    ['0', 'lab/heron', 0, 'Kept.', null],
    ['1', 'lab/heron', 0, 'Kept.', null],
    ['2', null, 0, null, 'wrong_type'],
  ])
  expect(rows[2]?.detail).toMatch(/weighs given answers/)
  expect((await read('PROMPTS', content)).rows[1]?.messages).toHaveLength(2)
  await expect(read('RESPONSES', content, 'samples.jsonl')).rejects.toThrow(/does not say which system/)
})

describe('logs of Inspect', () => {
  const sample = (id: number, epoch: number, extra: object) => ({
    ...{
      id,
      epoch,
      input: 'attachment://t',
      attachments: { t: 'Hi' },
      target: 'x',
      scores: {},
      events: ['y'.repeat(500)],
    },
    ...{ messages: [{ role: 'user', content: 'Hi' }] },
    ...extra,
  })
  const said = (content: unknown, reason = 'stop') => ({
    output: { choices: [{ message: { content }, stop_reason: reason }] },
  })
  const samples = [
    sample(1, 1, said('Ho')),
    sample(
      1,
      2,
      said(
        [
          { type: 'reasoning', reasoning: 'hm' },
          { type: 'text', text: 'Hum' },
        ],
        'max_tokens',
      ),
    ),
    sample(2, 1, { output: { choices: [] }, error: { message: 'timed out' } }),
  ]
  const about = { version: 2, status: 'success', eval: { model: 'lab/heron', task: 'chat' }, plan: { steps: [{}] } }
  const wanted = [
    ['1', 'lab/heron', 0, 'Ho', null],
    ['1', 'lab/heron', 1, 'Hum', 'cut_off'],
    ['2', null, 0, null, 'failed_request'],
  ]

  test('as JSON', async () => {
    const { format, rows, unread } = await read(
      'RESPONSES',
      JSON.stringify({ ...about, samples, reductions: [] }, null, 2),
    )
    expect(format).toBe('inspect-samples')
    expect(rows.map(brief)).toEqual(wanted)
    // What happened while it ran is no loss.
    expect(unread.ignored).toBe(0)
    expect((await read('PROMPTS', JSON.stringify({ ...about, samples }))).rows[0]).toMatchObject({
      category: 'chat',
      messages: [{ content: 'Hi' }],
    })
  })

  test('as an archive of samples packed by zstd', async () => {
    const entries = Object.fromEntries(
      samples.map((one) => [`samples/${one.id}_epoch_${one.epoch}.json`, JSON.stringify(one)]),
    )
    const { rows } = await read('RESPONSES', await zstdZipOf({ ...entries, 'header.json': JSON.stringify(about) }))
    expect(rows.map(brief)).toEqual(wanted)
  })

  test('one that was cut is refused', async () => {
    const whole = JSON.stringify({ ...about, samples })
    await expect(read('RESPONSES', whole.slice(0, -200))).rejects.toThrow(/never closed/)
    await expect(read('RESPONSES', whole.slice(0, whole.indexOf('"samples"')))).rejects.toThrow(
      /ends before its “samples”/,
    )
  })
})

test('lighteval’s details are read from Parquet, further texts as samples', async () => {
  const columns = [
    {
      name: 'doc',
      data: [
        { query: 'Hi?', id: '7', task_name: 'chat' },
        { query: 'Ho?', id: '8', task_name: 'chat' },
      ],
    },
    { name: 'model_response', data: [{ text: ['raw'], text_post_processed: ['one', 'two'] }, { text: [] }] },
  ].map(({ name, data }) => ({ name, data, type: 'JSON' as const }))
  const { format, rows } = await read(
    'RESPONSES',
    Buffer.from(parquetWriteBuffer({ columnData: columns })),
    'heron/2026/details_chat.parquet',
  )
  expect(format).toBe('lighteval-details')
  expect(rows.map(brief)).toEqual([
    ['7', 'heron', 0, 'one', null],
    ['7', 'heron', 1, 'two', null],
    [null, null, 0, null, 'missing_field'],
  ])
})

test('HELM’s scenario states, and its predictions with the instances beside them', async () => {
  const state = (id: string, result: object) => ({
    instance: { id, input: { text: 'Hi' } },
    request: { prompt: 'Q: Hi\nA:' },
    result,
  })
  const content = JSON.stringify({
    adapter_spec: { method: 'generation', model: 'lab/heron', nested: { request_states: [{}] } },
    request_states: [
      state('id1', {
        success: true,
        completions: [{ text: 'Ho', finish_reason: { reason: 'length' } }, { text: 'Hum' }],
      }),
      state('id2', { success: false, error: 'timeout', completions: [] }),
    ],
  })
  const { format, rows } = await read('RESPONSES', content)
  expect(format).toBe('helm-states')
  expect(rows.map(brief)).toEqual([
    ['id1', 'lab/heron', 0, 'Ho', 'cut_off'],
    ['id1', 'lab/heron', 1, 'Hum', null],
    [null, null, 0, null, 'failed_request'],
  ])
  const predicted = [{ instance_id: 'id1', train_trial_index: 0, predicted_text: 'Ho', stats: {} }]
  const instances = [{ id: 'id1', input: { text: 'Hi' }, references: [], split: 'test' }]
  expect((await read('RESPONSES', JSON.stringify(predicted), 'x', true)).rows.map(brief)).toEqual([
    ['id1', null, 0, 'Ho', null],
  ])
  expect((await read('RESPONSES', JSON.stringify(instances), 'x', true)).rows).toMatchObject([
    { problem: 'request', externalId: 'id1' },
  ])
})

test('OpenAssistant’s trees: answers to the first message in the order of their ranks', async () => {
  const reply = (text: string, rank: number | null, deleted = false) => ({ text, rank, role: 'assistant', deleted })
  const tree = {
    message_tree_id: 't',
    tree_state: 'ready_for_export',
    prompt: { text: 'Hi', lang: 'en', role: 'prompter', replies: [reply('b', 1), reply('a', 0), reply('x', 2, true)] },
  }
  const content = jsonLines([tree, { ...tree, message_tree_id: 'u', prompt: { text: 'Ho' } }])
  const { format, rows } = await read('RESPONSES', content, 'x', true)
  expect(format).toBe('oasst-trees')
  expect(rows.map(brief)).toEqual([
    ['t', null, 0, 'a', null],
    ['t', null, 1, 'b', null],
    ['u', null, 0, null, 'missing_field'],
  ])
  expect((await read('PROMPTS', content)).rows).toMatchObject([
    { externalId: 't', category: 'en' },
    { externalId: 'u' },
  ])
})
