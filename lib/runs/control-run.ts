import 'server-only'
import { randomUUID } from 'node:crypto'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { RunStatus, StudyStatus } from '@/lib/db/generated/enums'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { wakeWorker } from '@/lib/jobs/wake'
import { mayUseProvider } from '@/lib/providers/queries'
import { liveRuns, runJob } from './run-job'
import type { BudgetInput } from './schema'

type Run = Access<'study:run'>

/**
 * Begins a run, or lets it go on after it was paused or stopped: a job asks the model about what is left.
 * @throws AppError `study_not_open`; `conflict` when it is cancelled or done, or its provider is switched off or not for them
 */
export async function startRun(access: Run, annotatorId: string): Promise<void> {
  const { actor, studyId } = access
  await db.$transaction(async (tx) => {
    const { run, code } = await lockRun(tx, studyId, annotatorId)
    if (!mayAsk(run.annotator)) throw new AppError('study_not_open')
    if (run.status === 'CANCELLED' || run.status === 'DONE') throw refuse(run.status)
    if (run.provider.disabledAt)
      throw new AppError('conflict', { message: `${run.provider.name} is switched off. An admin can switch it on.` })
    if (run.provider.kind === 'EXTERNAL')
      throw new AppError('conflict', {
        message: `${run.provider.name} is a program of your own: it claims and submits by the API.`,
      })
    // Each call asks anew: what is sent is sent for whoever began the run.
    if (!(await mayUseProvider(actor, run.providerId)))
      throw new AppError('conflict', { message: `You may not use ${run.provider.name}. An admin says who may.` })
    if (run.tokenBudget === null && run.budgetNanos === null)
      throw new AppError('conflict', { message: 'The run has no budget. Give it one first.' })
    const startedAt = run.startedAt ?? new Date()
    await tx.modelRun.update({
      where: { studyId_annotatorId: { studyId, annotatorId } },
      data: {
        status: 'RUNNING',
        problem: null,
        waitingUntil: null,
        startedAt,
        finishedAt: null,
        startedById: actor.id,
      },
    })
    const live = await tx.$queryRaw<unknown[]>`${liveRuns(Prisma.sql`${annotatorId}::uuid`)}`
    // One that is at it goes on; one that somebody paused comes to its end, whatever is asked for meanwhile.
    if (run.status !== 'RUNNING' || live.length === 0)
      await enqueue(tx, runJob, { studyId, annotatorId, actorId: actor.id }, `${annotatorId} ${randomUUID()}`)
    await recordAudit(tx, actor, { action: 'run.start', studyId, subject: code })
  })
  wakeWorker()
}

/** The same after a pause. @throws AppError as `startRun` does */
export function resumeRun(access: Run, annotatorId: string): Promise<void> {
  return startRun(access, annotatorId)
}

/** Lets a run rest: what is out is waited for, nothing more is asked. @throws AppError `conflict` unless it is running */
export async function pauseRun(access: Run, annotatorId: string): Promise<void> {
  await endBy(access, annotatorId, { from: ['RUNNING'], to: 'PAUSED', action: 'run.pause' })
}

/** Ends a run for good; what was judged stands, and what was not stays open. @throws AppError `conflict` when it is over */
export async function cancelRun(access: Run, annotatorId: string): Promise<void> {
  const from: RunStatus[] = ['READY', 'RUNNING', 'PAUSED', 'STOPPED']
  await endBy(access, annotatorId, { from, to: 'CANCELLED', action: 'run.cancel' })
}

type Step = { from: RunStatus[]; to: RunStatus; action: 'run.pause' | 'run.cancel' }

async function endBy({ actor, studyId }: Run, annotatorId: string, { from, to, action }: Step): Promise<void> {
  await db.$transaction(async (tx) => {
    const { run, code } = await lockRun(tx, studyId, annotatorId)
    if (!from.includes(run.status)) throw refuse(run.status)
    await tx.modelRun.update({
      where: { studyId_annotatorId: { studyId, annotatorId } },
      data: { status: to, problem: null, ...(to === 'CANCELLED' && { finishedAt: new Date() }) },
    })
    await recordAudit(tx, actor, { action, studyId, subject: code })
  })
}

/** Changes what a run may spend in all. @throws AppError `invalid` for money without a price, or no budget at all */
export async function setBudget({ actor, studyId }: Run, { annotatorId, ...budget }: BudgetInput): Promise<void> {
  const { tokenBudget, moneyBudget } = budget
  await db.$transaction(async (tx) => {
    const { run, code } = await lockRun(tx, studyId, annotatorId)
    if (tokenBudget === null && moneyBudget === null) invalid('tokenBudget', 'Give it a budget of tokens or of money.')
    if (moneyBudget !== null && run.currency === null)
      invalid('moneyBudget', 'No price of this model is known: give it a budget of tokens.')
    await tx.modelRun.update({
      where: { studyId_annotatorId: { studyId, annotatorId } },
      data: { tokenBudget, budgetNanos: moneyBudget === null ? null : BigInt(Math.round(moneyBudget * 1e9)) },
    })
    await recordAudit(tx, actor, { action: 'run.budget', studyId, subject: code, detail: budget })
  })
}

function invalid(field: string, message: string): never {
  throw new AppError('invalid', { fields: { [field]: [message] } })
}

/** A model that joined once its study was closed judges then. */
function mayAsk({ study, exploratory }: { study: { status: StudyStatus }; exploratory: boolean }): boolean {
  return study.status === (exploratory ? 'CLOSED' : 'OPEN')
}

const OVER: Partial<Record<RunStatus, string>> = {
  DONE: 'This run is done: nothing is left to ask.',
  CANCELLED: 'This run was cancelled.',
  RUNNING: 'This run is under way.',
}

function refuse(status: RunStatus): AppError {
  return new AppError('conflict', { message: OVER[status] ?? 'This run is not under way.' })
}

/** A run with its annotator's code; whoever claims, sends or ends it waits meanwhile. */
async function lockRun(tx: Tx, studyId: string, annotatorId: string) {
  await tx.$executeRaw`
    SELECT FROM "ModelRun" WHERE "studyId" = ${studyId}::uuid AND "annotatorId" = ${annotatorId}::uuid FOR NO KEY UPDATE`
  const run = await tx.modelRun.findUnique({
    where: { studyId_annotatorId: { studyId, annotatorId } },
    include: { provider: true, annotator: { include: { study: { select: { status: true } } } } },
  })
  if (!run) throw new AppError('not_found')
  return { run, code: run.annotator.code }
}
