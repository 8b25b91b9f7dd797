import 'server-only'
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { startThread } from '@/lib/threads/start-thread'
import type { OpenJudgments } from './judgments/read-judgments'
import type { LookedTable } from './mapping/look-at-file'
import type { OpenFile } from './read/open-file'
import type { ReadAnswer, ReadJob, ReadRequest, WhatToRead } from './read/thread-messages'

/** What is known of a file of this kind once it was read. */
type SummaryOf<W extends WhatToRead> = W extends { kind: 'TABLE' }
  ? LookedTable
  : ReturnType<W extends { kind: 'JUDGMENTS' } ? OpenJudgments['summary'] : OpenFile['summary']>
type Summary = Extract<ReadRequest, { summary: unknown }>['summary']
type Format = Extract<ReadRequest, { format: string }>

/** A file that was recognised and is read in another thread. */
export type FileInThread<W extends WhatToRead> = Format & {
  /** Its rows as lines for COPY, once. */
  lines: () => AsyncGenerator<Uint8Array>
  /** Known when all lines were taken. */
  summary: () => SummaryOf<W>
  /** Ends the reading, however far it is. */
  close: () => void
}

/**
 * Recognises and reads a file outside of the thread that serves requests: whatever people upload, parsing it, hashing it
 * and looking it through for names holds up nobody. All uploads share one thread, so that they take one core at most.
 *
 * @throws AppError `file_unreadable`, `too_large`, here or while its lines are taken
 */
export async function readInThread<W extends WhatToRead>(
  job: W & Pick<ReadJob, 'limits'>,
  source: AsyncIterable<Uint8Array>,
): Promise<FileInThread<W>> {
  const { port1, port2 } = new MessageChannel()
  const reading = new Reading(port1, source[Symbol.asyncIterator]())
  const reader = readingThread()
  const onExit = () => port1.close()
  reader.once('exit', onExit)
  port1.once('close', () => reader.off('exit', onExit))
  reader.postMessage({ ...job, port: port2 } satisfies ReadJob, [port2])
  try {
    const format = await reading.next()
    if (!format || !('format' in format)) throw new Error('The reading thread sent no format')
    return {
      ...format,
      lines: () => reading.lines(),
      // The thread answers with what it was asked for.
      summary: () => reading.summary as SummaryOf<W>,
      close: () => port1.close(),
    }
  } catch (error) {
    await reading.stop()
    throw error
  }
}

let thread: Worker | null = null

function readingThread(): Worker {
  if (thread) return thread
  const worker = startThread('files', { resourceLimits: { maxOldGenerationSizeMb: 512 } })
  // Files in hand hold the process; the thread that waits for the next one does not.
  worker.unref()
  // One listener for each file in hand, however many.
  worker.setMaxListeners(0)
  worker.once('error', () => undefined)
  worker.once('exit', () => {
    if (thread === worker) thread = null
  })
  thread = worker
  return worker
}

/** One file's talk with the thread: gives it chunks as it asks for them, and hands on what it sends. */
class Reading {
  #summary: Summary | undefined
  #waiting: ((message: ReadRequest | null) => void) | undefined
  #isOver = false

  constructor(
    private readonly port: MessagePort,
    private readonly chunks: AsyncIterator<Uint8Array>,
  ) {
    port.on('message', (message: ReadRequest) => {
      if ('wants' in message) void this.#giveChunk()
      else this.#waiting?.(message)
    })
    port.once('close', () => {
      this.#isOver = true
      this.#waiting?.(null)
    })
  }

  get summary(): Summary {
    if (!this.#summary) throw new Error('The file is not read to its end')
    return this.#summary
  }

  /** What the thread sends next; null when it has ended. */
  next(): Promise<ReadRequest | null> {
    return new Promise((resolve, reject) => {
      if (this.#isOver) return resolve(null)
      this.#waiting = (message) => {
        this.#waiting = undefined
        if (message && 'refused' in message)
          reject(new AppError(message.refused.code, { message: message.refused.message }))
        else if (message && 'broke' in message) reject(new Error(message.broke))
        else resolve(message)
      }
    })
  }

  async *lines(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const coming = this.next()
        this.#answer({ taken: true })
        const message = await coming
        if (message === null) throw new Error('The thread that reads files has ended')
        if ('summary' in message) {
          this.#summary = message.summary
          return
        }
        if ('lines' in message) yield message.lines
      }
    } finally {
      await this.stop()
    }
  }

  /** Ends the talk. Who gives the chunks hears that no more are wanted. */
  async stop(): Promise<void> {
    this.port.close()
    await this.chunks.return?.()
  }

  async #giveChunk(): Promise<void> {
    try {
      const { done, value } = await this.chunks.next()
      // A copy: the memory of a chunk may be shared with others, and goes over to the thread.
      const chunk = done ? null : new Uint8Array(value)
      this.#answer({ chunk }, chunk ? [chunk.buffer] : [])
    } catch (error) {
      this.#answer({ failed: String(error) })
    }
  }

  #answer(answer: ReadAnswer, transfer: ArrayBuffer[] = []): void {
    this.port.postMessage(answer, transfer)
  }
}
