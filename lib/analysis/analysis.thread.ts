import { once } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { revisionCounter } from '@/lib/exports/number-revisions'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { RatingGatherer } from '@/lib/ratings/gather-ratings'
import { type ExportedJudgment, parseExported } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { giveWay } from '@/lib/threads/give-way'
import { ANALYSIS_STEPS, type AnyAnalysis, analyse, analyseRated } from './analyse'

giveWay()

/** What is to be analysed: a question, or the first of which a row counts; of comparisons, or of ratings. */
export type WorkerJob = { criterion?: string; protocol?: ProtocolKind }

/** What the thread says: that it wants more rows (a batch of lines of JSON, or null after the last), how far it is, what came out. */
export type WorkerReply = { wants: 'batch' } | { done: number } | { result: string }

const port = parentPort as MessagePort
const say = (reply: WorkerReply) => port.postMessage(reply)

async function* askForRows(): AsyncGenerator<ExportedJudgment> {
  const number = revisionCounter()
  while (true) {
    say({ wants: 'batch' })
    const [batch] = (await once(port, 'message')) as [string[] | null]
    if (batch === null) return
    for (const line of batch) yield parseExported(number(JSON.parse(line)))
  }
}

const ANALYSES: Record<ProtocolKind, (criterion?: string) => Promise<AnyAnalysis>> = {
  COMPARISON: async (criterion) => analyse(await gatherColumns(askForRows(), criterion), (done) => say({ done })),
  RATING: async (criterion) => {
    const gatherer = new RatingGatherer(criterion)
    for await (const row of askForRows()) gatherer.add(row)
    const told = (share: number) => say({ done: Math.floor(share * ANALYSIS_STEPS) })
    return analyseRated(gatherer.finish(), told)
  },
}

try {
  const { criterion, protocol = 'COMPARISON' } = workerData as WorkerJob
  say({ result: JSON.stringify(await ANALYSES[protocol](criterion)) })
} catch (cause) {
  // Of other kinds of errors (zod's) the words do not come through to the other thread.
  throw new Error(String(cause))
}
