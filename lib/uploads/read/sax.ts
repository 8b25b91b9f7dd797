import { createRequire } from 'node:module'

/** An opening tag, a closing one, or text between them. */
export type XmlEvent =
  | { eventType: 'opentag'; value: { name: string; attributes: Readonly<Record<string, string>> } }
  | { eventType: 'closetag'; value: { name: string } }
  | { eventType: 'text'; value: string }

// The XML reader of the library for workbooks. Its reader of whole workbooks has no bounds, cuts characters in two where
// a piece of the file ends, and loses runs of text.
const parseSax: (pieces: AsyncIterable<string>) => AsyncGenerator<XmlEvent[]> = createRequire(import.meta.url)(
  'exceljs/lib/utils/parse-sax',
)

/** XML as events. Takes bytes in pieces of any size. */
export async function* xmlEvents(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<XmlEvent> {
  for await (const events of parseSax(texts(pieces))) yield* events
}

async function* texts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}
