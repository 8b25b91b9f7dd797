import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile } from './read/open-file'
import type { ReadRow } from './read/read-record'

/** The Python in which the tools are installed: scripts/consumers puts it there. */
const python = process.env.EVENHAND_CONSUMERS_PYTHON ?? ''

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-writers-'))
  await promisify(execFile)(python, ['-W', 'ignore', path.resolve('scripts/consumers/writers.py'), folder])
}, 180_000)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function read(kind: 'PROMPTS' | 'RESPONSES', name: string) {
  const source = createReadStream(path.join(folder, name)) as AsyncIterable<Buffer>
  const file = await openFile(kind, source, {}, { file: name, isNamed: false })
  const rows: ReadRow[] = []
  for await (const batch of file.rows()) rows.push(...batch)
  await file.close()
  return { format: file.format.id, rows, unread: file.summary().unread }
}

const asked = Array.from({ length: 2000 }, (_, n) => [`p-${n}`, `Ask ${n} é本🪁`])

test.each([
  ...['snappy', 'gzip', 'zstd', 'brotli', 'lz4', 'groups'].map((one) => `prompts-${one}.parquet`),
  ...['prompts.xlsx', 'prompts.jsonl.gz'],
])('what pandas writes is read to the letter: %s', async (name) => {
  const { rows } = await read('PROMPTS', name)
  expect(rows.map(({ externalId, messages }) => [externalId, messages?.[0]?.content])).toEqual(asked)
})

test('nested lists of Parquet are dialogues', async () => {
  const { rows } = await read('RESPONSES', 'dialogues.parquet')
  expect(rows.map(({ externalId, messages, system }) => [externalId, messages, system])).toEqual(
    Array.from({ length: 50 }, (_, n) => [`m-${n}`, [{ role: 'assistant', content: `A${n}` }], 'Heron']),
  )
})

test.each(['log.eval', 'log.json'])('what Inspect writes is read: %s', async (name) => {
  const { format, rows, unread } = await read('RESPONSES', name)
  expect(format).toBe('inspect-samples')
  // The entries of the archive have an order of their own.
  const sorted = rows.sort((a, b) => Number(a.externalId) - Number(b.externalId) || a.sample - b.sample)
  expect(
    sorted.map(({ externalId, sample, messages, system }) => [externalId, sample, messages?.[0]?.content, system]),
  ).toEqual(['0', '1', '2'].flatMap((id) => [0, 1].map((n) => [id, n, `Answer ${id}.${n + 1}`, 'lab/heron'])))
  expect(unread.ignored).toBe(0)
  const prompts = (await read('PROMPTS', name)).rows
  expect(prompts.find(({ externalId }) => externalId === '0')?.messages?.[0]?.content).toBe(
    `${'A long question. '.repeat(50)}0`,
  )
  expect(prompts.find(({ externalId }) => externalId === '2')).toMatchObject({
    category: 'chat',
    messages: [{ role: 'user', content: 'Chat?' }],
  })
})
