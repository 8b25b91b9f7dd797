import { createServer } from 'node:http'
import { RequestError, readRequest } from './request.mjs'
import { MODEL_NAME } from './settings.mjs'

/** @typedef {import('./load.mjs').Model} Model */

const MOST_BYTES = 8_000_000

/**
 * Serves a model as providers do: `/v1/models` and `/v1/chat/completions`. One request is answered at a time, the others
 * wait in a line.
 * @param {Model} model @param {number} port 0 for any that is free
 */
export async function serveModel(model, port) {
  let line = Promise.resolve()
  const server = createServer((request, response) => {
    void answer(request, (given) => {
      const turn = line.then(() => (response.destroyed ? null : complete(model, given)))
      line = turn.then(
        () => undefined,
        () => undefined,
      )
      return turn
    }).then(
      (body) => send(response, 200, body),
      (error) => {
        if (!(error instanceof RequestError)) console.error(error)
        const told = error instanceof RequestError ? error : new RequestError(500, 'server_error', 'The model failed.')
        send(response, told.status, { error: { message: told.message, type: told.type, code: told.code, param: null } })
      },
    )
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(undefined))
  })
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    address: `http://127.0.0.1:${taken}/v1`,
    model: MODEL_NAME,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await model.close()
    },
  }
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {(given: import('./request.mjs').Given) => Promise<object | null>} ask
 */
async function answer(request, ask) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (request.method === 'GET' && pathname === '/v1/models')
    return { object: 'list', data: [{ id: MODEL_NAME, object: 'model', created: 0, owned_by: 'this machine' }] }
  if (request.method === 'POST' && pathname === '/v1/chat/completions') return ask(readRequest(await readBody(request)))
  throw new RequestError(404, 'invalid_request_error', `There is no ${request.method} ${pathname} here.`)
}

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  const parts = []
  let bytes = 0
  for await (const part of request) {
    bytes += part.length
    if (bytes > MOST_BYTES) throw new RequestError(413, 'invalid_request_error', 'The request is too large.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

let made = 0

/** @param {Model} model @param {import('./request.mjs').Given} given */
async function complete(model, given) {
  const { text, finish, input, output } = await model.complete(given)
  return {
    id: `chatcmpl-${process.pid}-${++made}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: MODEL_NAME,
    system_fingerprint: model.fingerprint,
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finish, logprobs: null }],
    usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
  }
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {object | null} body */
function send(response, status, body) {
  if (response.destroyed || body === null) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
