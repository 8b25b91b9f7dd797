import { type MessagePort, parentPort } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { makeScanner } from '@/lib/names/scan'
import { encodeRows } from './encode-rows'
import { openFile } from './open-file'
import type { ReadAnswer, ReadJob, ReadRequest } from './thread-messages'

/** Sends what is asked for and waits for the answer: at any time one side waits for the other. */
function ask(port: MessagePort, request: ReadRequest, transfer: ArrayBuffer[] = []): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const onClose = () => reject(new Error('Nobody waits for this file any more'))
    port.once('close', onClose)
    port.once('message', (answer: ReadAnswer) => {
      port.off('close', onClose)
      resolve(answer)
    })
    port.postMessage(request, transfer)
  })
}

async function* chunksFrom(port: MessagePort): AsyncGenerator<Uint8Array> {
  for (;;) {
    const answer = await ask(port, { wants: 'chunk' })
    if ('failed' in answer) throw new Error(answer.failed)
    if (!('chunk' in answer) || answer.chunk === null) return
    yield answer.chunk
  }
}

async function readFile({ port, kind, uploadId, words, limits }: ReadJob): Promise<void> {
  const file = await openFile(kind, chunksFrom(port), limits)
  await ask(port, { format: `${file.format.id}/${file.container}`, container: file.container })
  const encoder = new TextEncoder()
  const scan = makeScanner(words, { phrases: kind === 'RESPONSES' })
  for await (const text of encodeRows(uploadId, file.rows(), scan)) {
    const lines = encoder.encode(text)
    await ask(port, { lines }, [lines.buffer])
  }
  port.postMessage({ summary: file.summary() } satisfies ReadRequest)
}

parentPort?.on('message', async (job: ReadJob) => {
  try {
    await readFile(job)
  } catch (error) {
    const refused = error instanceof AppError ? { code: error.code, message: error.message } : null
    // Of other kinds of errors the words alone come through to the other thread.
    job.port.postMessage((refused ? { refused } : { broke: String(error) }) satisfies ReadRequest)
  }
})
