import { once } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type ExportedJudgment, parseExported } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { analyse } from './analyse'

/** What is to be analysed: a question, or the first of which a row counts. */
export type WorkerJob = { criterion?: string }

/** What the thread says: that it wants more rows (a batch, or null after the last), how far it is, what came out. */
export type WorkerReply = { wants: 'batch' } | { done: number } | { result: string }

const port = parentPort as MessagePort
const say = (reply: WorkerReply) => port.postMessage(reply)

async function* askForRows(): AsyncGenerator<ExportedJudgment> {
  while (true) {
    say({ wants: 'batch' })
    const [batch] = (await once(port, 'message')) as [unknown[] | null]
    if (batch === null) return
    for (const row of batch) yield parseExported(row)
  }
}

try {
  const { criterion } = workerData as WorkerJob
  const analysis = analyse(await gatherColumns(askForRows(), criterion), (done) => say({ done }))
  say({ result: JSON.stringify(analysis) })
} catch (cause) {
  // Of other kinds of errors (zod's) the words do not come through to the other thread.
  throw new Error(String(cause))
}
