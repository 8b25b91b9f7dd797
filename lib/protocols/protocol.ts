import type { Rng } from '@/lib/rng'
import type { ScaleTemplate } from './scale'

/** What the order of a round may depend on. */
export type OrderedItem = { prompt: string; system: string; leftIsA: boolean }

/** An option as far as a side or an outcome goes. */
export type ScoredOption = { code: string; score: number }

/**
 * What differs between the kinds of studies, as the code that serves all of them asks for it. What only one kind has, such
 * as its design and how its items are planned, stands in its folder.
 */
export type Protocol = {
  /** What is judged at a time, in a word: a pair of responses, or one. */
  shows: 'pair' | 'response'
  /** Scales that a criterion can start from. */
  scales: Readonly<Record<string, ScaleTemplate>>
  /**
   * Puts the slots of one round into the order in which they are handed out: random, and telling nothing of a system.
   * @param stream draws for this round
   * @param everyRound draws the same in each round of a pool
   */
  order: <Item extends OrderedItem>(round: readonly Item[], stream: Rng, everyRound: Rng) => Item[]
  /** Draws the side of arm A for one annotator, after it stood left `lean` times more often than right. */
  drawSide: (stream: Rng, lean: number) => boolean
  /** The side of arm A in the next slot of an item, and when the item comes again. */
  nextSide: (leftIsA: boolean) => boolean
  /** A canonical option's code as an annotator sees it; its own inverse. */
  asPresented: (code: string, leftIsA: boolean, options: readonly ScoredOption[]) => string
  /** What an option comes to in figures and files: win, tie and loss of arm A, or the option itself. */
  outcomeOf: (option: ScoredOption) => string
}
