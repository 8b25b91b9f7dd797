import { rng } from '@/lib/rng'

/** One slot of the plan: which item, which of its k slots, when it comes and which arm stands left. */
export type PlannedSlot = { item: number; slot: number; rank: number; leftIsA: boolean }

/**
 * Plans all slots of a study: every item `overlap` times, in rounds, so that each item is judged once before any is
 * judged twice. Within an item the sides differ by at most one; along the ranks every two neighbours hold one slot of
 * each side, in random order, so that whoever works through a stretch of them sees either side as often, and cannot
 * tell what comes next.
 * @param plan.items number of items, numbered from 0
 * @returns slots in rank order; the same for the same seed, items and overlap
 */
export function planSlots(plan: { seed: number; items: number; overlap: number }): PlannedSlot[] {
  const { seed, items, overlap } = plan
  const drawn = rng(seed, 'sides').shuffle(Array.from({ length: items }, (_, item) => item))
  // The first half of a random order starts with A on the left, the rest with B; each round swaps.
  const startsLeft = new Set(drawn.slice(0, Math.ceil(items / 2)))
  const slots: PlannedSlot[] = []
  for (let slot = 0; slot < overlap; slot++) {
    const leftIsA = (item: number) => startsLeft.has(item) === (slot % 2 === 0)
    for (const item of balancedOrder(drawn, leftIsA, rng(seed, `order of round ${slot}`)))
      slots.push({ item, slot, rank: slots.length, leftIsA: leftIsA(item) })
  }
  return slots
}

/** A random order in which elements 0 and 1, 2 and 3, … are one of each side, as far as both sides reach. */
function balancedOrder(
  items: number[],
  leftIsA: (item: number) => boolean,
  { shuffle }: ReturnType<typeof rng>,
): number[] {
  const left = shuffle(items.filter(leftIsA))
  const right = shuffle(items.filter((item) => !leftIsA(item)))
  const order: number[] = []
  for (let block = 0; block < Math.max(left.length, right.length); block++)
    order.push(...shuffle([...left.slice(block, block + 1), ...right.slice(block, block + 1)]))
  return order
}
