import { defined, type Estimate, notDefined } from './estimate'
import { type Share, shareOf } from './shares'

/** One verdict on an item that was shown more than once. `score` is that of the pair's first system, whatever the side. */
export type ShownVerdict = { swapped: boolean; score: number }

/** What became of items the same annotator judged in both display orders. */
export type SwapCounts = {
  /** the same system, or a tie, both times */
  consistent: number
  /** what was shown first was chosen both times */
  firstTwice: number
  /** what was shown second was chosen both times */
  secondTwice: number
  /** a tie once, a system the other time */
  other: number
}

/**
 * Compares each later verdict in the other display order with the annotator's first one on that item.
 *
 * @param sequences the verdicts of one annotator on one item, in the order they were given; `swapped` says that the
 *   pair's second system was shown first
 */
export function countSwaps(sequences: Iterable<readonly ShownVerdict[]>): SwapCounts {
  const counts = { consistent: 0, firstTwice: 0, secondTwice: 0, other: 0 }
  for (const [before, ...later] of sequences) {
    for (const after of later) {
      if (!before || after.swapped === before.swapped) continue
      const [one, other] = [scoreOfFirst(before), scoreOfFirst(after)]
      if (before.score === after.score) counts.consistent++
      else if (one === 1 && other === 1) counts.firstTwice++
      else if (one === 0 && other === 0) counts.secondTwice++
      else counts.other++
    }
  }
  return counts
}

/**
 * Share of swapped repeats that gave the same verdict, with its Wilson interval. Not defined without repeats.
 *
 * @see Zheng et al. (2023) MT-Bench, arXiv 2306.05685, section 3.3: consistency
 */
export function swapConsistency({ consistent, firstTwice, secondTwice, other }: SwapCounts): Estimate<Share> {
  const share = shareOf(consistent, consistent + firstTwice + secondTwice + other)
  return share ? defined(share) : notDefined('Nothing was judged in both display orders.')
}

function scoreOfFirst({ swapped, score }: ShownVerdict): number {
  return swapped ? 1 - score : score
}
