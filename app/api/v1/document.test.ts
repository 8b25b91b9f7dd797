import { expect, test } from 'vitest'
import { listRoutes } from '@/lib/testing/addresses'
import { apiDocument, ENDPOINTS } from './endpoints'
import { addressTable, llmsText, scopeTable } from './markdown'

const document = JSON.parse(JSON.stringify(apiDocument()))
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

type Operation = {
  operationId: string
  parameters?: { name: string; in: string }[]
  responses: Record<string, unknown>
}

test('every address of the API is in its document, and the other way round', async () => {
  const answered = (await listRoutes()).map(([name]) => name).filter((name) => name.includes('/api/v1'))
  const described = operations.map(
    ({ path, method }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, '[$1]')}`,
  )
  expect(described.sort()).toEqual(answered.sort())
  expect(described).toHaveLength(ENDPOINTS.length)
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(ENDPOINTS.length)
})

test('each part of a path is described, and every reference leads somewhere', () => {
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const { parameters = [] } = operation
    expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath)
  }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, place]) => place)
  expect(references.length).toBeGreaterThan(50)
  for (const place of references) {
    const found = place?.split('/').reduce((at: Record<string, never> | undefined, part) => at?.[part], document)
    expect(found, place).toBeTypeOf('object')
  }
  expect(JSON.stringify(document)).not.toMatch(/\$schema|"\$id"|\$defs/)
})

test('patterns are such as every program reads: none by classes of Unicode', () => {
  const patterns = [...JSON.stringify(document).matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, pattern]) => pattern,
  )
  expect(patterns.length).toBeGreaterThan(5)
  expect(patterns.filter((pattern) => /\\p\{/i.test(pattern ?? ''))).toEqual([])
})

test('what is kept as a page for people is made of the same list', async () => {
  await expect(`# The API

Made of the gates that answer it: \`npx vitest run app/api/v1/document.test.ts -u\` writes this page anew. How to sign in and what
holds everywhere is said in [the guide](api-guide.md); the same as a document is at \`/api/v1/openapi.json\`, and to read at \`/docs/api\`.

## Scopes

${scopeTable()}

## Addresses

${addressTable()}
`).toMatchFileSnapshot('../../../docs/api.md')
  for (const { gate } of ENDPOINTS)
    expect(llmsText()).toContain(`\`${gate.method} /api/v1${gate.path === '/' ? '' : gate.path}\``)
})
