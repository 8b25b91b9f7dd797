import 'server-only'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { DeepInput } from './input'

const Message = z.union([z.object({ done: z.number() }), z.object({ result: z.string() })])

/** Runs `analyse` in a thread of its own; answers with its result as JSON. */
export function analyseInThread(input: DeepInput, told: (done: number) => void): Promise<string> {
  // Put together at run time, so that the bundler leaves the file where it is.
  const file = ['lib', 'analysis', 'deep', 'worker.mjs'].reduce(
    (folder, part) => path.join(folder, part),
    process.cwd(),
  )
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: input, execArgv: [] })
    worker.on('message', (raw) => {
      const message = Message.parse(raw)
      if ('done' in message) told(message.done)
      else resolve(message.result)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`The analysis thread ended with ${code} and no result`)))
  })
}
