import 'server-only'
import { db } from '@/lib/db/client'
import type { StudyStatus } from '@/lib/db/generated/enums'
import { handBackUnasked } from '@/lib/engine/model-calls'
import { type ModelSeat, modelSeat } from '@/lib/engine/seat'
import { ModelSettings } from '@/lib/models/design'
import type { ModelPrice } from '@/lib/providers/costs'
import { loadProvider } from '@/lib/providers/load-provider'
import { priceOf } from '@/lib/providers/prices'
import type { AskableProvider } from '@/lib/providers/question'
import { type Gate, makeGate } from './gate'
import type { StudyText } from './study-text'

/** Which run: a model annotator of a study has one. */
export type RunKey = { studyId: string; annotatorId: string }

/** How a run ends that does not go on; that it is done is found out by there being nothing left. */
export type RunEnd = { status: 'STOPPED' | 'PAUSED' | 'CANCELLED'; problem: string }

/** What the calls of one run share in one process. */
export type RunContext = {
  key: RunKey
  seat: ModelSeat
  settings: ModelSettings
  provider: AskableProvider
  gate: Gate
  signal: AbortSignal
  /** Seconds of a lease: longer than a call may take, its answer's way into the database included. */
  seconds: number
  /** As of the last claim. */
  text: StudyText
  price: () => Promise<ModelPrice | null>
  /** Calls that are out. */
  calls: number
  /** Hears once a call has ended. */
  onEnd: Set<() => void>
  /** Set once nothing new is to be asked. */
  isEnding: boolean
}

/** What a call's answer may take on its way into the database, in seconds. */
const MARGIN_SECONDS = 15
const PRICE_KNOWN_MS = 60_000

/** What a run needs to begin; null when it is not to go on. */
export async function openRun(key: RunKey, text: StudyText, signal: AbortSignal): Promise<RunContext | null> {
  const run = await db.modelRun.findUnique({
    where: { studyId_annotatorId: key },
    include: { annotator: { select: { llm: true } } },
  })
  if (run?.status !== 'RUNNING') return null
  const settings = ModelSettings.parse(run.annotator.llm)
  const provider = await loadProvider(run.providerId)
  const seat = modelSeat(key.studyId, key.annotatorId)
  await handBackUnasked(seat)
  return {
    ...{ key, settings, provider, text, signal, calls: 0, onEnd: new Set(), isEnding: false },
    ...{ seat, gate: makeGate(run.waitingUntil) },
    seconds: provider.timeoutSeconds + MARGIN_SECONDS,
    price: priceReader(run.providerId, settings.model),
  }
}

/** What the model costs now: prices are typed in while runs go on. */
function priceReader(providerId: string, model: string): () => Promise<ModelPrice | null> {
  let [price, until] = [Promise.resolve<ModelPrice | null>(null), 0]
  return () => {
    if (Date.now() >= until) {
      until = Date.now() + PRICE_KNOWN_MS
      price = priceOf(providerId, model, new Date())
    }
    return price
  }
}

/**
 * Lets a run come to its end: what is out is waited for, nothing more is asked. The first reason stands, and is written down
 * at once: whoever lets it go on while calls are still out begins anew, and nothing pauses it a second time.
 * @param end null ends the work here without a word
 */
export async function endRun(context: RunContext, end: RunEnd | null): Promise<void> {
  if (context.isEnding) return
  context.isEnding = true
  if (end) await noteEnd(context.key, end)
}

/** Writes down how a run ended, unless somebody has decided otherwise meanwhile. */
export async function noteEnd({ studyId, annotatorId }: RunKey, { status, problem }: RunEnd): Promise<void> {
  await db.modelRun.updateMany({
    where: { studyId, annotatorId, status: 'RUNNING' },
    data: { status, problem, finishedAt: new Date() },
  })
}

/** Writes down that a run is done, unless slots have been added meanwhile: a system may join late. */
export async function noteDone({ studyId, annotatorId }: RunKey): Promise<boolean> {
  return db.$transaction(async (tx) => {
    // Whoever adds slots has this row until they stand.
    await tx.$executeRaw`
      SELECT FROM "ModelRun" WHERE "studyId" = ${studyId}::uuid AND "annotatorId" = ${annotatorId}::uuid FOR NO KEY UPDATE`
    if ((await tx.assignment.count({ where: { studyId, keptForId: annotatorId, doneAt: null } })) > 0) return false
    const data = { status: 'DONE', problem: null, finishedAt: new Date() } as const
    await tx.modelRun.updateMany({ where: { studyId, annotatorId, status: 'RUNNING' }, data })
    return true
  })
}

/**
 * The same for the reason that the study is in some state, unless it is in another one by now.
 * @returns whether it was; else the run goes on
 */
export async function noteEndOfStudy(
  { studyId, annotatorId }: RunKey,
  was: StudyStatus,
  end: RunEnd,
): Promise<boolean> {
  const { count } = await db.modelRun.updateMany({
    where: { studyId, annotatorId, status: 'RUNNING', annotator: { study: { status: was } } },
    data: { ...end, finishedAt: new Date() },
  })
  return count === 1
}
