import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { isLive, type JobState, readLatest, waitForJob } from '@/lib/jobs/state'
import { ANALYSIS_STEPS, type Analysis, type AnyAnalysis } from './analyse'
import { type AnalysisPayload, analysisJob, analysisKey, kindOf } from './analysis-job'
import { COMPUTED_NOW, dataVersion } from './data-version'

/** What is not there yet, or failed. */
export type Pending = { state: 'running'; done: number; total: number } | { state: 'failed'; problem: string }

/** Statistics of the data as of a moment; while newer data are being computed, `behind` says how far that has come. */
export type AnalysisDone<Of = AnyAnalysis> = {
  state: 'done'
  analysis: Of
  version: string
  at: Date
  behind: Pending | null
}

/** The latest statistics of a study that are there, or how far the computation of the first has come. */
export type AnalysisState = AnalysisDone | Pending

/** Small studies are done before anybody would see that they are not. */
const PATIENCE_MS = 2500

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

/** @throws Error where the study is one of ratings */
export function requireComparisons({ analysis, ...done }: AnalysisDone): AnalysisDone<Analysis> {
  if (analysis.protocol !== 'COMPARISON') throw new Error('a study of ratings has no statistics of comparisons')
  return { ...done, analysis }
}

function conflict(pending: Pending): AppError {
  const isFailed = pending.state === 'failed'
  return new AppError('conflict', {
    message: isFailed ? pending.problem : 'The numbers are being computed. Try again in a moment.',
  })
}

/**
 * Agreement, annotators, bias, strengths and scores at any time of a study: kept for each state of its data, and computed
 * by a job that the first who asks for them enqueues. Whoever asks meanwhile gets the latest that were finished and hears
 * how far it is, even when the data have changed since it began: judgments that keep coming in start no second one beside
 * the first.
 */
export async function readAnalysis(
  access: Access<'study:results'>,
  criterion: string,
  patience = PATIENCE_MS,
): Promise<AnalysisState> {
  const { studyId } = access
  const wanted = { studyId, kind: kindOf(criterion), version: await dataVersion(studyId) }
  const present = await readKept(wanted)
  if (present) return present
  const pending = await readPending(access, criterion, wanted.version, patience)
  const latest = await readLatestKept(wanted)
  if (!latest) return pending ?? BEGUN
  return latest.version === wanted.version ? latest : { ...latest, behind: pending ?? BEGUN }
}

const BEGUN: Pending = { state: 'running', done: 0, total: ANALYSIS_STEPS }

type Wanted = { studyId: string; kind: string; version: string }

async function readKept(wanted: Wanted): Promise<AnalysisDone | null> {
  const row = await db.analysisRun.findUnique({ where: { studyId_kind_version: wanted } })
  return row && toDone(row)
}

/** The statistics of the latest data that were computed; none that an earlier release computed otherwise. */
async function readLatestKept({ studyId, kind }: Wanted): Promise<AnalysisDone | null> {
  const row = await db.analysisRun.findFirst({
    where: { studyId, kind, version: { startsWith: COMPUTED_NOW } },
    orderBy: { startedAt: 'desc' },
  })
  return row && toDone(row)
}

function toDone({ result, version, startedAt }: { result: unknown; version: string; startedAt: Date }): AnalysisDone {
  return { state: 'done', analysis: result as AnyAnalysis, version, at: startedAt, behind: null }
}

/** How far the job is that computes them, which is asked for when there is none; null when it is done. */
async function readPending(
  access: Access<'study:results'>,
  criterion: string,
  version: string,
  patience: number,
): Promise<Pending | null> {
  const key = analysisKey(access.studyId, criterion)
  const there = await readLatest<AnalysisPayload>(analysisJob, key)
  // What failed on these very data would fail again.
  const stands =
    there?.state === 'failed' || there?.state === 'cancelled' ? there.payload.version === version : isLive(there)
  if (there && stands) return toPending(there)
  const payload = { studyId: access.studyId, criterion, version, actorId: access.actor.id }
  await db.$transaction((tx) => enqueue(tx, analysisJob, payload, key))
  return toPending(await waitForJob(analysisJob, key, patience))
}

function toPending(job: JobState): Pending | null {
  if (job.state === 'finished') return null
  if (job.state === 'waiting' || job.state === 'running')
    return { state: 'running', done: job.done, total: job.total || ANALYSIS_STEPS }
  const why = job.state === 'failed' ? job.problem.message : 'Somebody cancelled it.'
  return {
    state: 'failed',
    problem: `The numbers could not be computed. ${why} An admin can begin it again on the page Jobs.`,
  }
}
