import { z } from 'zod'
import { SCOPES } from '@/lib/tokens/scopes'
import type { Endpoint, EndpointGate } from './endpoint'

/** Schemas by the names that the document has them under. */
const NAMES = z.registry<{ id: string }>()

/** Gives a schema of the public API its name in the document. */
export function named<S extends z.ZodType>(id: string, schema: S): S {
  NAMES.add(schema, { id })
  return schema
}

type Json = Record<string, unknown>

/**
 * The public API as an OpenAPI 3.1 document, made from the gates that answer it: what is not in the one is not in the other.
 */
export function makeDocument(endpoints: readonly Endpoint[], version: string) {
  const paths: Record<string, Record<string, Json>> = {}
  for (const { gate } of endpoints) {
    const path = gate.path === '/' ? '' : gate.path
    paths[`/api/v1${path}`] ??= {}
    Object.assign(paths[`/api/v1${path}`] ?? {}, { [gate.method.toLowerCase()]: operation(gate) })
  }
  const { schemas } = z.toJSONSchema(NAMES, { ...HOW, uri: (id) => `#/components/schemas/${id}` })
  return {
    openapi: '3.1.0',
    info: {
      title: 'Evenhand',
      version,
      description: 'Studies of preference, their judgments and results. See docs/api.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { password: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'evh_…', description: 'A token of the page Account.' },
        password: { type: 'http', scheme: 'basic', description: 'The token as the password, with any name.' },
      },
      schemas: { ...cleaned(schemas), Problem: PROBLEM },
      responses: { Problem: problem('What was wrong, and what to do.') },
    },
  }
}

/** JSON has moments as texts: as they come in. What has no word in a schema is anything. */
const HOW = { io: 'input', unrepresentable: 'any', metadata: NAMES } as const

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457.',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    requestId: { type: 'string', description: 'As in the header x-request-id, and in the log of the server.' },
  },
}

function problem(description: string): Json {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function operation(gate: EndpointGate): Json {
  const { summary, scope, needs, body, reply } = gate
  const parameters = [...inPath(gate), ...inQuery(gate), ...(gate.location ? [IDEMPOTENCY] : [])]
  return {
    operationId: operationName(gate),
    tags: [gate.path.split('/')[1] || 'meta'],
    summary,
    description: scope
      ? `Scope \`${scope}\`: ${SCOPES[scope]}.`
      : needs === 'nobody'
        ? 'Open to everybody.'
        : 'Any token.',
    ...(needs === 'nobody' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: gate.location !== undefined || gate.method === 'PATCH',
        content: { [body.type]: { schema: body.schema ? referTo(body.schema) : free(body.type) } },
      },
    }),
    responses: { ...success(reply), ...(gate.pending && later(reply)), ...failures(gate) },
  }
}

/** A schema by its name, or itself where it has none. */
function referTo(schema: z.ZodType): Json {
  const id = NAMES.get(schema)?.id
  return id ? { $ref: `#/components/schemas/${id}` } : inline(schema)
}

function free(type: string): Json {
  return type === 'application/json' ? { type: 'object' } : { type: 'string', format: 'binary' }
}

const IDEMPOTENCY = {
  ...{
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  description: 'Sent again within a day, the same request under the same key makes nothing more.',
}

function inPath({ params, path }: EndpointGate): Json[] {
  const { properties = {} } = params ? inline(params) : {}
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true },
    schema: (properties as Json)[name] ?? { type: 'string' },
  }))
}

function inQuery({ query }: EndpointGate): Json[] {
  const { properties = {}, required = [] } = query ? inline(query) : {}
  return Object.entries(properties as Record<string, Json>).map(([name, schema]) => ({
    ...{ name, in: 'query', required: (required as string[]).includes(name), schema },
  }))
}

function success(reply: EndpointGate['reply']): Json {
  if (reply.kind === 'file')
    return {
      200: {
        description: 'The file.',
        content: Object.fromEntries(
          reply.types.map((type) => [type, { schema: free(type === 'application/json' ? type : '') }]),
        ),
      },
    }
  const id = NAMES.get(reply.schema)?.id
  if (!id) return { 204: { description: 'Done.' } }
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${id}` } } }
  return { [reply.status]: { description: 'Done.', content } }
}

/** Of what goes on: the same, and where it stands. */
function later(reply: EndpointGate['reply']): Json {
  const { content } = Object.values(success(reply))[0] as { content: Json }
  const headers = { Location: { description: 'The job that is at it.', schema: { type: 'string' } } }
  return { 202: { description: 'It goes on by itself.', headers, content } }
}

/** What may be answered besides; 422 also where a request brings nothing, for what it does not find as it has to be. */
function failures({ needs, method, reply, path }: EndpointGate): Json {
  const ref = { $ref: '#/components/responses/Problem' }
  if (needs === 'nobody') return { 401: ref, 429: ref }
  const kept = reply.kind === 'file' && path.includes('{studyId}') ? { 304: { description: 'As it was.' } } : {}
  const large = method === 'POST' || method === 'PATCH' ? { 413: ref } : {}
  return { ...kept, 401: ref, 403: ref, 404: ref, 409: ref, ...large, 422: ref, 429: ref, 503: ref }
}

/** `get_studies_studyId_judgments_csv`: what generated clients call a function. */
function operationName({ method, path }: EndpointGate): string {
  return [method.toLowerCase(), ...path.split(/[^A-Za-z0-9]+/)].filter((part) => part !== '').join('_')
}

function inline(schema: z.ZodType): Json {
  return cleaned(z.toJSONSchema(schema, HOW)) as Json
}

/** Without what the document says elsewhere, or says in 300 characters where `format` does. */
function cleaned(value: unknown): Json {
  return clean(value) as Json
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(
    ([key, each]) =>
      !['$schema', '$id', '~standard'].includes(key) && !(key === 'pattern' && 'format' in value) && !isNothing(each),
  )
  return Object.fromEntries(entries.map(([key, each]) => [key, clean(each)]))
}

/** A field that must not be there is not described: what is not described is refused, and generators know no such thing. */
function isNothing(value: unknown): boolean {
  return JSON.stringify(value) === '{"not":{}}'
}
