import 'server-only'
import { z } from 'zod'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { findAsker } from '@/lib/jobs/actor'
import type { Job } from '@/lib/jobs/job'
import { noteEnd } from './run-context'
import { workRun } from './work-run'

const Payload = z.object({ studyId: z.uuid(), annotatorId: z.uuid(), actorId: z.uuid() })
type Payload = z.output<typeof Payload>

/** Keeps one run going; its slots say how far it is. */
export const runJob: Job<Payload> = {
  name: 'model-run',
  title: 'Asking of a language model',
  payload: Payload,
  atOnce: 8,
  // A run of days outlives many starts of the app.
  retries: 100,
  run: async ({ studyId, annotatorId, actorId }, { signal, tell }) => {
    const key = { studyId, annotatorId }
    try {
      await authorizeActor(await findAsker(actorId), studyId, 'study:run')
      const { left, all } = await countSlots(key)
      await workRun(key, { signal, tell: (settled) => tell(all - left + settled, all) })
      return {}
    } catch (error) {
      // What somebody has to mend is told where the run is shown; of anything else there is another try.
      if (error instanceof AppError) await noteEnd(key, { status: 'STOPPED', problem: error.message })
      throw error
    }
  },
}

/**
 * The jobs that are at a run, or will be. Each start asks for one of its own: one that comes to its end after a pause does not
 * go on. Two at once share the slots.
 * @param annotatorId a column that holds it, or itself
 */
export function liveRuns(annotatorId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT FROM pgboss.job j
    WHERE j.name = ${runJob.name} AND (j.data ->> 'annotatorId')::uuid = ${annotatorId} AND j.state < 'completed'`
}

async function countSlots({ studyId, annotatorId }: { studyId: string; annotatorId: string }) {
  const kept = { studyId, keptForId: annotatorId }
  const [all, left] = await Promise.all([
    db.assignment.count({ where: kept }),
    db.assignment.count({ where: { ...kept, doneAt: null } }),
  ])
  return { all, left }
}
