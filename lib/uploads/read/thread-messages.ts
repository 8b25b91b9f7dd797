import type { MessagePort } from 'node:worker_threads'
import type { ErrorCode } from '@/lib/errors'
import type { NameWord } from '@/lib/names/kinds'
import type { Format } from '../formats/format'
import type { OpenJudgments } from '../judgments/read-judgments'
import type { OpenFile, openFile } from './open-file'

/** A file to be read, and where its bytes come from. */
export type ReadJob = { port: MessagePort; limits: Parameters<typeof openFile>[2] } & WhatToRead

/** Prompts or responses, looked through for names; or judgments, whose file has a number and a name. */
export type WhatToRead =
  | {
      kind: Format['kind']
      uploadId: string
      words: readonly NameWord[]
      firstFile: number
      file: string
      isNamed: boolean
    }
  | { kind: 'JUDGMENTS'; importId: string; number: number; file: string; wanted: string | null }

/** What the reading thread says; each but the last is answered. */
export type ReadRequest =
  | { wants: 'chunk' }
  | { format: string; container: OpenFile['container'] }
  | { lines: Uint8Array<ArrayBuffer> }
  | { summary: ReturnType<OpenFile['summary']> | ReturnType<OpenJudgments['summary']> }
  | { refused: { code: ErrorCode; message: string } }
  | { broke: string }

/** A piece of the file, null after its end; why there is none; that what was sent is taken. */
export type ReadAnswer = { chunk: Uint8Array<ArrayBuffer> | null } | { failed: string } | { taken: true }
