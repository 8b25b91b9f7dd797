import type { MessagePort } from 'node:worker_threads'
import type { ErrorCode } from '@/lib/errors'
import type { NameWord } from '@/lib/names/kinds'
import type { Format } from '../formats/format'
import type { HowToRead } from '../judgments/how-to-read'
import type { OpenJudgments } from '../judgments/read-judgments'
import type { LookedTable } from '../mapping/look-at-file'
import type { Mapping } from '../mapping/schema'
import type { OpenFile, openFile } from './open-file'

/** A file to be read, and where its bytes come from. */
export type ReadJob = { port: MessagePort; limits: Parameters<typeof openFile>[2] } & WhatToRead

/**
 * Prompts or responses, looked through for names; judgments or pairs, whose file has a number and a name; or any table,
 * which is only looked at.
 */
export type WhatToRead =
  | {
      kind: Format['kind']
      uploadId: string
      words: readonly NameWord[]
      firstFile: number
      file: string
      isNamed: boolean
      mapping: Mapping | null
    }
  | ({ kind: 'JUDGMENTS'; importId: string; number: number } & HowToRead)
  | { kind: 'TABLE' }

/** What the reading thread says; each but the last is answered. */
export type ReadRequest =
  | { wants: 'chunk' }
  | { format: string; container: OpenFile['container'] }
  | { lines: Uint8Array<ArrayBuffer> }
  | { summary: ReturnType<OpenFile['summary']> | ReturnType<OpenJudgments['summary']> | LookedTable }
  | { refused: { code: ErrorCode; message: string } }
  | { broke: string }

/** A piece of the file, null after its end; why there is none; that what was sent is taken. */
export type ReadAnswer = { chunk: Uint8Array<ArrayBuffer> | null } | { failed: string } | { taken: true }
