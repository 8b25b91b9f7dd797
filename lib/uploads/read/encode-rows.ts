import { copyField } from '@/lib/db/copy-field'
import type { ReadRow } from './read-record'

const BATCH_CHARACTERS = 64 * 1024

/** The words of makers and models in a text; finds none in prompts. */
type Scan = (text: string) => readonly { word: string }[]

type Upload = {
  uploadId: string
  /** How many files of the upload came before this one. */
  firstFile: number
  /** What looks for names where a system is known only from the file. */
  scanFor: (system: string | null) => Scan
}

/** Rows as lines that COPY takes, some at a time, looked through for names. */
export async function* encodeRows(
  { uploadId, firstFile, scanFor }: Upload,
  batches: AsyncIterable<ReadRow[]>,
): AsyncGenerator<string> {
  let text = ''
  for await (const rows of batches)
    for (const row of rows) {
      text += encodeRow(uploadId, firstFile, row, namesIn(row, scanFor(row.system)))
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

function encodeRow(uploadId: string, firstFile: number, row: ReadRow, names: readonly string[]): string {
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
    String(firstFile + row.part),
    row.system,
    row.warning,
    row.beginning,
  ]
  return `${values.map(copyField).join('\t')}\n`
}

function encodeArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}
