import type { Protocol } from '@/lib/protocols/protocol'
import { rng } from '@/lib/rng'

/** An item that each annotator of some groups judges: shared, check, gold or practice. */
export type KeptItem = {
  itemId: string
  position: number
  kind: 'REGULAR' | 'CHECK' | 'GOLD' | 'PRACTICE'
  /** How many more of those who have it already were given arm A on the left than on the right. */
  lean: number
  /** The number its next kept slot gets. */
  slot: number
}

/** A slot kept for one annotator, due once they have done `due` others. */
export type KeptSlot = { itemId: string; slot: number; leftIsA: boolean; due: number; rank: number }

/** Kept slots are numbered apart from those of the pools, which may grow: `submit_verdict` numbers below. */
export const FIRST_KEPT_SLOT = 10_000

/** Practice comes before everything else. */
const PRACTICE_DUE = -1000

/** Where nothing is known of how much an annotator will do, every other pair is a kept one until there are none left. */
const DEFAULT_GAP = 2

type KeptPlan = {
  protocol: Pick<Protocol, 'drawSide' | 'nextSide'>
  seed: number
  code: string
  items: readonly KeptItem[]
  workload: number | null
}

/**
 * Plans what one annotator judges because everybody does: practice first, in the design's order; the rest in an order
 * of their own, spread over their work and mixed in with it. An item that has stood one way more often stands the other
 * way for them, so that its sides differ by at most one; of the others it is drawn.
 * @param plan.workload judgments this annotator is expected to give in all, or null when nobody can tell
 */
export function planKept(plan: KeptPlan) {
  const { protocol, seed, code, items, workload } = plan
  const { shuffle, below } = rng(seed, `kept for ${code}`)
  const practice = items.filter(({ kind }) => kind === 'PRACTICE').sort((a, b) => a.position - b.position)
  const mixed = shuffle(items.filter(({ kind }) => kind !== 'PRACTICE'))
  const gap = workload === null ? DEFAULT_GAP : Math.max(1, Math.floor(workload / Math.max(1, mixed.length)))
  const slots = [
    ...practice.map((item, index) => ({ item, due: PRACTICE_DUE + index, rank: index })),
    ...mixed.map((item, index) => ({ item, due: index * gap + below(gap), rank: index })),
  ]
  const sides = rng(seed, `sides kept for ${code}`)
  let lean = 0
  return slots.map(({ item: { itemId, slot, lean: before }, due, rank }): KeptSlot => {
    const leftIsA = before === 0 ? protocol.drawSide(sides, lean) : protocol.nextSide(before > 0)
    lean += leftIsA ? 1 : -1
    return { itemId, slot, leftIsA, due, rank }
  })
}
