import 'server-only'
import { z } from 'zod'
import { startThread } from '@/lib/threads/start-thread'
import type { WorkerJob, WorkerReply } from './analysis.thread'

const Message: z.ZodType<WorkerReply> = z.union([
  z.object({ wants: z.literal('batch') }),
  z.object({ done: z.number() }),
  z.object({ result: z.string() }),
])

/**
 * Gathers exported judgments and runs `analyse` on them in a thread of its own. Batches are passed on as they are, each
 * once the thread wants it: this one never holds more than a batch, and does nothing with it that takes long.
 *
 * @param batches rows of an export as lines of JSON; closed when the thread ends, however it ends
 * @param run.signal ends the thread
 * @param run.told hears of the steps done
 * @returns the result as JSON
 */
export async function analyseInThread(
  batches: AsyncGenerator<string[]>,
  job: WorkerJob,
  { signal, told }: { signal: AbortSignal; told: (done: number) => void },
): Promise<string> {
  const worker = startThread('analysis', { workerData: job })
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      worker.on('message', (raw) => {
        const message = Message.parse(raw)
        if (signal.aborted) return
        if ('done' in message) told(message.done)
        else if ('result' in message) resolve(message.result)
        else batches.next().then(({ value }) => worker.postMessage(value ?? null), reject)
      })
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`The analysis thread ended with ${code} and no result`)))
    })
  } finally {
    await Promise.all([worker.terminate(), batches.return(undefined)])
  }
}
