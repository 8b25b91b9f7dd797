import 'server-only'
import { once } from 'node:events'
import { z } from 'zod'
import { endable } from '@/lib/threads/endable'
import { startThread } from '@/lib/threads/start-thread'

const Htmls = z.array(z.string())

/** A text as it was written, and the words that nobody may read in it. `plain`: it stays as it was written otherwise. */
export type Masked = { text: string; masks: readonly string[]; plain?: boolean }

/** A thread that renders. Close it when there is nothing left. */
export type RenderingThread = { render: (texts: readonly Masked[]) => Promise<string[]>; close: () => Promise<void> }

/** Starts a thread that masks words and renders messages as `renderMessage` does but for plain ones, one list at a time. */
export function startRenderingThread(): RenderingThread {
  const worker = startThread('rendering')
  // What waits in the database to be rendered can wait for the next start of the app.
  worker.unref()
  const thread = endable<Error>()
  worker.once('error', thread.end)
  worker.once('exit', (code) => thread.end(new Error(`The rendering thread ended with ${code}`)))
  return {
    async render(texts) {
      worker.postMessage(texts)
      const answered = await thread.unlessEnded(once(worker, 'message'))
      if (answered instanceof Error) throw answered
      const htmls = Htmls.parse(answered[0])
      if (htmls.length !== texts.length) throw new Error('The rendering thread answered something else')
      return htmls
    },
    close: async () => void (await worker.terminate()),
  }
}
