import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyField } from '@/lib/db/copy'
import type { ReadRow } from './read/read-record'

const COPY = `COPY "UploadRow" ("uploadId", line, record, "externalId", category, tags, sample, messages, digest,
  "promptDigest", problem, detail, names) FROM STDIN`

const BATCH_CHARACTERS = 64 * 1024

/** The words of makers and models in a text; finds none in prompts. */
type Scan = (text: string) => readonly { word: string }[]

/** Streams rows into "UploadRow", looking through each for names; the database sets the pace. */
export async function copyRows(
  client: PoolClient,
  uploadId: string,
  batches: AsyncIterable<ReadRow[]>,
  scan: Scan,
): Promise<void> {
  await pipeline(Readable.from(encode(uploadId, batches, scan), { objectMode: false }), client.query(copyFrom(COPY)))
}

async function* encode(uploadId: string, batches: AsyncIterable<ReadRow[]>, scan: Scan): AsyncGenerator<Buffer> {
  let text = ''
  for await (const rows of batches)
    for (const row of rows) {
      text += encodeRow(uploadId, row, namesIn(row, scan))
      if (text.length < BATCH_CHARACTERS) continue
      yield Buffer.from(text)
      text = ''
    }
  if (text) yield Buffer.from(text)
}

function namesIn({ messages }: ReadRow, scan: Scan): string[] {
  const said = (messages ?? []).filter(({ role }) => role === 'assistant')
  return [...new Set(said.flatMap(({ content }) => scan(content)).map(({ word }) => word))]
}

function encodeRow(uploadId: string, row: ReadRow, names: readonly string[]): string {
  const values = [
    uploadId,
    String(row.line),
    String(row.record),
    row.externalId,
    row.category,
    encodeArray(row.tags),
    String(row.sample),
    row.messages && JSON.stringify(row.messages),
    row.digest,
    row.promptDigest,
    row.problem,
    row.detail,
    encodeArray(names),
  ]
  return `${values.map(copyField).join('\t')}\n`
}

function encodeArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}
