import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyField } from '@/lib/db/copy'
import type { ReadRow } from './read/read-record'

const COPY = `COPY "UploadRow" ("uploadId", line, record, "externalId", category, tags, sample, messages, digest,
  "promptDigest", problem, detail) FROM STDIN`

const BATCH_CHARACTERS = 64 * 1024

/** Streams rows into "UploadRow"; the database sets the pace. */
export async function copyRows(client: PoolClient, uploadId: string, batches: AsyncIterable<ReadRow[]>): Promise<void> {
  await pipeline(Readable.from(encode(uploadId, batches), { objectMode: false }), client.query(copyFrom(COPY)))
}

async function* encode(uploadId: string, batches: AsyncIterable<ReadRow[]>): AsyncGenerator<Buffer> {
  let text = ''
  for await (const rows of batches)
    for (const row of rows) {
      text += encodeRow(uploadId, row)
      if (text.length < BATCH_CHARACTERS) continue
      yield Buffer.from(text)
      text = ''
    }
  if (text) yield Buffer.from(text)
}

function encodeRow(uploadId: string, row: ReadRow): string {
  const values = [
    uploadId,
    String(row.line),
    String(row.record),
    row.externalId,
    row.category,
    `{${row.tags.map((tag) => `"${tag.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`,
    String(row.sample),
    row.messages && JSON.stringify(row.messages),
    row.digest,
    row.promptDigest,
    row.problem,
    row.detail,
  ]
  return `${values.map(copyField).join('\t')}\n`
}
