import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { anthropicShape, googleShape, openAiShape, type Said } from './scripted-shapes'

/** A request as it came, byte by byte. */
export type Seen = {
  /** From 1; those for the list of models are counted, too. */
  number: number
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
  /** The body as JSON; undefined where it is none. */
  json: { [key: string]: unknown } | undefined
}

/** What the server does with a request. */
export type Act =
  | ({ does: 'say' } & Said)
  /** Answers with these very bytes. */
  | { does: 'answer'; status: number; body: string; headers?: Record<string, string> }
  /** Never answers. */
  | { does: 'hang' }
  /** Ends the connection in the middle of the body. */
  | { does: 'reset' }

export type Script = (seen: Seen) => Act | Promise<Act>

export type ScriptedModel = {
  /** With what the kinds of providers have at its end: `${url}/v1` takes all three. */
  url: string
  /** All requests so far. */
  seen: Seen[]
  /** How many requests that hung were given up by whoever sent them. */
  givenUp: () => number
  /** Puts another script in the place of this one. */
  follow: (script: Script) => void
  stop: () => Promise<void>
}

const failure = (
  status: number,
  message: string,
  code: string | null = null,
  headers?: Record<string, string>,
): Act => ({
  ...{ does: 'answer', status, ...(headers && { headers }) },
  body: JSON.stringify({ error: { message, type: 'scripted', param: null, code } }),
})

/** What providers do, good and bad, by name. */
export const acts = {
  say: (text: string, said: Omit<Said, 'text'> = {}): Act => ({ does: 'say', text, ...said }),
  /** @param seconds null leaves Retry-After away */
  tooMany: (seconds: number | null = null) =>
    failure(429, 'Rate limit reached.', 'rate_limit_exceeded', seconds === null ? {} : { 'retry-after': `${seconds}` }),
  broken: (status = 500) => failure(status, 'The server had an error while processing your request.'),
  hang: (): Act => ({ does: 'hang' }),
  reset: (): Act => ({ does: 'reset' }),
  notJson: (): Act => ({ does: 'answer', status: 200, body: '{"choices": [{"mess' }),
  twoVerdicts: (one = 'A', other = 'B'): Act =>
    acts.say(`I first thought: ${one}\n\n${one}\n\nBut no:\n\n${other}\n${one}`),
  refusal: (): Act => ({ does: 'say', text: '', refusal: 'I cannot help with comparing these.' }),
  filtered: (): Act => ({ does: 'say', text: '', finish: 'content_filter' }),
  truncated: (text = 'Both answers are'): Act => ({ does: 'say', text, finish: 'length' }),
  onlyReasoning: (reasoning = 'Let me think about both of them'): Act => ({
    ...acts.say(''),
    does: 'say',
    text: '',
    reasoning,
    finish: 'length',
  }),
  thinking: (thought: string, text: string): Act => acts.say(`<think>${thought}</think>\n\n${text}`),
  servedBy: (model: string, text: string): Act => acts.say(text, { model }),
  withoutUsage: (text: string): Act => acts.say(text, { usage: null }),
  deprecated: (model = 'this model') => failure(404, `The model ${model} has been deprecated.`, 'model_not_found'),
  wrongKey: () => failure(401, 'Incorrect API key provided.', 'invalid_api_key'),
  tooLong: () =>
    failure(
      400,
      "This model's maximum context length is 4096 tokens. However, your messages resulted in 9000.",
      'context_length_exceeded',
    ),
  refuses: (parameter: string) =>
    failure(400, `Unsupported parameter: '${parameter}' is not supported with this model.`, 'unsupported_parameter'),
  redirect: (to = 'http://169.254.169.254/latest/meta-data/'): Act => ({
    ...{ does: 'answer', status: 302, body: '', headers: { location: to } },
  }),
} as const

/**
 * A server of real HTTP on loopback that speaks as providers of language models do, and does what the script says.
 * `GET …/models` lists `models`, unless the script is to answer that, too.
 */
export async function startScriptedModel(
  script: Script,
  { models = ['scripted-1', 'scripted-2'], key = null }: { models?: string[] | null; key?: string | null } = {},
): Promise<ScriptedModel> {
  const seen: Seen[] = []
  let current = script
  let givenUp = 0
  const server = createServer((request, response) => {
    void readRequest(request, seen.length + 1).then(async (one) => {
      seen.push({ ...one, number: seen.length + 1 })
      if (key !== null && keyOf(one.headers) !== key) return perform(acts.wrongKey(), one, response)
      if (one.method === 'GET' && one.path.includes('/models')) return listModels(models, one, response)
      const act = await current({ ...one, number: seen.length })
      if (act.does === 'hang') response.once('close', () => givenUp++)
      await perform(act, one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const follow = (next: Script) => {
    current = next
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    givenUp: () => givenUp,
    follow,
    stop,
  }
}

async function readRequest(request: IncomingMessage, number: number): Promise<Seen> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = Buffer.concat(parts).toString()
  const { method = 'GET', url = '/', headers } = request
  return { number, method, path: url, headers, body, json: parse(body) }
}

function parse(body: string): Seen['json'] {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const other = headers['x-api-key'] ?? headers['x-goog-api-key']
  return headers.authorization?.replace('Bearer ', '') ?? (Array.isArray(other) ? other[0] : other)
}

function listModels(models: string[] | null, { headers }: Seen, response: ServerResponse): void {
  if (!models) return void response.writeHead(404, JSON_TYPE).end('{"error":{"message":"Not found"}}')
  const listed = headers['x-goog-api-key']
    ? { models: models.map((name) => ({ name: `models/${name}` })) }
    : { object: 'list', data: models.map((id) => ({ id, object: 'model' })) }
  response.writeHead(200, JSON_TYPE).end(JSON.stringify(listed))
}

const JSON_TYPE = { 'content-type': 'application/json' }

async function perform(act: Act, one: Seen, response: ServerResponse): Promise<void> {
  if (act.does === 'hang') return
  if (act.does === 'reset') {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': 1000 }).write('{"id": "cut')
    // Once the first bytes are out: cut before, there would be no middle.
    setImmediate(() => response.destroy())
    return
  }
  if (act.does === 'answer') {
    response.writeHead(act.status, { ...JSON_TYPE, ...act.headers }).end(act.body)
    return
  }
  if (act.latencyMs) await new Promise((resolve) => setTimeout(resolve, act.latencyMs))
  response.writeHead(200, JSON_TYPE).end(JSON.stringify(shapeFor(one)(act, one)))
}

function shapeFor({ path }: Seen) {
  if (path.endsWith('/messages')) return anthropicShape
  return path.includes(':generateContent') ? googleShape : openAiShape
}
