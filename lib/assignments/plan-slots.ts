import type { OrderedItem, Protocol } from '@/lib/protocols/protocol'
import { rng } from '@/lib/rng'

/** Slots that one group keeps for itself, or (key '') anybody's: how many of each item. */
export type Pool = { key: string; overlap: number; takesShared: boolean }

/** What the plan must know of an item. */
export type PoolItem = { position: number; prompt: string; systemA: string; shared: boolean; startsLeft: boolean }

/** One slot of the plan: which item, which of its slots, of which pool, when it comes and which arm stands left. */
export type PlannedSlot = {
  item: number
  slot: number
  pool: string
  rank: number
  leftIsA: boolean
  /** On a first judgment that is to be repeated: after how many more of the annotator's judgments; else null. */
  repeatAfter: number | null
  /** Which arm stands left when it is repeated. */
  repeatLeftIsA: boolean
}

/** A repeat comes after this many other judgments at least, and at most as many again. */
const REPEAT_AFTER = 10

type Plan = {
  protocol: Pick<Protocol, 'order' | 'nextSide'>
  seed: number
  items: readonly PoolItem[]
  pools: readonly Pool[]
  repeatShare: number
}

/**
 * Plans the pools of a study in rounds, so that within a pool each item is judged once before any is judged twice.
 * Shared items are in pools of groups that do not judge the shared set only. Within an item the sides differ by at most
 * one; along the ranks of a pool they come in a random order in which any stretch has about as many of each, so that
 * whoever works through it sees either side about as often, and cannot tell what comes next.
 * @returns rounds of slots, each in rank order; the same for the same plan
 */
export function* planSlots({ protocol, seed, items, pools, repeatShare }: Plan): Generator<PlannedSlot[]> {
  const slotsSoFar = new Map<number, number>()
  for (const { key, overlap, takesShared } of pools) {
    const eligible = items.filter(({ shared }) => takesShared || !shared)
    for (let round = 0; round < overlap; round++) {
      const entries = eligible.map(({ position, startsLeft, prompt, systemA }) => {
        const slot = slotsSoFar.get(position) ?? 0
        slotsSoFar.set(position, slot + 1)
        const leftIsA = slot % 2 === 0 ? startsLeft : protocol.nextSide(startsLeft)
        return { item: position, slot, leftIsA, prompt, system: systemA }
      })
      const name = `round ${round} of pool ${key}`
      yield planRound({ protocol, seed, name, pool: key, firstRank: round * eligible.length, repeatShare }, entries)
    }
  }
}

/** How many slots a plan comes to, repeats included. */
export function countSlots({ items, pools, repeatShare }: Pick<Plan, 'items' | 'pools' | 'repeatShare'>): number {
  return pools.reduce((sum, { overlap, takesShared }) => {
    const eligible = takesShared ? items.length : items.filter(({ shared }) => !shared).length
    return sum + overlap * (eligible + Math.round(eligible * repeatShare))
  }, 0)
}

/** Slots before they have a rank. */
export type RoundEntry = Pick<PlannedSlot, 'item' | 'slot' | 'leftIsA'> & OrderedItem

/** Puts one round into a random order, and draws which of its slots are repeated. */
export function planRound(
  round: Pick<Plan, 'protocol' | 'seed' | 'repeatShare'> & { name: string; pool: string; firstRank: number },
  entries: readonly RoundEntry[],
): PlannedSlot[] {
  const { protocol, seed, name, pool, firstRank, repeatShare } = round
  const order = protocol.order(entries, rng(seed, `order of ${name}`), rng(seed, `order of pool ${pool}`))
  const { shuffle, below } = rng(seed, `repeats of ${name}`)
  const repeats = repeatShare > 0 ? new Set(shuffle(order).slice(0, Math.round(order.length * repeatShare))) : null
  return order.map((entry, index) => ({
    ...{ item: entry.item, slot: entry.slot, leftIsA: entry.leftIsA, pool },
    repeatLeftIsA: protocol.nextSide(entry.leftIsA),
    rank: firstRank + index,
    repeatAfter: repeats?.has(entry) ? REPEAT_AFTER + below(REPEAT_AFTER + 1) : null,
  }))
}
