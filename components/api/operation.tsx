import { Disclosure } from '@/components/ui/disclosure'
import { ScrollX } from '@/components/ui/scroll-x'
import { Note } from '@/components/ui/text'

type Schema = Record<string, unknown>
type Parameter = { name: string; in: string; required: boolean; schema: Schema; description?: string }
type Content = Record<string, { schema?: Schema }>

/** An operation as the document of the API has it. */
export type DocumentedOperation = {
  operationId: string
  tags: string[]
  summary: string
  description: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content; description?: string }>
}

type Placed = { method: string; path: string; operation: DocumentedOperation }

/** Operations by what they are about, in the order of the document. */
export function operationsByTag(paths: Record<string, Record<string, DocumentedOperation>>) {
  const groups = new Map<string, Placed[]>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? 'meta'
      groups.set(tag, [...(groups.get(tag) ?? []), { method: method.toUpperCase(), path, operation }])
    }
  return [...groups].map(([tag, operations]) => ({ tag, operations }))
}

/** One address: what it does, what it is asked with, what it answers. */
export function Operation({ method, path, operation, schemas }: Placed & { schemas: Schema }) {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  return (
    <article className="border-b border-rule py-4" aria-labelledby={operationId}>
      <h3 id={operationId} className="m-0 font-mono text-base font-normal break-all">
        <span className="mr-2 inline-block min-w-14 font-semibold text-accent">{method}</span>
        {path}
      </h3>
      <p className="mt-1">{summary}</p>
      <Note>{description.replaceAll('`', '')}</Note>
      {parameters.length > 0 && (
        <dl className="mt-2 grid gap-x-6 sm:grid-cols-[auto_1fr]">
          {parameters.map((parameter) => (
            <div key={parameter.name} className="contents">
              <dt className="font-mono text-sm leading-7">{parameter.name}</dt>
              <dd className="m-0 text-sm leading-7 text-ink-2">
                {parameter.in}
                {parameter.required && ', required'}, {inWords(parameter.schema)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {Object.entries(requestBody?.content ?? {}).map(([type, { schema = {} }]) => (
        <Shape key={type} label={`What is sent: ${type}`} schema={schema} schemas={schemas} />
      ))}
      {Object.entries(responses).map(([status, { content = {} }]) =>
        status.startsWith('2') ? <Answered key={status} {...{ status, content, schemas }} /> : null,
      )}
    </article>
  )
}

function Answered({ status, content, schemas }: { status: string; content: Content; schemas: Schema }) {
  const [first, ...others] = Object.entries(content)
  if (!first) return <Note>Answers {status}, without content.</Note>
  const [type, { schema = {} }] = first
  if (type !== 'application/json' || schema.type)
    return (
      <Note>
        Answers {status}: {[type, ...others.map(([each]) => each)].join(', ')}.
      </Note>
    )
  return <Shape label={`Answers ${status}: ${type}`} schema={schema} schemas={schemas} />
}

/** A schema as it stands in the document, folded away. */
function Shape({ label, schema, schemas }: { label: string; schema: Schema; schemas: Schema }) {
  const named = typeof schema.$ref === 'string' ? schemas[schema.$ref.split('/').at(-1) ?? ''] : schema
  const text = JSON.stringify(named, null, 2)
  if (text.length < 40) return <Note>{label}</Note>
  return (
    <Disclosure label={label} isPlain>
      <ScrollX label={`Schema: ${label}`} className="max-h-96 overflow-y-auto">
        <pre className="text-sm">{text}</pre>
      </ScrollX>
    </Disclosure>
  )
}

function inWords(schema: Schema): string {
  const { type, format, enum: choices, default: usual } = schema
  const kind = Array.isArray(choices) && choices.length <= 8 ? choices.join(' | ') : String(format ?? type ?? 'text')
  return usual === undefined ? kind : `${kind}, ${String(usual)} where it is not said`
}
