import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { exportRows } from '@/lib/exports/export-judgments'
import { log } from '@/lib/log'
import { ANALYSIS_STEPS, type Analysis } from './analyse'
import { COMPUTED_NOW, dataVersion } from './data-version'
import { analyseInThread } from './run-worker'

/** What is not there yet, or failed. */
export type Pending = { state: 'running'; done: number; total: number } | { state: 'failed'; problem: string }

/** Statistics of the data as of a moment; while newer data are being computed, `behind` says how far that has come. */
export type AnalysisDone = { state: 'done'; analysis: Analysis; version: string; at: Date; behind: Pending | null }

/** The latest statistics of a study that are there, or how far the computation of the first has come. */
export type AnalysisState = AnalysisDone | Pending

/** A run that has said nothing for so long is taken for lost, and started again by the next who asks. */
const LOST_AFTER_MS = 120_000
/** Small studies are done before anybody would see that they are not. */
const PATIENCE_MS = 2500

/** As which a study's statistics on a question are kept. */
export function kindOf(question: string): string {
  return `deep: ${question}`
}

/** @throws AppError `conflict` where there are no statistics yet: they are being computed, or that failed */
export function requireDone(state: AnalysisState): AnalysisDone {
  if (state.state === 'done') return state
  throw conflict(state)
}

/** @throws AppError `conflict` where there are none of the present data, though there may be of older ones */
export function requirePresent(state: AnalysisState): AnalysisDone {
  const done = requireDone(state)
  if (done.behind) throw conflict(done.behind)
  return done
}

function conflict(pending: Pending): AppError {
  const isFailed = pending.state === 'failed'
  return new AppError('conflict', {
    message: isFailed ? pending.problem : 'The numbers are being computed. Try again in a moment.',
  })
}

/**
 * Agreement, annotators, bias, strengths and scores at any time of a study: kept for each state of its data, computed in a
 * thread of its own by the first who asks. Whoever asks meanwhile, in any process, gets the latest that were finished and
 * hears how far it is, even when the data have changed since it began: judgments that keep coming in start no second
 * thread beside the first.
 */
export async function readAnalysis(
  access: Access<'study:results'>,
  criterion: string,
  patience = PATIENCE_MS,
): Promise<AnalysisState> {
  const { studyId } = access
  const run = { studyId, kind: kindOf(criterion), version: await dataVersion(studyId) }
  const state = (await readRun(run)) ?? (await readEarlier(run)) ?? (await startRun(access, criterion, run, patience))
  if (state.state === 'done') return state
  const latest = await readLatest(run)
  return latest ? { ...latest, behind: state } : state
}

type Run = { studyId: string; kind: string; version: string }

async function startRun(
  access: Access<'study:results'>,
  criterion: string,
  run: Run,
  patience: number,
): Promise<AnalysisState> {
  const begun: Pending = { state: 'running', done: 0, total: ANALYSIS_STEPS }
  if (!(await beginRun(run))) return (await readRun(run)) ?? begun
  const work = computeRun(access, criterion, run)
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work,
    new Promise((resolve) => {
      timer = setTimeout(resolve, patience)
    }),
  ])
  clearTimeout(timer)
  return (await readRun(run)) ?? begun
}

async function readRun(run: Run): Promise<AnalysisState | null> {
  const row = await db.analysisRun.findUnique({ where: { studyId_kind_version: run } })
  if (!row) return null
  if (row.result !== null) return toDone(row)
  const lost = row.beatAt.getTime() < Date.now() - LOST_AFTER_MS
  if (row.problem !== null) return lost ? null : { state: 'failed', problem: row.problem }
  return lost ? null : { state: 'running', done: row.done, total: row.total }
}

function toDone({ result, version, startedAt }: { result: unknown; version: string; startedAt: Date }): AnalysisDone {
  return { state: 'done', analysis: result as Analysis, version, at: startedAt, behind: null }
}

/** The statistics of the latest data that were computed; none that an earlier release computed otherwise. */
async function readLatest({ studyId, kind }: Run): Promise<AnalysisDone | null> {
  const row = await db.analysisRun.findFirst({
    where: { studyId, kind, version: { startsWith: COMPUTED_NOW }, result: { not: Prisma.DbNull } },
    orderBy: { startedAt: 'desc' },
  })
  return row && toDone(row)
}

/** How far a computation of earlier data is that somebody is at. */
async function readEarlier({ studyId, kind, version }: Run): Promise<Pending | null> {
  const row = await db.analysisRun.findFirst({
    where: {
      ...{ studyId, kind, version: { not: version }, result: { equals: Prisma.DbNull }, problem: null },
      beatAt: { gt: new Date(Date.now() - LOST_AFTER_MS) },
    },
    select: { done: true, total: true },
  })
  return row && { state: 'running', ...row }
}

/** Takes a run that nobody is at; of several who ask at once, one gets it. */
async function beginRun(run: Run): Promise<boolean> {
  const taken = await db.$executeRaw`
    INSERT INTO "AnalysisRun" ("studyId", kind, version, total)
    VALUES (${run.studyId}::uuid, ${run.kind}, ${run.version}, ${ANALYSIS_STEPS})
    ON CONFLICT ("studyId", kind, version) DO UPDATE SET done = 0, problem = NULL, "startedAt" = now(), "beatAt" = now()
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
      UPDATE "AnalysisRun" SET result = ${result}::jsonb, done = ${ANALYSIS_STEPS}, "beatAt" = now()
      WHERE "studyId" = ${run.studyId}::uuid AND kind = ${run.kind} AND version = ${run.version}`
    await dropOlder(run)
  } catch (error) {
    log.error({ err: error, studyId: run.studyId }, 'analysis failed')
    const problem = 'The computation ended without a result. It starts again when you reload the page in two minutes.'
    await db.analysisRun.updateMany({ where: run, data: { problem, beatAt: new Date() } })
  }
}

/** A run that was slow, or taken for lost, leaves alone what is of newer data than its own. */
async function dropOlder({ studyId, kind, version }: Run): Promise<void> {
  await db.$executeRaw`
    DELETE FROM "AnalysisRun" older USING "AnalysisRun" own
    WHERE own."studyId" = ${studyId}::uuid AND own.kind = ${kind} AND own.version = ${version}
      AND older."studyId" = own."studyId" AND older.kind = own.kind AND older."startedAt" < own."startedAt"`
}

async function beat(run: Run, done: number): Promise<void> {
  await db.analysisRun.updateMany({ where: run, data: { done, beatAt: new Date() } })
}
