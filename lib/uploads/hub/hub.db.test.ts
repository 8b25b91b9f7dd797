import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { importUpload } from '../import-upload'
import { adminAccess, countRows, jsonLines, strict } from '../testing'
import { lookAtHub, pullFromHub } from './pull'

const SHA = 'c0ffee'.padEnd(40, '0')
const shard = (from: number) =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [`p-${from}`, `p-${from + 1}`] },
        { name: 'prompt', data: [`Ask ${from}?`, `Ask ${from + 1}?`] },
      ],
    }),
  )

const FILES: Record<string, Buffer> = {
  'data/train-00000-of-00002.parquet': shard(0),
  'data/train-00001-of-00002.parquet': shard(2),
  'data/test.jsonl': Buffer.from(jsonLines([{ id: 't', prompt: 'Test?' }])),
  'README.md': Buffer.from('# Hi'),
  'script.py': Buffer.from('print("never run")'),
}

let asked: { path: string; authorization: string | undefined }[] = []
/** What goes wrong. */
let fault: 'none' | 'gated' | 'cut' | 'elsewhere' | 'strange' | 'loop' = 'none'

const seen = (request: IncomingMessage) =>
  asked.push({ path: request.url ?? '', authorization: request.headers.authorization })
const portOf = (server: Server) => (server.address() as AddressInfo).port
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

const store = createServer((request, response) => {
  seen(request)
  response.end('never reached')
})
await listen(store)
const hub = createServer((request, response) => {
  seen(request)
  const [path = ''] = (request.url ?? '').split('?')
  const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
  if (fault === 'gated') return response.writeHead(403, { 'x-error-code': 'GatedRepo' }).end()
  if (path.includes('/lab/nobody')) return response.writeHead(404, { 'x-error-code': 'RepoNotFound' }).end()
  if (path.endsWith('/revision/v9')) return response.writeHead(404, { 'x-error-code': 'RevisionNotFound' }).end()
  if (path.startsWith('/api/datasets/lab/birds/revision/')) return json(fault === 'strange' ? { id: 1 } : { sha: SHA })
  if (path === `/api/datasets/lab/birds/tree/${SHA}`)
    return json(Object.entries(FILES).map(([name, { length }]) => ({ type: 'file', path: name, size: length })))
  const file = FILES[path.replace(`/datasets/lab/birds/resolve/${SHA}/`, '')]
  if (fault === 'loop') return response.writeHead(302, { location: path }).end()
  if (fault === 'elsewhere') return response.writeHead(302, { location: `http://127.0.0.1:${portOf(store)}/x` }).end()
  if (!file) {
    // As hubs do, the file is somewhere else.
    const stored = FILES[path.replace('/stored/', '')]
    if (!stored) return response.writeHead(404).end()
    response.writeHead(200, { 'content-length': stored.length + (fault === 'cut' ? 5 : 0) }).write(stored)
    return fault === 'cut' ? setImmediate(() => response.destroy()) : response.end()
  }
  return response.writeHead(302, { location: `/stored/${path.split(`${SHA}/`)[1]}` }).end()
})
await listen(hub)
// Read at first use, and kept from then on.
vi.stubEnv('HF_ENDPOINT', `http://127.0.0.1:${portOf(hub)}`)
const access = await adminAccess()

afterAll(() => {
  for (const server of [hub, store]) {
    server.closeAllConnections()
    server.close()
  }
})
beforeEach(() => {
  asked = []
  fault = 'none'
})

const pull = { dataSet: 'lab/birds', kind: 'PROMPTS', commit: SHA, group: 'data/train.parquet', token: '' } as const

test('a data set is looked at and pulled, its shards as one upload, with its commit on record', async () => {
  const found = await lookAtHub(access, { dataSet: 'hf://datasets/lab/birds@main', token: 'hf_secret' })
  expect(found.commit).toBe(SHA)
  expect(found.groups.map(({ name, paths }) => [name, paths.length])).toEqual([
    ['data/test.jsonl', 1],
    ['data/train.parquet', 2],
  ])
  const uploadId = await pullFromHub(access, { ...pull, token: 'hf_secret', name: 'Birds of the hub' })
  const upload = await db.upload.findUniqueOrThrow({ where: { id: uploadId } })
  expect(upload).toMatchObject({
    filename: `hf://datasets/lab/birds@${SHA}/data/train-00000-of-00002.parquet`,
    lines: 4,
  })
  expect(await importUpload(access, { uploadId, ...strict })).toMatchObject({ imported: 4 })
  expect(JSON.stringify({ ...upload, bytes: 0 })).not.toContain('hf_secret')
  expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer hf_secret']))
  // Programs of a data set are not even fetched.
  expect(asked.map(({ path }) => path).filter((path) => /README|script/.test(path))).toEqual([])
})

test.each([
  ['gated', /gated: ask for access/],
  ['cut', /did not arrive whole/],
  ['elsewhere', /leads to an address of this machine|never asked/],
  ['loop', /sends on more than 5 times/],
  ['strange', /says what a hub does not/],
] as const)('a hub that fails (%s) is told of, and nothing stays', async (what, message) => {
  const before = await countRows()
  fault = what
  await expect(pullFromHub(access, { ...pull, name: `Birds, ${what}` })).rejects.toThrow(message)
  expect(await countRows()).toEqual({ ...before, uploads: before.uploads })
  expect(asked.filter(({ path }) => path === '/x')).toEqual([])
})

test.each([
  ['lab/nobody', /no such data set/],
  ['lab/birds@v9', /no such revision/],
  ['not a name', /OWNER\/NAME/],
  ['lab/../birds', /OWNER\/NAME/],
  ['lab/birds@../../x', /OWNER\/NAME/],
])('what is not there is told by name: %s', async (dataSet, message) => {
  await expect(lookAtHub(access, { dataSet, token: '' })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(message),
  })
})

test('what is larger than may be taken is refused, whatever the hub says of its size', async () => {
  const before = await countRows()
  const most = (FILES['data/train-00000-of-00002.parquet']?.length ?? 0) + 10
  await expect(pullFromHub(access, { ...pull, name: 'Large birds' }, most)).rejects.toMatchObject({ code: 'too_large' })
  expect((await countRows()).rows).toBe(before.rows)
})

test('where it is to go is asked for before anything is fetched', async () => {
  await expect(pullFromHub(access, { ...pull, name: '' })).rejects.toMatchObject({
    code: 'invalid',
    fields: { name: ['Give a name.'] },
  })
  expect(asked.filter(({ path }) => path.includes('/resolve/'))).toEqual([])
})
