import { parentPort } from 'node:worker_threads'
import { renderMessage } from './render-markdown'

/** Answers a list of texts with their HTML, in the same order. */
parentPort?.on('message', (texts: string[]) => parentPort?.postMessage(texts.map(renderMessage)))
