import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { openStudy } from '@/lib/studies/open-study'
import { setStatus } from '@/lib/studies/set-status'
import { BEAT_MS, SILENT_SECONDS } from './beat'
import { takeTurns } from './take-turns'

type Run = { isStopped: boolean; ended: Promise<void> }

// Development reloads modules; the runs go on.
const holder = globalThis as { evenhandRehearsals?: Map<string, Run> }

function runs(): Map<string, Run> {
  holder.evenhandRehearsals ??= new Map()
  return holder.evenhandRehearsals
}

/**
 * Sets a rehearsal going, or going on, in the background of this process.
 * @throws AppError `conflict` when it is under way already, or over
 */
export async function runRehearsal(access: Access<'study:run'>): Promise<void> {
  const { studyId } = access
  const runId = randomUUID()
  const count = await db.$executeRaw`
    UPDATE "Rehearsal" SET "runId" = ${runId}::uuid, "beatAt" = now(), problem = NULL
    WHERE "studyId" = ${studyId}::uuid AND "finishedAt" IS NULL
      AND ("beatAt" IS NULL OR "beatAt" < now() - make_interval(secs => ${SILENT_SECONDS}))`
  if (count === 0) throw new AppError('conflict', { message: 'This rehearsal is under way already, or over.' })
  const run: Run = { isStopped: false, ended: Promise.resolve() }
  run.ended = work(access, runId, run).finally(() => runs().delete(studyId))
  runs().set(studyId, run)
}

/** Ends the run that this process has going, if any, and waits until it has. */
export async function stopRun(studyId: string): Promise<void> {
  const run = runs().get(studyId)
  if (!run) return
  run.isStopped = true
  await run.ended
}

/** Waits for the run that this process has going. */
export async function runEnded(studyId: string): Promise<void> {
  await runs().get(studyId)?.ended
}

async function work(access: Access<'study:run'>, runId: string, run: Run): Promise<void> {
  const beat = setInterval(() => void say(access.studyId, runId, run), BEAT_MS)
  beat.unref()
  try {
    await rehearse(access, run)
    await settle(access.studyId, runId, run.isStopped ? { problem: null } : { finishedAt: new Date() })
  } catch (error) {
    run.isStopped = true
    if (!(error instanceof AppError)) log.error({ err: error, studyId: access.studyId }, 'rehearsal broke off')
    const problem = error instanceof AppError ? error.message : 'Something went wrong that nobody expected.'
    await settle(access.studyId, runId, { problem }).catch((err) => log.error({ err }, 'rehearsal not settled'))
  } finally {
    clearInterval(beat)
  }
}

async function rehearse(access: Access<'study:run'>, run: Run): Promise<void> {
  const { status } = await db.study.findUniqueOrThrow({ where: { id: access.studyId }, select: { status: true } })
  if (status === 'DRAFT') await openStudy(access)
  await takeTurns(access.studyId, run)
  // Somebody may have closed it in the meantime.
  const after = await db.study.findUnique({ where: { id: access.studyId }, select: { status: true } })
  if (after?.status === 'PAUSED') throw new AppError('conflict', { message: 'The study is paused. Resume it first.' })
  if (after?.status === 'OPEN' && !run.isStopped) await setStatus(access, 'close')
}

/** A run that is no longer the rehearsal's, or whose rehearsal is gone, ends. */
async function say(studyId: string, runId: string, run: Run): Promise<void> {
  const count = await db.$executeRaw`
    UPDATE "Rehearsal" SET "beatAt" = now() WHERE "studyId" = ${studyId}::uuid AND "runId" = ${runId}::uuid`.catch(
    // The database may be gone for a moment; the work itself will tell.
    () => 1,
  )
  if (count === 0) run.isStopped = true
}

async function settle(studyId: string, runId: string, outcome: { problem?: string | null; finishedAt?: Date }) {
  await db.rehearsal.updateMany({ where: { studyId, runId }, data: { runId: null, beatAt: null, ...outcome } })
}
