import type { MessagePort } from 'node:worker_threads'
import type { ErrorCode } from '@/lib/errors'
import type { NameWord } from '@/lib/names/kinds'
import type { Format } from '../formats/format'
import type { OpenFile, openFile } from './open-file'

/** A file to be read, and where its bytes come from. */
export type ReadJob = {
  port: MessagePort
  kind: Format['kind']
  uploadId: string
  words: readonly NameWord[]
  limits: Parameters<typeof openFile>[2]
}

/** What the reading thread says; each but the last is answered. */
export type ReadRequest =
  | { wants: 'chunk' }
  | { format: string; container: OpenFile['container'] }
  | { lines: Uint8Array<ArrayBuffer> }
  | { summary: ReturnType<OpenFile['summary']> }
  | { refused: { code: ErrorCode; message: string } }
  | { broke: string }

/** A piece of the file, null after its end; why there is none; that what was sent is taken. */
export type ReadAnswer = { chunk: Uint8Array<ArrayBuffer> | null } | { failed: string } | { taken: true }
