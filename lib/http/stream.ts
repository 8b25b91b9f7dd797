import { csvLine } from './csv-line'

export type Batches = AsyncIterable<readonly object[]> | Iterable<readonly object[]>

/** A file as it is made: text, or the bytes of one that is not. */
export type Chunks = AsyncGenerator<string | Uint8Array>

/** Rows as CSV, header first. */
export async function* csvChunks(batches: Batches, columns: readonly string[]): AsyncGenerator<string> {
  // The header goes with the first rows, so that a query that fails has not begun a file.
  let header = csvLine(columns)
  for await (const batch of batches as AsyncIterable<readonly Record<string, unknown>[]>) {
    yield header + batch.map((row) => csvLine(columns.map((name) => row[name]))).join('')
    header = ''
  }
  if (header) yield header
}

/** Rows as JSON, one object a line. */
export async function* jsonlChunks(batches: Batches): AsyncGenerator<string> {
  for await (const batch of batches) yield batch.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** Rows as one list of JSON objects, each on a line of its own. */
export async function* jsonListChunks(batches: Batches): AsyncGenerator<string> {
  // Its beginning goes with the first rows, as a CSV's header does.
  let before = '['
  for await (const batch of batches) {
    if (batch.length === 0) continue
    yield before + batch.map((row) => `\n${JSON.stringify(row)}`).join(',')
    before = ','
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}

/** Tells Excel that a CSV is UTF-8, which it takes for the letters of one country otherwise. */
const BYTE_ORDER_MARK = '\ufeff'

/** Where a CSV is asked for as Excel reads it. */
export const FOR_EXCEL = '?for=excel'

async function* marked(chunks: Chunks): Chunks {
  let isBegun = false
  for await (const chunk of chunks) {
    // Once the first rows are there: a query that fails has not begun a file.
    if (!isBegun) yield BYTE_ORDER_MARK
    isBegun = true
    yield chunk
  }
}

/** The header that counts what is not in a file for another tool, by reason. */
const LEFT_OUT = 'evenhand-left-out'

/** Of files that are no text, nothing says in which letters. */
const isText = (type: string) => type.startsWith('text/') || type.includes('json') || type.includes('xml')

/**
 * A file to download, sent as it is made. The first chunk is awaited, so that a failure to begin is an ordinary error; a
 * later one breaks the transfer off, so that half a file cannot pass for a whole one. Who stops listening ends the work.
 */
export async function download(
  request: Request,
  file: { name: string; type: string; leftOut?: string | undefined },
  chunks: Chunks,
): Promise<Response> {
  const headers = {
    'content-type': isText(file.type) ? `${file.type}; charset=utf-8` : file.type,
    'content-disposition': attachment(file.name),
    'cache-control': 'no-store',
    // Who reads the file with a program need not ask for its manifest to see that something is missing.
    ...(file.leftOut !== undefined && { [LEFT_OUT]: file.leftOut }),
  }
  // Nothing reads the body of an answer to HEAD, so nothing would end the work behind it.
  const isForExcel = file.type === 'text/csv' && new URL(request.url).searchParams.get('for') === 'excel'
  const body = isForExcel ? marked(chunks) : chunks
  return new Response(request.method === 'HEAD' ? null : await toStream(body), { headers })
}

async function toStream(chunks: Chunks): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let next = await chunks.next()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next.done) return controller.close()
        controller.enqueue(typeof next.value === 'string' ? encoder.encode(next.value) : next.value)
        next = await chunks.next()
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** The header that names a file, with its name in plain letters for programs that know no others (RFC 6266). */
export function attachment(name: string): string {
  const plain = plainName(name)
  return plain === name
    ? `attachment; filename="${plain}"`
    : `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`
}

/** As RFC 8187 has it, which takes fewer signs as they are than addresses do. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** A file name in letters, digits, points and hyphens of ASCII: what is left of it, or `file`. */
export function plainName(name: string): string {
  const plain = withoutAccents(name)
    .replace(/[^A-Za-z0-9._]+/g, '-')
    .replace(/^[-.]+/, '')
  return plain || 'file'
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '')
}

/** File systems end a name after 255 bytes; what is in the file stands behind the title. */
const MOST_BYTES = 150

/** A title as part of a file name: letters and digits of any script, nothing that a shell would read otherwise. */
export function fileStem(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+/, '')
  let stem = ''
  let bytes = 0
  for (const sign of words) {
    bytes += Buffer.byteLength(sign)
    if (bytes > MOST_BYTES) break
    stem += sign
  }
  return stem.replace(/-+$/, '') || 'study'
}

/** A text as one chunk. */
export async function* textChunks(text: string): AsyncGenerator<string> {
  yield text
}
