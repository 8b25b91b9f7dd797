import 'server-only'
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { type Endable, endable } from '@/lib/threads/endable'
import { startThread } from '@/lib/threads/start-thread'
import type { NameWord } from './kinds'
import { makeScanner } from './scan'
import { type Asked, type Summary, summarise } from './summary'

/** Characters that are looked through in a few milliseconds. A response may have millions. */
const LONGEST_NEAR = 20_000

/** Looks texts through, one after the other. */
export type FarScanner = (asked: Asked) => Promise<Summary>

/**
 * Runs something with a scanner that looks long texts through in a thread of its own, so that requests are answered
 * meanwhile. The thread begins with the first long text and ends with the run.
 */
export async function withScanner<T>(
  words: readonly NameWord[],
  { phrases }: { phrases: boolean },
  run: (scan: FarScanner) => Promise<T>,
): Promise<T> {
  const near = makeScanner(words, { phrases })
  let thread: Thread | undefined
  try {
    return await run(async (asked) => {
      if (asked.text.length <= LONGEST_NEAR) return summarise(near(asked.text), asked)
      thread ??= startScanning(words, phrases)
      const answered = once(thread.worker, 'message') as Promise<[Summary]>
      thread.worker.postMessage(asked)
      const answer = await thread.unlessEnded(answered)
      if (answer instanceof Error) throw answer
      return answer[0]
    })
  } finally {
    await thread?.worker.terminate()
  }
}

type Thread = { worker: Worker; unlessEnded: Endable<Error>['unlessEnded'] }

function startScanning(words: readonly NameWord[], phrases: boolean): Thread {
  const worker = startThread('scan', { workerData: { words, phrases } })
  const { end, unlessEnded } = endable<Error>()
  // It ends after the last answer, too, when nobody waits.
  worker.once('error', end)
  worker.once('exit', (code) => end(new Error(`The thread that looks for names ended with ${code}`)))
  return { worker, unlessEnded }
}
