import 'server-only'
import { db } from '@/lib/db/client'
import { pauseFor } from '@/lib/providers/pause-for'
import type { Failure } from '@/lib/providers/question'
import { MOST_FAILURES } from './gate'
import { endRun, type RunContext } from './run-context'

/** How long it may take until a run that waits notices that somebody paused it. */
const LOOK_EVERY_MS = 1000

const waits = new WeakMap<RunContext, Promise<void>>()

/** Waits while the provider wants to be left alone; ends when the run is to end. All calls of a run wait together. */
export function waitAtGate(context: RunContext): Promise<void> {
  if (context.isEnding || Date.now() >= context.gate.until()) return Promise.resolve()
  const waiting = waits.get(context) ?? waitOn(context).finally(() => waits.delete(context))
  waits.set(context, waiting)
  return waiting
}

async function waitOn(context: RunContext): Promise<void> {
  for (let left = leftOf(context); left > 0 && !context.isEnding; left = leftOf(context)) {
    await pauseFor(Math.min(left, LOOK_EVERY_MS), context.signal)
    await lookWhether(context)
  }
}

function leftOf({ gate }: RunContext): number {
  return gate.until() - Date.now()
}

/** Ends the run when somebody paused or cancelled it. */
export async function lookWhether(context: RunContext): Promise<void> {
  const run = await db.modelRun.findUnique({ where: { studyId_annotatorId: context.key }, select: { status: true } })
  if (run?.status !== 'RUNNING') await endRun(context, null)
}

/**
 * Notes that the provider wants to be left alone, and until when; gives up when it has for hours.
 * @param since which wait had come last when the call began
 */
export async function noteWaiting(
  context: RunContext,
  { message, retryAfterMs }: Failure,
  since: number,
): Promise<void> {
  const { gate, key } = context
  const waitingUntil = gate.fail(since, retryAfterMs)
  if (gate.failures() >= MOST_FAILURES)
    return endRun(context, {
      status: 'STOPPED',
      problem: `The provider failed ${MOST_FAILURES} times in a row, last with: ${message}`,
    })
  await db.modelRun.updateMany({ where: { ...key, status: 'RUNNING' }, data: { waitingUntil, problem: message } })
}
