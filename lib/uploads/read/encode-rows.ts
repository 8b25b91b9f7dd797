import { copyField } from '@/lib/db/copy-field'
import type { ReadRow } from './read-record'

const BATCH_CHARACTERS = 64 * 1024

/** The words of makers and models in a text; finds none in prompts. */
type Scan = (text: string) => readonly { word: string }[]

/** Rows as lines that COPY takes, some at a time, looked through for names. */
export async function* encodeRows(
  uploadId: string,
  batches: AsyncIterable<ReadRow[]>,
  scan: Scan,
): AsyncGenerator<string> {
  let text = ''
  for await (const rows of batches)
    for (const row of rows) {
      text += encodeRow(uploadId, row, namesIn(row, scan))
      if (text.length < BATCH_CHARACTERS) continue
      yield text
      text = ''
    }
  if (text) yield text
}

function namesIn({ messages }: ReadRow, scan: Scan): string[] {
  // Of a dialogue the user's turns, too: whoever talks with a system may call it by its name.
  return [...new Set((messages ?? []).flatMap(({ content }) => scan(content)).map(({ word }) => word))]
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
