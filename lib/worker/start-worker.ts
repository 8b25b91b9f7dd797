import 'server-only'
import { Worker } from '@/lib/jobs/worker'
import { requestRendering } from '@/lib/judgments/rendering-job'
import { keepSealing } from '@/lib/ledger/seal'
import { log } from '@/lib/log'
import { keepForgetting } from '@/lib/privacy/retention'
import { startRounds } from '@/lib/webhooks/rounds'
import { JOBS } from './handlers'

// Development reloads modules; one worker a process goes on. `npm start` stops it by this name.
const holder = globalThis as { evenhandWorker?: Worker }

/** Lets this process work at jobs, beside whatever else it does. */
export function startWorker(): Worker {
  if (!holder.evenhandWorker) {
    holder.evenhandWorker = new Worker(JOBS, startRounds)
    void holder.evenhandWorker.start()
    keepSealing()
    keepForgetting()
    // What an update has made stale.
    requestRendering({}).catch((err) => log.warn({ err }, 'rendering ahead was not asked for'))
  }
  return holder.evenhandWorker
}
