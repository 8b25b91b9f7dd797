import 'server-only'
import { maskNames } from '@/lib/names/mask'
import { startRenderingThread } from './render-in-thread'

/** Characters in which names are masked within some ten milliseconds. */
const MOST_NEAR = 50_000

/** Whoever asks last waits for who asked before: threads take memory. */
let last: Promise<unknown> = Promise.resolve()

/** Texts with names masked; where they are long, in a thread of its own, so that others are answered meanwhile. */
export async function maskApart(texts: readonly string[], masks: readonly string[]): Promise<string[]> {
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  if (masks.length === 0 || length <= MOST_NEAR) return texts.map((text) => maskNames(text, masks))
  const masked = last.then(() => maskInThread(texts, masks))
  last = masked.catch(() => undefined)
  return masked
}

async function maskInThread(texts: readonly string[], masks: readonly string[]): Promise<string[]> {
  const thread = startRenderingThread()
  try {
    return await thread.render(texts.map((text) => ({ text, masks, plain: true })))
  } finally {
    await thread.close()
  }
}
