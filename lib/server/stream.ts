import { stringify } from 'csv-stringify/sync'

type Batches = AsyncIterable<readonly object[]> | Iterable<readonly object[]>

/**
 * Rows as CSV (RFC 4180, UTF-8, header first). A text cell that a spreadsheet would run as a formula gets a leading
 * apostrophe; numbers stay numbers; null is empty.
 */
export async function* csvChunks(batches: Batches, columns: readonly string[]): AsyncGenerator<string> {
  const options = { columns: [...columns], escape_formulas: true, cast: { boolean: String } }
  // The header goes with the first rows, so that a query that fails has not begun a file.
  let header = stringify([[...columns]])
  for await (const batch of batches) {
    yield header + stringify([...batch], options)
    header = ''
  }
  if (header) yield header
}

/** Rows as JSON, one object a line. */
export async function* jsonlChunks(batches: Batches): AsyncGenerator<string> {
  for await (const batch of batches) yield batch.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/**
 * A file to download, sent as it is made. The first chunk is awaited, so that a failure to begin is an ordinary error; a
 * later one breaks the transfer off, so that half a file cannot pass for a whole one. Who stops listening ends the work.
 */
export async function download(
  request: Request,
  file: { name: string; type: string },
  chunks: AsyncGenerator<string>,
): Promise<Response> {
  const headers = {
    'content-type': `${file.type}; charset=utf-8`,
    'content-disposition': `attachment; filename="${file.name}"`,
    'cache-control': 'no-store',
  }
  // Nothing reads the body of an answer to HEAD, so nothing would end the work behind it.
  return new Response(request.method === 'HEAD' ? null : await toStream(chunks), { headers })
}

async function toStream(chunks: AsyncGenerator<string>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let next = await chunks.next()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next.done) return controller.close()
        controller.enqueue(encoder.encode(next.value))
        next = await chunks.next()
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** A title as part of a file name: plain letters and digits, nothing that a header or a shell would read otherwise. */
export function fileStem(title: string): string {
  const stem = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return stem || 'study'
}

/** A text as one chunk. */
export async function* textChunks(text: string): AsyncGenerator<string> {
  yield text
}
