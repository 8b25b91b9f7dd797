import { rng } from '@/lib/rng'

/** An item that each annotator of some groups judges: shared, check, gold or practice. */
export type KeptItem = {
  itemId: string
  position: number
  kind: 'REGULAR' | 'CHECK' | 'GOLD' | 'PRACTICE'
  startsLeft: boolean
  /** How many annotators have it already. */
  earlier: number
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

/**
 * Plans what one annotator judges because everybody does: practice first, in the design's order; the rest in an order
 * of their own, spread over their work and mixed in with it. Sides alternate from annotator to annotator within an
 * item, so that they differ by at most one.
 * @param plan.workload judgments this annotator is expected to give in all, or null when nobody can tell
 */
export function planKept(plan: { seed: number; code: string; items: readonly KeptItem[]; workload: number | null }) {
  const { seed, code, items, workload } = plan
  const { shuffle, below } = rng(seed, `kept for ${code}`)
  const practice = items.filter(({ kind }) => kind === 'PRACTICE').sort((a, b) => a.position - b.position)
  const mixed = shuffle(items.filter(({ kind }) => kind !== 'PRACTICE'))
  const gap = workload === null ? DEFAULT_GAP : Math.max(1, Math.floor(workload / Math.max(1, mixed.length)))
  return [
    ...practice.map((item, index) => keep(item, PRACTICE_DUE + index, index)),
    ...mixed.map((item, index) => keep(item, index * gap + below(gap), index)),
  ]
}

function keep({ itemId, slot, earlier, startsLeft }: KeptItem, due: number, rank: number): KeptSlot {
  return { itemId, slot, leftIsA: startsLeft === (earlier % 2 === 0), due, rank }
}
