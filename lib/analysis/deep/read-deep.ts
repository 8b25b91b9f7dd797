import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { exportRows } from '@/lib/exports/export-judgments'
import { log } from '@/lib/log'
import { DEEP_STEPS, type Deep } from './analyse'
import { dataVersion } from './data-version'
import { analyseInThread } from './run-worker'

/** The statistics of a study's present data, or how far their computation has come. */
export type DeepState =
  | { state: 'done'; deep: Deep; version: string; at: Date }
  | { state: 'running'; done: number; total: number }
  | { state: 'failed'; problem: string }

/** A run that has said nothing for so long is taken for lost, and started again by the next who asks. */
const LOST_AFTER_MS = 120_000
/** Small studies are done before anybody would see that they are not. */
const PATIENCE_MS = 2500

/**
 * Agreement, annotators, bias and ratings of a study: kept for each state of its data, computed in a thread of its own by
 * the first who asks. Whoever asks meanwhile, in any process, hears how far it is.
 */
export async function readDeep(
  access: Access<'study:results'>,
  criterion: string,
  patience = PATIENCE_MS,
): Promise<DeepState> {
  const { studyId } = access
  const run = { studyId, kind: `deep: ${criterion}`, version: await dataVersion(studyId) }
  const kept = await readRun(run)
  if (kept) return kept
  const ours = await beginRun(run)
  if (!ours) return (await readRun(run)) ?? { state: 'running', done: 0, total: DEEP_STEPS }
  const work = computeRun(access, criterion, run)
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work,
    new Promise((resolve) => {
      timer = setTimeout(resolve, patience)
    }),
  ])
  clearTimeout(timer)
  return (await readRun(run)) ?? { state: 'running', done: 0, total: DEEP_STEPS }
}

type Run = { studyId: string; kind: string; version: string }

async function readRun(run: Run): Promise<DeepState | null> {
  const row = await db.analysisRun.findUnique({ where: { studyId_kind_version: run } })
  if (!row) return null
  if (row.result !== null)
    return { state: 'done', deep: row.result as unknown as Deep, version: run.version, at: row.beatAt }
  const lost = row.beatAt.getTime() < Date.now() - LOST_AFTER_MS
  if (row.problem !== null) return lost ? null : { state: 'failed', problem: row.problem }
  return lost ? null : { state: 'running', done: row.done, total: row.total }
}

/** Takes a run that nobody is at; of several who ask at once, one gets it. Runs of older data go. */
async function beginRun(run: Run): Promise<boolean> {
  await db.analysisRun.deleteMany({ where: { studyId: run.studyId, kind: run.kind, version: { not: run.version } } })
  const taken = await db.$executeRaw`
    INSERT INTO "AnalysisRun" ("studyId", kind, version, total)
    VALUES (${run.studyId}::uuid, ${run.kind}, ${run.version}, ${DEEP_STEPS})
    ON CONFLICT ("studyId", kind, version) DO UPDATE SET done = 0, problem = NULL, "beatAt" = now()
    WHERE "AnalysisRun".result IS NULL AND "AnalysisRun"."beatAt" < now() - make_interval(secs => ${LOST_AFTER_MS / 1000})`
  return taken === 1
}

async function computeRun(access: Access<'study:results'>, criterion: string, run: Run): Promise<void> {
  try {
    const { batches } = await exportRows(access)
    let told = Promise.resolve()
    const result = await analyseInThread(batches, { criterion }, (done) => {
      told = told.then(() => beat(run, done))
    })
    await told
    // As text: nothing here needs to read it.
    await db.$executeRaw`
      UPDATE "AnalysisRun" SET result = ${result}::jsonb, done = ${DEEP_STEPS}, "beatAt" = now()
      WHERE "studyId" = ${run.studyId}::uuid AND kind = ${run.kind} AND version = ${run.version}`
  } catch (error) {
    log.error({ error, studyId: run.studyId }, 'analysis failed')
    const problem = 'The computation ended without a result. It starts again when you reload the page in two minutes.'
    await db.analysisRun.updateMany({ where: run, data: { problem, beatAt: new Date() } })
  }
}

async function beat(run: Run, done: number): Promise<void> {
  await db.analysisRun.updateMany({ where: run, data: { done, beatAt: new Date() } })
}
