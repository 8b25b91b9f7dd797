import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

const COPY = `COPY "UploadRow" ("uploadId", line, record, "externalId", category, tags, sample, messages, digest,
  "promptDigest", problem, detail, names, file, system, warning, beginning) FROM STDIN`

/** Streams lines of rows, as `encodeRows` makes them for "UploadRow", into a table; the database sets the pace. */
export async function copyRows(
  client: PoolClient,
  lines: AsyncIterable<Uint8Array>,
  statement: string = COPY,
): Promise<void> {
  await pipeline(Readable.from(lines, { objectMode: false }), client.query(copyFrom(statement)))
}
