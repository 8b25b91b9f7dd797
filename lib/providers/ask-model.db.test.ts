import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { acts, type Script, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { askModel, sentParameters } from './ask-model'
import { loadProvider, withProbed } from './load-provider'
import { ModelParameters } from './parameters'
import type { AskableProvider, Question } from './question'
import { makeProvider } from './testing'

const KEY = 'sk-a-key-that-must-be-nowhere-1234567890'
const SECRET_TEXT = 'what the annotators wrote'

let model: ScriptedModel
let provider: AskableProvider

beforeAll(async () => {
  model = await startScriptedModel(() => acts.say('A'), { key: KEY })
  provider = await makeProvider(model.url, { key: KEY, timeoutSeconds: 5 })
})
afterAll(() => model.stop())
beforeEach(() => {
  model.seen.length = 0
})

const question = (given: Partial<Question> = {}): Question => ({
  messages: [
    { role: 'system', content: 'Judge.' },
    { role: 'user', content: SECRET_TEXT },
  ],
  ...{ model: 'scripted-1', parameters: ModelParameters.parse({}), schema: null },
  ...given,
})

async function askOf(script: Script, given: Partial<Question> = {}, of = provider) {
  model.follow(script)
  const asked = await askModel(of, question(given))
  // Whatever went wrong, nothing of it tells the key or what was asked.
  const told = JSON.stringify(asked)
  expect(told).not.toContain(KEY)
  expect(told).not.toContain(SECRET_TEXT)
  return asked
}

test('a reply comes with all that is told of it, and only what was set is sent', async () => {
  const said = {
    fingerprint: 'fp_1',
    model: 'scripted-1-2026',
    usage: { input: 90, output: 12, cached: 30, reasoning: 5 },
  }
  const { reply } = await askOf(() => acts.say('Reason.\n\nA', said))
  expect(reply).toEqual({
    ...{ text: 'Reason.\n\nA', reasoning: null, finishReason: 'stop', httpStatus: 200 },
    ...{ servedModel: 'scripted-1-2026', fingerprint: 'fp_1', responseId: 'chatcmpl-1' },
    usage: { input: 90, cached: 30, output: 12, reasoning: 5 },
  })
  expect(model.seen[0]?.json).toEqual({
    ...{ model: 'scripted-1', max_tokens: 4096 },
    messages: [
      { role: 'system', content: 'Judge.' },
      { role: 'user', content: SECRET_TEXT },
    ],
  })
  expect(model.seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
})

test('all that is set is sent, under the names that the provider knows', async () => {
  const parameters = { temperature: 0, topP: 0.5, seed: 3, maxTokens: 64, reasoningEffort: 'low' } as const
  const schema = { type: 'object', properties: { verdict: { enum: ['A', 'B'] } } }
  await askOf(() => acts.say('{"verdict":"A"}'), { parameters, schema })
  const sent = { temperature: 0, top_p: 0.5, seed: 3, max_tokens: 64, reasoning_effort: 'low' }
  expect(model.seen[0]?.json).toMatchObject({
    ...sent,
    response_format: { type: 'json_schema', json_schema: { schema, strict: true } },
  })
  const found = {
    ...{ model: 'scripted-1', testedAt: '', problem: null, servedModel: null, milliseconds: 1, topP: true, seed: null },
    ...({ maxTokensName: 'max_completion_tokens', temperature: false, reasoningEffort: false, schema: true } as const),
    ...{ reportsUsage: true, reportsFingerprint: true },
  }
  const probed = withProbed(provider, [found])
  await askOf(() => acts.say('A'), { parameters }, probed)
  expect(model.seen[1]?.json).toMatchObject({ top_p: 0.5, seed: 3, max_completion_tokens: 64 })
  for (const name of ['temperature', 'reasoning_effort', 'max_tokens'])
    expect(model.seen[1]?.json).not.toHaveProperty(name)
  expect(sentParameters(probed, 'scripted-1', parameters)).toEqual({
    ...parameters,
    temperature: null,
    reasoningEffort: null,
  })
  expect(sentParameters(probed, 'another', parameters)).toEqual(parameters)
})

test.each([
  ['a refusal', acts.refusal(), { text: 'I cannot help with comparing these.', finishReason: 'content-filter' }],
  ['a filter', acts.filtered(), { text: '', finishReason: 'content-filter' }],
  ['an answer cut short', acts.truncated('Both'), { text: 'Both', finishReason: 'length' }],
  ['reasoning alone', acts.onlyReasoning('Hm.'), { text: '', reasoning: 'Hm.', finishReason: 'length' }],
  ['thinking in the text', acts.thinking('Hm.', 'A'), { text: 'A', reasoning: 'Hm.' }],
  ['another model', acts.servedBy('other-9', 'A'), { servedModel: 'other-9' }],
  ['no usage', acts.withoutUsage('A'), { usage: { input: null, cached: null, output: null, reasoning: null } }],
  ['two verdicts', acts.twoVerdicts(), { finishReason: 'stop' }],
])('%s is a reply', async (_, act, expected) => {
  expect((await askOf(() => act)).reply).toMatchObject(expected)
})

const WAITS = { kind: 'WAIT', retryAfterMs: null }
const STOPS = { kind: 'STOP', retryAfterMs: null }

test.each([
  ['429', acts.tooMany(), { ...WAITS, status: 429, message: 'Rate limit reached.' }],
  ['429 for 300 s', acts.tooMany(300), { ...WAITS, status: 429, retryAfterMs: 300_000 }],
  ['500', acts.broken(), { ...WAITS, status: 500, message: expect.stringContaining('had an error') }],
  ['529', acts.broken(529), { ...WAITS, status: 529 }],
  ['a reset', acts.reset(), { ...WAITS, status: null, message: 'No answer: the connection broke (ECONNRESET).' }],
  ['no JSON', acts.notJson(), { ...WAITS, status: 200, message: expect.stringContaining('not the JSON') }],
  ['a wrong key', acts.wrongKey(), { ...STOPS, status: 401, message: 'Incorrect API key provided.' }],
  ['404', acts.deprecated('m'), { ...STOPS, status: 404, message: 'The model m has been deprecated.' }],
  [
    'a refused setting',
    acts.refuses('temperature'),
    { ...STOPS, status: 400, message: expect.stringContaining("'temperature'") },
  ],
  [
    'too long a text',
    acts.tooLong(),
    { kind: 'TOO_LONG', status: 400, message: expect.stringContaining('4096 tokens') },
  ],
  ['a redirect', acts.redirect(), { ...STOPS, status: null, message: expect.stringContaining('169.254.169.254') }],
])('%s is a failure of its class', async (_, act, expected) => {
  expect((await askOf(() => act)).failure).toMatchObject(expected)
})

const answer = (status: number, body: unknown, headers = {}) =>
  ({ does: 'answer', status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }) as const

test.each([
  [
    'money that is spent stops',
    answer(429, { error: { message: 'Quota.', code: 'insufficient_quota' } }),
    { kind: 'STOP' },
  ],
  ['a web page stops', answer(200, '<html>', { 'content-type': 'text/html' }), { kind: 'STOP' }],
  [
    'a server’s own overflow is too long',
    answer(400, { error: { message: 'x', type: 'exceed_context_size_error' } }),
    { kind: 'TOO_LONG' },
  ],
  [
    'words of a plain text are left out',
    answer(403, 'Forbidden'),
    { kind: 'STOP', message: 'HTTP status 403, without words.' },
  ],
  ['a moment in Retry-After', answer(503, '', { 'retry-after': 'Wed, 01 Jan 2020 00:00:00 GMT' }), { retryAfterMs: 0 }],
  [
    'Google’s delay',
    answer(429, { error: { message: 'x', details: [{ retryDelay: '37s' }] } }),
    { retryAfterMs: 37_000 },
  ],
  [
    'its words end',
    answer(400, { error: { message: `a\u0000\n${'word '.repeat(9000)}` } }),
    { message: `a ${'word '.repeat(100).slice(0, 498)}…` },
  ],
])('%s', async (_, act, expected) => {
  expect((await askOf(() => act)).failure).toMatchObject(expected)
})

test('a provider that repeats the key and what it was sent is not quoted with the key', async () => {
  const { failure } = await askOf(({ headers }) =>
    answer(401, { error: { message: `Wrong: ${headers.authorization}` } }),
  )
  expect(failure?.message).toBe('Wrong: Bearer [key]')
})

test('what a filter refuses before the model sees it is a reply, as what it takes out afterwards', async () => {
  const { reply } = await askOf(() => answer(400, { error: { message: 'Filtered.', code: 'content_filter' } }))
  expect(reply).toMatchObject({ text: '', finishReason: 'content-filter', httpStatus: 400 })
})

test('Google’s filter that lets no answer through is a reply, a body with an error in it its words', async () => {
  const google = await makeProvider(model.url, { kind: 'GOOGLE', key: KEY })
  const blocked = answer(200, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } })
  expect((await askOf(() => blocked, {}, google)).reply).toMatchObject({ text: '', finishReason: 'content-filter' })
  const { failure } = await askOf(() => answer(200, { error: { message: 'Upstream is away.', code: 502 } }))
  expect(failure).toMatchObject({ kind: 'WAIT', message: 'Upstream is away.' })
  expect((await askOf(() => answer(200, { choices: [] }))).failure).toMatchObject({ kind: 'WAIT', status: 200 })
})

test('a provider that hangs is waited for as long as it is said to, and a signal ends a call at once', async () => {
  const { id } = await makeProvider(model.url, { key: KEY })
  await db.provider.update({ where: { id }, data: { timeoutSeconds: 1 } })
  const hurried = await loadProvider(id)
  const { failure } = await askOf(() => acts.hang(), {}, hurried)
  expect(failure).toEqual({ ...WAITS, status: null, message: 'No answer within 1 s.' })
  const ending = new AbortController()
  const asked = askModel(provider, question(), ending.signal)
  model.follow(() => {
    ending.abort(new Error('cancelled'))
    return acts.hang()
  })
  await expect(asked).rejects.toThrow('cancelled')
})

test('an answer of many megabytes is not read to its end', async () => {
  const { failure } = await askOf(() => answer(200, `"${'x'.repeat(9 * 1024 * 1024)}"`))
  expect(failure).toMatchObject({ kind: 'STOP', message: 'The answer is larger than 8 MB.' })
})

test('nobody who listens is waited for, nobody of that name is an error', async () => {
  const gone = await makeProvider('http://127.0.0.1:1')
  expect((await askModel(gone, question())).failure).toMatchObject({
    kind: 'WAIT',
    message: expect.stringContaining('nothing listens'),
  })
  const nobody = await makeProvider('http://models.invalid')
  expect((await askModel(nobody, question())).failure).toMatchObject({
    status: null,
    message: expect.stringContaining('No answer'),
  })
  const metadata = await makeProvider('http://169.254.169.254')
  expect((await askModel(metadata, question())).failure).toMatchObject({
    kind: 'STOP',
    message: expect.stringContaining('never asked'),
  })
})

test.each([
  ['ANTHROPIC', '/v1/messages', 'x-api-key'],
  ['GOOGLE', '/v1/models/scripted-1:generateContent', 'x-goog-api-key'],
] as const)('%s is asked in its own shape, and answers alike', async (kind, path, header) => {
  const other = await makeProvider(model.url, { kind, key: KEY })
  const said = { usage: { input: 50, output: 9, cached: 20 } }
  const { reply } = await askOf(
    () => acts.say('A', said),
    { parameters: ModelParameters.parse({ temperature: 0 }) },
    other,
  )
  expect(reply).toMatchObject({
    text: 'A',
    finishReason: 'stop',
    servedModel: 'scripted-1',
    usage: { input: 50, cached: 20, output: 9 },
  })
  expect(model.seen[0]).toMatchObject({ path, headers: { [header]: KEY } })
  expect((await askOf(() => acts.truncated(), {}, other)).reply).toMatchObject({ finishReason: 'length' })
  expect((await askOf(() => acts.filtered(), {}, other)).reply).toMatchObject({ finishReason: 'content-filter' })
  expect((await askOf(() => acts.onlyReasoning(), {}, other)).reply).toMatchObject({
    text: '',
    reasoning: expect.any(String),
  })
  expect((await askOf(() => acts.tooMany(300), {}, other)).failure).toMatchObject({
    kind: 'WAIT',
    retryAfterMs: 300_000,
  })
  expect((await askOf(() => acts.deprecated(), {}, other)).failure).toMatchObject({ kind: 'STOP', status: 404 })
})
