import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Access, SiteAccess } from '@/lib/auth/access'
import type { StudyInput } from '@/lib/designs/schema'
import { AppError } from '@/lib/errors'
import type { ModelInput } from '@/lib/models/design'
import { type ReadAnswer, readAnswer } from '@/lib/models/outcome'
import { buildRequest, type ModelRequest } from '@/lib/models/request'
import { askModel, sentParameters } from '@/lib/providers/ask-model'
import { costOf } from '@/lib/providers/costs'
import { loadProvider } from '@/lib/providers/load-provider'
import { priceOf } from '@/lib/providers/prices'
import { mayUseProvider } from '@/lib/providers/queries'
import type { AskableProvider, Failure, Reply } from '@/lib/providers/question'
import { takeRate } from '@/lib/providers/take-rate'
import { type DraftSlot, draftSlots } from './draft-slots'
import { worstCaseOf } from './worst-case'

/** Items that a model is tried on, at most. */
const MOST_TRIED = 5

/** One call that was tried: what was sent, and what came of it. */
export type Trial = {
  /** The prompt's own id. */
  prompt: string
  request: ModelRequest
  elapsedMs: number
  reply: Reply | null
  failure: Failure | null
  read: ReadAnswer | null
  /** What the answer chose, in the options' own words, by what was asked. */
  verdicts: { name: string; label: string }[]
  /** Billionths of the currency: of one call, so that a number holds them exactly. */
  nanos: number | null
}

export type Trials = { trials: Trial[]; currency: string | null }

/**
 * Asks a model of a draft about some items, in one order each, and stores nothing of it.
 * @param signal gives it up: its reason is thrown
 * @throws AppError `not_found` for a provider that whoever asks may not use; `conflict` where nothing can be asked yet
 */
export async function tryModel(
  { actor }: Access<'study:design'> | SiteAccess<'providers:use'>,
  { design, model, items = MOST_TRIED }: { design: StudyInput; model: ModelInput; items?: number },
  signal?: AbortSignal,
): Promise<Trials> {
  if (!(await mayUseProvider(actor, model.providerId))) throw new AppError('not_found')
  const provider = await loadProvider(model.providerId)
  const { drawn } = await draftSlots(design, model, Math.min(items, MOST_TRIED))
  if (drawn.length === 0)
    throw new AppError('conflict', { message: 'Nothing can be tried yet: no prompt has all its responses.' })
  const price = await priceOf(model.providerId, model.model, new Date())
  const tried = await Promise.all(drawn.map((slot) => tryOne(provider, { model, slot, signal })))
  const nanosOf = (reply: Reply | null) => reply && price && costOf(price, reply.usage)
  const trials = tried.map((trial) => {
    const nanos = nanosOf(trial.reply)
    return { ...trial, nanos: nanos === null ? null : Number(nanos) }
  })
  return { trials, currency: price?.currency ?? null }
}

async function tryOne(
  provider: AskableProvider,
  { model, slot: { prompt, shown }, signal }: { model: ModelInput; slot: DraftSlot; signal: AbortSignal | undefined },
): Promise<Omit<Trial, 'nanos'>> {
  const request = buildRequest(shown, model, randomBytes(16).toString('hex'))
  const parameters = sentParameters(provider, model.model, model.parameters)
  const giveBack = await takeRate(provider, worstCaseOf(request, parameters, null).tokens, signal)
  const sent = performance.now()
  try {
    const { messages, schema } = request
    const question = { messages, model: model.model, parameters, schema }
    const { reply = null, failure = null } = await askModel(provider, question, signal)
    const read = reply && readAnswer(reply, request.offered)
    const elapsedMs = performance.now() - sent
    return { prompt, request, elapsedMs, reply, failure, read, verdicts: tellVerdicts(request, read) }
  } finally {
    await giveBack()
  }
}

function tellVerdicts({ offered }: ModelRequest, read: ReadAnswer | null): Trial['verdicts'] {
  return (read?.answers ?? []).map(({ choice }, place) => {
    const asked = offered.asked[place]
    return { name: asked?.name ?? '', label: asked?.options.find(({ code }) => code === choice)?.label ?? choice }
  })
}
