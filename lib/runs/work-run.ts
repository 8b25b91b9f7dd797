import 'server-only'
import { setMaxListeners } from 'node:events'
import pLimit from 'p-limit'
import { analyzeYoung, WORTH_PLANNING } from '@/lib/db/analyze-written'
import { claimForModel, type ModelClaim, releaseSlots } from '@/lib/engine/model-calls'
import { pauseFor } from '@/lib/providers/pause-for'
import { askSlot, DEACTIVATED } from './ask-slot'
import { endRun, noteDone, noteEndOfStudy, openRun, type RunContext, type RunEnd, type RunKey } from './run-context'
import { loadStudyText } from './study-text'
import { lookWhether, waitAtGate } from './wait'

/** Slots leased at a time, at most: their texts are in memory. */
const MOST_CLAIMED = 32

type Run = { signal: AbortSignal; tell: (done: number) => void }

/**
 * Goes on with a run: claims slots, asks the model about each, and stores what comes of it, until nothing is left or
 * something ends it. It may be broken off at any moment, and any process may go on: what was asked and not stored is asked
 * again once its lease has run out.
 * @param run.tell hears how many slots are settled
 */
export async function workRun(key: RunKey, { signal, tell }: Run): Promise<void> {
  // Each call listens to it, and a provider may have many lanes.
  setMaxListeners(0, signal)
  const context = await openRun(key, await loadStudyText(key.studyId), signal)
  if (!context) return
  const lanes = makeLanes(context, tell)
  try {
    await claimOn(context, lanes)
  } finally {
    await lanes.idle()
  }
  if (lanes.problem()) throw lanes.problem()
  signal.throwIfAborted()
}

type Lanes = {
  add: (claim: ModelClaim) => void
  /** How many more slots should be claimed for them to be busy. */
  room: () => number
  isIdle: () => boolean
  /** Once one of those under way has ended. */
  next: () => Promise<void>
  idle: () => Promise<void>
  problem: () => unknown
}

/**
 * What is asked at once. The provider's own lanes, of all processes, are taken for the call alone; some more are at it here,
 * so that while one is written down another is out.
 */
function makeLanes(context: RunContext, tell: Run['tell']): Lanes {
  const most = 2 * context.provider.lanes
  const limit = pLimit(most)
  const underWay = new Set<Promise<void>>()
  let [problem, done] = [undefined as unknown, 0]
  const ask = async (lease: string, slot: ModelClaim['slots'][number]) => {
    try {
      await askSlot(context, { lease, slot })
      tell(++done)
      if (done === WORTH_PLANNING) await analyzeYoung()
    } catch (error) {
      problem ??= error
      context.isEnding = true
      // What the run waited for does not come about; whoever goes on need not wait for the lease.
      await releaseSlots(context.seat, lease, [slot.id]).catch(() => undefined)
    }
  }
  return {
    add: ({ lease, slots }) => {
      for (const slot of slots) {
        const one: Promise<void> = limit(() => ask(lease, slot)).finally(() => underWay.delete(one))
        underWay.add(one)
      }
    },
    room: () => Math.min(most + context.provider.lanes - underWay.size, MOST_CLAIMED),
    isIdle: () => underWay.size === 0,
    next: async () => void (await Promise.race(underWay)),
    idle: async () => {
      while (underWay.size > 0) await Promise.race(underWay)
    },
    problem: () => problem,
  }
}

/** Claims as lanes come free, half of them at a time, so that one statement serves many calls. */
async function claimOn(context: RunContext, lanes: Lanes): Promise<void> {
  let amendments = -1
  while (!context.isEnding) {
    context.signal.throwIfAborted()
    await waitAtGate(context)
    if (!lanes.isIdle() && lanes.room() < Math.min(context.provider.lanes, MOST_CLAIMED)) {
      await lanes.next()
      continue
    }
    const claim = await claimForModel(context.seat, { count: Math.max(1, lanes.room()), seconds: context.seconds })
    if (!claim) return endRun(context, { status: 'STOPPED', problem: DEACTIVATED })
    if (claim.status !== 'OPEN') {
      await endWithStudy(context, claim.status)
      continue
    }
    if (claim.amendments !== amendments) context.text = await loadStudyText(context.key.studyId)
    amendments = claim.amendments
    lanes.add(claim)
    if (claim.slots.length === 0) await waitForSlots(context, lanes, claim)
  }
}

/** Ends the run since nothing is handed out, unless the study is open again by now. */
async function endWithStudy(context: RunContext, was: Exclude<ModelClaim['status'], 'OPEN'>): Promise<void> {
  const end: RunEnd =
    was === 'CLOSED'
      ? { status: 'CANCELLED', problem: 'The study was closed.' }
      : { status: 'PAUSED', problem: 'The study is paused. Go on once it is open again.' }
  if (await noteEndOfStudy(context.key, was, end)) context.isEnding = true
  else await lookWhether(context)
}

/** All that is left is under way: here, or with another process, whose leases may run out. */
async function waitForSlots(context: RunContext, lanes: Lanes, { open, nextLapse }: ModelClaim): Promise<void> {
  if (!lanes.isIdle()) return lanes.next()
  if (!open) {
    context.isEnding = await noteDone(context.key)
    return
  }
  const wait = (nextLapse?.getTime() ?? 0) - Date.now()
  await pauseFor(Math.min(Math.max(wait, 50), 1000), context.signal)
  await lookWhether(context)
}
