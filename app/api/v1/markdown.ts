import type { EndpointGate } from '@/lib/server/endpoint'
import { V1 } from '@/lib/server/endpoint'
import { SCOPES } from '@/lib/tokens/scopes'
import { ENDPOINTS } from './endpoints'

/** Every address of the public API with the scope that a token needs, as a table in Markdown. */
export function addressTable(): string {
  const rows = ENDPOINTS.map(
    ({ gate }) => `| \`${gate.method} ${addressOf(gate)}\` | ${scopeOf(gate)} | ${gate.summary} |`,
  )
  return ['| address | scope | does |', '| --- | --- | --- |', ...rows].join('\n')
}

/** What tokens can be made for, as a table in Markdown. */
export function scopeTable(): string {
  const rows = Object.entries(SCOPES).map(([scope, words]) => `| \`${scope}\` | ${words} |`)
  return ['| scope | allows |', '| --- | --- |', ...rows].join('\n')
}

function addressOf({ path }: EndpointGate): string {
  return path === '/' ? V1 : V1 + path
}

function scopeOf({ scope, needs }: EndpointGate): string {
  if (scope) return `\`${scope}\``
  return needs === 'nobody' ? 'open' : 'any token'
}

/** What a program, or whoever writes one, has to know: where it begins, how it signs in, all addresses. */
export function llmsText(): string {
  return `# Evenhand

> Blind studies of what people prefer of two answers of language models, or how they rate one; results with intervals, files
> for other tools, and an HTTP API for all of it.

- Document of the API (OpenAPI 3.1): ${V1}/openapi.json
- Reference: /docs/api
- Python client, one file, no packages: /clients/evenhand.py

Sign in with a token of the page Account, as \`Authorization: Bearer evh_…\`, or as the password of HTTP Basic. Failures are
application/problem+json with \`code\`, \`detail\` and \`fields\`. Lists are \`{data, next}\`: ask again with \`?cursor=\` and what
\`next\` says. A POST that makes something takes an Idempotency-Key. Outcomes of a study that is not closed are hidden unless its
design says otherwise: 403 \`look_needed\`.

## Scopes

${scopeTable()}

## Addresses

${addressTable()}
`
}
