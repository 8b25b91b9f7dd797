import type { Rng } from '@/lib/rng'

// Which response stands left. Whoever recognises the answers of one system knows that system's past sides, so that a side
// which follows from the past tells who is who. Every draw here therefore stays close to even, whatever came before; what
// pulls it toward the side that was rarer is this weak. Why, and how even it is: docs/decisions/0032.

/** By how much the chance of a side is less than even while it is ahead: in a thousand. */
const PULL = 40
/** The same where what is left to place pulls as well. */
const PULL_IN_ORDER = 30

/** Draws whether arm A stands left, after it stood left `lean` times more often than right. */
export function drawSide({ below }: Rng, lean: number): boolean {
  return below(1000) < 500 - PULL * Math.sign(lean)
}

/** Draws `count` sides, one after the other: on the whole about as many of each. */
export function walkSides(count: number, stream: Rng): boolean[] {
  let lean = 0
  return Array.from({ length: count }, () => {
    const isLeft = drawSide(stream, lean)
    lean += isLeft ? 1 : -1
    return isLeft
  })
}

/** A random order of what has its side already, in which any stretch has about as many of each as the whole. */
export function orderBySides<T extends { leftIsA: boolean }>(entries: readonly T[], { shuffle, below }: Rng): T[] {
  const left = shuffle(entries.filter(({ leftIsA }) => leftIsA))
  const right = shuffle(entries.filter(({ leftIsA }) => !leftIsA))
  const order: T[] = []
  for (let lean = 0; left.length > 0 && right.length > 0; ) {
    const chance = (1000 * left.length) / (left.length + right.length) - PULL_IN_ORDER * Math.sign(lean)
    const isLeft = below(1_000_000) < 1000 * chance
    order.push((isLeft ? left : right).pop() as T)
    lean += isLeft ? 1 : -1
  }
  return [...order, ...left, ...right]
}
