import { parentPort } from 'node:worker_threads'
import { renderMessage } from '@/lib/markdown/render-markdown'
import { maskNames } from '@/lib/names/mask'
import { giveWay } from '@/lib/threads/give-way'
import type { Masked } from './render-in-thread'

giveWay()

/** Answers a list of texts with their HTML, or plain, words masked, in the same order. */
parentPort?.on('message', (texts: Masked[]) => parentPort?.postMessage(texts.map(show)))

function show({ text, masks, plain = false }: Masked): string {
  const masked = maskNames(text, masks)
  return plain ? masked : renderMessage(masked)
}
