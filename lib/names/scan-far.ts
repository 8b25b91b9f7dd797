import 'server-only'
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
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
      const [summary] = await Promise.race([answered, thread.ended])
      return summary
    })
  } finally {
    await thread?.worker.terminate()
  }
}

/** `ended` is never fulfilled: a thread that ends, by an error or not, has no answer any more. */
type Thread = { worker: Worker; ended: Promise<never> }

function startScanning(words: readonly NameWord[], phrases: boolean): Thread {
  const worker = startThread('scan', { workerData: { words, phrases } })
  const ended = once(worker, 'exit').then(([code]) => {
    throw new Error(`The thread that looks for names ended with ${code}`)
  })
  // It ends after the last answer, too, when nobody waits.
  ended.catch(() => undefined)
  return { worker, ended }
}
