import { type MessagePort, parentPort } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import type { NameWord } from '@/lib/names/kinds'
import { ownNames } from '@/lib/names/own-names'
import { makeScanner } from '@/lib/names/scan'
import { giveWay } from '@/lib/threads/give-way'
import { encodeJudgments } from '../judgments/encode-judgments'
import { openJudgments } from '../judgments/read-judgments'
import { lookAtFile } from '../mapping/look-at-file'
import { encodeRows } from './encode-rows'
import { openFile } from './open-file'
import type { ReadAnswer, ReadJob, ReadRequest } from './thread-messages'

giveWay()

/** Of so many systems the words are kept ready. */
const MOST_SYSTEMS = 100

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

async function readFile(job: ReadJob): Promise<void> {
  const { port } = job
  const { format, container, texts, summary, close } = await open(job)
  try {
    await ask(port, { format: `${format}/${container}`, container })
    const encoder = new TextEncoder()
    for await (const text of texts) {
      const lines = encoder.encode(text)
      await ask(port, { lines }, [lines.buffer])
    }
    port.postMessage({ summary: summary() } satisfies ReadRequest)
  } finally {
    await close()
  }
}

/** The file recognised, and its rows as lines for COPY. */
async function open(job: ReadJob) {
  const bytes = chunksFrom(job.port)
  if (job.kind === 'TABLE') return lookAtFile(bytes, job.limits)
  if (job.kind === 'JUDGMENTS') {
    const { format, container, rows, summary, close } = await openJudgments(job, bytes, job.limits)
    return { format: format.id, container, summary, close, texts: encodeJudgments(job.importId, job.number, rows()) }
  }
  const { kind, uploadId, firstFile, words, limits } = job
  const { format, container, rows, summary, close } = await openFile(kind, bytes, limits, job)
  const scanFor = scanners(words, kind === 'RESPONSES')
  return { format: format.id, container, summary, close, texts: encodeRows({ uploadId, firstFile, scanFor }, rows()) }
}

/** What looks for names, of a system that only the file names also for its own. */
function scanners(words: readonly NameWord[], phrases: boolean) {
  const scan = makeScanner(words, { phrases })
  const own = new Map<string, typeof scan>()
  return (system: string | null) => {
    if (system === null) return scan
    const known = own.get(system) ?? makeScanner([...ownNames([system]), ...words], { phrases })
    if (own.size < MOST_SYSTEMS) own.set(system, known)
    return known
  }
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
