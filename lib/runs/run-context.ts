import 'server-only'
import { db } from '@/lib/db/client'
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

/** How a run ends that does not go on; DONE is found out by there being nothing left. */
export type RunEnd = { status: 'STOPPED' | 'PAUSED' | 'CANCELLED' | 'DONE'; problem: string | null }

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
  /** Set once nothing new is to be asked; null ends without a word, as a process does that stops. */
  ending: { end: RunEnd | null } | null
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
  return {
    ...{ key, settings, provider, text, signal, calls: 0, onEnd: new Set(), ending: null },
    ...{ seat: modelSeat(key.studyId, key.annotatorId), gate: makeGate(run.waitingUntil) },
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

/** Lets a run come to its end: what is out is waited for, nothing more is asked. The first reason stands. */
export function endRun(context: RunContext, end: RunEnd | null): void {
  context.ending ??= { end }
}

/** Writes down how a run ended, unless somebody has decided otherwise meanwhile. */
export async function noteEnd({ studyId, annotatorId }: RunKey, { status, problem }: RunEnd): Promise<void> {
  await db.modelRun.updateMany({
    where: { studyId, annotatorId, status: 'RUNNING' },
    data: { status, problem, finishedAt: new Date() },
  })
}
