import 'server-only'
import { randomBytes } from 'node:crypto'
import { beginCall, type CallEnded, finishCall, type ModelSlot, releaseSlots } from '@/lib/engine/model-calls'
import { readAnswer } from '@/lib/models/outcome'
import { buildRequest, type ModelRequest } from '@/lib/models/request'
import { askModel, sentParameters } from '@/lib/providers/ask-model'
import type { ModelPrice } from '@/lib/providers/costs'
import type { Question } from '@/lib/providers/question'
import { takeRate } from '@/lib/providers/take-rate'
import { abandoned, failed, replied, tooLong, type UnderWay } from './call-end'
import { endRun, type RunContext } from './run-context'
import { showSlot } from './study-text'
import { noteWaiting, waitAtGate } from './wait'
import { worstCaseOf } from './worst-case'

/** How much more room a model gets that was cut, once. */
const MORE_ROOM = 2

type Held = { slot: ModelSlot; lease: string }

/** How one call of a slot ended: its slot is settled, or it is asked again. */
type Next = 'settled' | 'again' | 'released'

/** Asks a model about one slot that was claimed, until it is finished, or is to be left to another time. */
export async function askSlot(context: RunContext, held: Held): Promise<void> {
  let room = held.slot.wasCut ? MORE_ROOM : 1
  for (let next: Next = 'again'; next === 'again'; room = MORE_ROOM) {
    await waitAtGate(context)
    if (context.isEnding) return giveUp(context, held)
    next = await callOnce(context, held, room)
  }
}

async function giveUp({ seat }: RunContext, { slot, lease }: Held): Promise<void> {
  await releaseSlots(seat, lease, [slot.id])
}

async function callOnce(context: RunContext, held: Held, room: number): Promise<Next> {
  const { settings, provider, text, signal } = context
  const request = buildRequest(showSlot(text, held.slot), settings, randomBytes(16).toString('hex'))
  const set = { ...settings.parameters, maxTokens: settings.parameters.maxTokens * room }
  const parameters = sentParameters(provider, settings.model, set)
  const price = await context.price()
  const worst = worstCaseOf(request, parameters, price)
  const giveBack = await takeRate(provider, worst.tokens, signal)
  let isBack: Promise<void> | undefined
  const leave = () => {
    isBack ??= giveBack()
    return isBack
  }
  try {
    const { messages, schema } = request
    const begun = await beginCall(context.seat, {
      assignmentId: held.slot.id,
      lease: held.lease,
      seconds: context.seconds,
      messages,
      parameters: { ...parameters, answer: settings.answer, reason: settings.reason },
      model: settings.model,
      tokens: worst.tokens,
      nanos: worst.nanos === null ? null : String(worst.nanos),
    })
    if (begun.outcome === 'begun') {
      const under = { ...begun, assignmentId: held.slot.id, lease: held.lease, price }
      const question = { messages, model: settings.model, parameters, schema }
      return await callOut(context, under, { request, question, leave, mayAskAgain: room === 1 })
    }
    if (begun.outcome !== 'budget') return await notBegun(context, held, begun.outcome)
    await leave()
    return await atBudget(context, held)
  } finally {
    await leave()
  }
}

async function notBegun(context: RunContext, held: Held, why: 'lost' | 'idle' | 'off' | 'forbidden'): Promise<Next> {
  if (why === 'lost') return 'released'
  await endRun(context, why === 'idle' ? null : { status: 'PAUSED', problem: BARRED[why](context.provider) })
  await giveUp(context, held)
  return 'released'
}

/** What is to be done before the provider is asked again. */
const BARRED = {
  off: ({ name }: Named) => `${name} was switched off. Go on once an admin has switched it on, on the page Providers.`,
  forbidden: ({ name }: Named) =>
    `Whoever began this run may not use ${name} any more. Somebody who may can let it go on; an admin says who may.`,
}
type Named = { name: string }

/** What is out may cost less than its worst case: only when nothing is, the budget is at its end. */
async function atBudget(context: RunContext, held: Held): Promise<Next> {
  if (context.calls > 0) {
    await new Promise<void>((resolve) => context.onEnd.add(resolve))
    return 'again'
  }
  await endRun(context, { status: 'STOPPED', problem: BUDGET_SPENT })
  await giveUp(context, held)
  return 'released'
}

const BUDGET_SPENT =
  'The next call could cost more than what is left of the budget. Raise the budget to go on; what was judged stands.'

type Out = { request: ModelRequest; question: Question; leave: () => Promise<void>; mayAskAgain: boolean }
type Begun = Omit<UnderWay, 'elapsedMs'> & { price: ModelPrice | null }

/** The call itself, and what is written down of it. */
async function callOut(context: RunContext, begun: Begun, out: Out): Promise<Next> {
  const [sent, since] = [performance.now(), context.gate.since()]
  context.calls++
  try {
    const asked = await askModel(context.provider, out.question, context.signal)
    // The provider is free for the next one while this is written down.
    const left = out.leave()
    const under = { ...begun, elapsedMs: performance.now() - sent }
    const [next, ended] = await settle(context, { ...under, since }, asked, out)
    await Promise.all([left, write(context, ended)])
    return next
  } catch (error) {
    // Broken off by whoever stops this process, or cancelled the job.
    if (context.signal.aborted) await write(context, abandoned(begun))
    throw error
  } finally {
    context.calls--
    for (const hear of context.onEnd) hear()
    context.onEnd.clear()
  }
}

async function settle(
  context: RunContext,
  under: UnderWay & { since: number },
  { reply, failure }: Awaited<ReturnType<typeof askModel>>,
  { request, mayAskAgain }: Out,
): Promise<[Next, CallEnded]> {
  if (reply) {
    context.gate.succeed()
    const read = readAnswer(reply, request.offered)
    const isFinal = read.outcome !== 'TRUNCATED' || !mayAskAgain
    return [isFinal ? 'settled' : 'again', replied(under, reply, read, isFinal)]
  }
  if (failure.kind === 'TOO_LONG') return ['settled', tooLong(under, failure)]
  if (failure.kind === 'STOP') await endRun(context, { status: 'STOPPED', problem: failure.message })
  else await noteWaiting(context, failure, under.since)
  return ['released', failed(under, failure)]
}

const FINE = ['saved', 'stored', 'gone', 'late', 'slot_lost', 'already_judged']

async function write(context: RunContext, ended: CallEnded): Promise<void> {
  const outcome = await finishCall(context.seat, ended)
  if (outcome === 'not_found') await endRun(context, { status: 'STOPPED', problem: DEACTIVATED })
  else if (!FINE.includes(outcome)) throw new Error(`A model's verdict was refused: ${outcome}`)
}

export const DEACTIVATED = 'This annotator was deactivated. Let it go on, then begin again.'
