import { createHash } from 'node:crypto'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Draws from one reproducible stream. */
export type Rng = {
  /** A whole number from 0 to `bound` − 1. */
  below: (bound: number) => number
  /** The same elements in a random order, each order equally likely. */
  shuffle: <T>(elements: readonly T[]) => T[]
}

/**
 * The stream that belongs to a seed and a purpose: the only source of randomness in a study. Streams of different
 * purposes are unrelated, so that a new use never shifts the draws of an old one.
 */
export function rng(seed: number, purpose: string): Rng {
  const hash = createHash('sha256').update(`${seed}/${purpose}`).digest()
  const generator = xoroshiro128plus(hash.readInt32LE(0))
  const below = (bound: number) => uniformInt(generator, 0, bound - 1)
  const shuffle = <T>(elements: readonly T[]): T[] => {
    const deck = [...elements]
    for (let last = deck.length - 1; last > 0; last--) {
      const pick = below(last + 1)
      ;[deck[last], deck[pick]] = [deck[pick] as T, deck[last] as T]
    }
    return deck
  }
  return { below, shuffle }
}
