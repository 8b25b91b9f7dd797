import type { ModelScope, ModelSettings } from '@/lib/models/design'
import { ordersOf } from '@/lib/models/slots'
import type { Protocol } from '@/lib/protocols/protocol'
import { rng } from '@/lib/rng'
import type { KeptSlot } from './plan-kept'

/** Slots of models are numbered apart from those of people, which may grow: an index of the database knows this number. */
export const FIRST_MODEL_SLOT = 1_000_000

type Item = { kind: 'REGULAR' | 'CHECK' | 'GOLD' | 'PRACTICE'; shared: boolean }

/**
 * The items that a model judges. Practice teaches it nothing. A sample is drawn from the study's seed among the regular
 * items, for models that judge as many the same, so that they can be compared.
 */
export function itemsInScope<I extends Item>(items: readonly I[], scope: ModelScope, seed: number): I[] {
  if (scope.of === 'ALL') return items.filter(({ kind }) => kind !== 'PRACTICE')
  const regular = items.filter(({ kind }) => kind === 'REGULAR')
  if (scope.of === 'SHARED') return regular.filter(({ shared }) => shared)
  const drawn = new Set(rng(seed, 'sample for models').shuffle(regular).slice(0, scope.items))
  return regular.filter((item) => drawn.has(item))
}

/** Where items that join late stand: in which amendment, and among how many regular items a sample was drawn before. */
type LateItems = { amendment: number; regularBefore: number }

/**
 * The same of items that join late. None of them is shared; of a sample's models they take the share that the sample had of
 * the items before.
 */
function lateItemsInScope<I extends Item>(
  items: readonly I[],
  scope: ModelScope,
  { seed, amendment, regularBefore }: LateItems & { seed: number },
): I[] {
  if (scope.of !== 'SAMPLE') return itemsInScope(items, scope, seed)
  const share = Math.min(1, scope.items / Math.max(1, regularBefore))
  const drawn = rng(seed, `sample for models of amendment ${amendment}`).shuffle(items)
  const taken = new Set(drawn.slice(0, Math.round(share * items.length)))
  return items.filter((item) => taken.has(item))
}

type ModelPlan<I> = {
  protocol: Pick<Protocol, 'drawSide' | 'nextSide' | 'shows'>
  seed: number
  code: string
  /** Which of the study's models this is, from 0. */
  nth: number
  items: readonly I[]
  asking: Pick<ModelSettings, 'orders' | 'repeats' | 'scope'>
}

/** A slot kept for a model. */
export type ModelSlotPlan = KeptSlot & { repeat: number }

/**
 * Plans what one model is asked, item by item in a random order: both orders of an item after one another, so that what a
 * budget ends is whole pairs; repeats only once everything was asked. Nothing is kept between calls, so that an order tells
 * the model nothing.
 */
export function planModelSlots<I extends Item & { itemId: string }>(plan: ModelPlan<I>): Generator<ModelSlotPlan> {
  return planAsked({ ...plan, items: itemsInScope(plan.items, plan.asking.scope, plan.seed) }, '', 0)
}

/** Plans the same over items that join late, once all that it is asked before was asked: from `firstDue` on. */
export function planLateModelSlots<I extends Item & { itemId: string }>({
  firstDue,
  ...plan
}: ModelPlan<I> & LateItems & { firstDue: number }): Generator<ModelSlotPlan> {
  const items = lateItemsInScope(plan.items, plan.asking.scope, plan)
  return planAsked({ ...plan, items }, ` in amendment ${plan.amendment}`, firstDue)
}

function* planAsked<I extends { itemId: string }>(
  { protocol, seed, code, nth, items, asking }: ModelPlan<I>,
  draw: string,
  firstDue: number,
): Generator<ModelSlotPlan> {
  const order = rng(seed, `order for ${code}${draw}`).shuffle(items)
  const sides = rng(seed, `sides for ${code}${draw}`)
  let lean = 0
  const first = order.map(() => {
    const leftIsA = protocol.drawSide(sides, lean)
    lean += leftIsA ? 1 : -1
    return leftIsA
  })
  const orders = ordersOf(asking, protocol.shows === 'response')
  let due = firstDue
  for (let repeat = 0; repeat <= asking.repeats; repeat++)
    for (const [place, { itemId }] of order.entries())
      for (let way = 0; way < orders; way++) {
        const leftIsA = way === 0 ? (first[place] as boolean) : protocol.nextSide(first[place] as boolean)
        yield { itemId, slot: FIRST_MODEL_SLOT + 2 * nth + way, repeat, leftIsA, due, rank: due++ }
      }
}
