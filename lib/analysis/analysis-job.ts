import 'server-only'
import { z } from 'zod'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { exportLines } from '@/lib/exports/export-judgments'
import { findAsker } from '@/lib/jobs/actor'
import type { Job, JobRun } from '@/lib/jobs/job'
import { ANALYSIS_STEPS } from './analyse'
import { dataVersion } from './data-version'
import { analyseInThread } from './run-worker'

/** `version` is that of the data when it was asked for; newer ones are counted, too. */
const Payload = z.object({ studyId: z.uuid(), criterion: z.string(), version: z.string(), actorId: z.uuid() })
export type AnalysisPayload = z.output<typeof Payload>

/** Computes the statistics of a study's judgments on a question, in a thread of its own, and keeps them. */
export const analysisJob: Job<AnalysisPayload> = {
  name: 'analysis',
  title: 'Analysis of a study',
  payload: Payload,
  atOnce: 1,
  retries: 3,
  run: async ({ studyId, criterion, actorId }, run) => {
    const access = await authorizeActor(await findAsker(actorId), studyId, 'study:results')
    await analyse(access, criterion, run)
    return {}
  },
}

/** What an analysis is about, among the jobs. */
export function analysisKey(studyId: string, criterion: string): string {
  return `${studyId}/${criterion}`
}

/** As which a study's statistics on a question are kept. */
export function kindOf(question: string): string {
  return `deep: ${question}`
}

async function analyse(access: Access<'study:results'>, criterion: string, { signal, tell }: JobRun): Promise<void> {
  const { studyId } = access
  const kind = kindOf(criterion)
  const startedAt = new Date()
  const version = await dataVersion(studyId)
  if ((await db.analysisRun.count({ where: { studyId, kind, version } })) > 0) return
  tell(0, ANALYSIS_STEPS)
  const [{ protocol }, batches] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { protocol: true } }),
    exportLines(access),
  ])
  const result = await analyseInThread(
    batches,
    { criterion, protocol },
    { signal, told: (done) => tell(done, ANALYSIS_STEPS) },
  )
  // As text: nothing here needs to read it.
  await db.$executeRaw`
    INSERT INTO "AnalysisRun" ("studyId", kind, version, result, "startedAt")
    VALUES (${studyId}::uuid, ${kind}, ${version}, ${result}::jsonb, ${startedAt})
    ON CONFLICT DO NOTHING`
  // One that was slow leaves alone what is of newer data than its own.
  await db.analysisRun.deleteMany({ where: { studyId, kind, startedAt: { lt: startedAt } } })
}
