import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { SMALL_BODY } from './body-limits'
import { parseInput } from './parse-input'
import { type Asked, readText } from './read-text'

/** What a request may bring, and how it is read: never farther than `maxBytes`. */
export type Body<T, R = Request> = {
  type: string
  maxBytes: number
  /** Of a JSON body. */
  schema?: z.ZodType
  read: (request: R) => Promise<T>
}

/** A JSON body of a shape. */
export function json<S extends z.ZodType>(schema: S, maxBytes = SMALL_BODY): Body<z.output<S>, Asked> {
  const read = async (request: Asked) => parseInput(schema, parseJson(await readText(request, { maxBytes })))
  return { type: 'application/json', maxBytes, schema, read }
}

/** Nothing, or an empty object. */
export function nothing(): Body<null> {
  const schema = z.strictObject({})
  const read = async (request: Request) => {
    const sent = await readText(request, { maxBytes: SMALL_BODY })
    if (sent.trim() !== '') parseInput(schema, parseJson(sent))
    return null
  }
  return { type: 'application/json', maxBytes: SMALL_BODY, schema, read }
}

/** A file's text, which the handler looks at itself. @param tooLarge said of a longer one */
export function text(maxBytes: number, tooLarge: string): Body<string> {
  return { type: 'text/plain', maxBytes, read: (request) => readText(request, { maxBytes, tooLarge }) }
}

/** A file of any size up to a limit, which the handler reads as it comes. */
export function bytes(maxBytes: number): Body<Request> {
  return { type: 'application/octet-stream', maxBytes, read: async (request) => request }
}

/** JSON of a shape; null is an answer without content. */
export type JsonReply<T> = { kind: 'json'; status: number; schema: z.ZodType<T> }

/** What a route answers with: JSON, or files of some media types. */
export type Reply<T> = JsonReply<T> | { kind: 'file'; types: readonly string[] }

/** JSON of a shape. Handlers return the value; that it fits is held by its type. */
export function answers<T>(schema: z.ZodType<T>, status = 200): JsonReply<T> {
  return { kind: 'json', status, schema }
}

/** A file to download. Handlers return the whole response. */
export function file(...types: string[]): { kind: 'file'; types: readonly string[] } {
  return { kind: 'file', types }
}

/** JSON that people send. @throws AppError `invalid` for what is none */
export function parseJson(read: string): unknown {
  try {
    return JSON.parse(read)
  } catch (cause) {
    throw new AppError('invalid', { message: 'What was sent is not JSON.', cause })
  }
}
