import { type ClusterTotal, sumByCluster } from './clustered-mean'
import { defined, type Estimate, notDefined } from './estimate'
import { type Share, shareOf } from './shares'

/** Decided judgments between responses of unequal length: how many chose the longer. */
export type LengthCounts = { longer: number; shorter: number }

/**
 * Counts decided judgments by whether they chose the longer response. Ties and responses of equal length are left out.
 *
 * @param judgments `score` is that of `first`; lengths in any one unit
 */
export function countLengths(
  judgments: Iterable<{ score: number; firstLength: number; secondLength: number }>,
): LengthCounts {
  const counts = { longer: 0, shorter: 0 }
  for (const { score, firstLength, secondLength } of judgments) {
    if (score === 0.5 || firstLength === secondLength) continue
    if (firstLength > secondLength === (score === 1)) counts.longer++
    else counts.shorter++
  }
  return counts
}

/**
 * Share of decided judgments for the longer response, with its Wilson interval. An association: the longer response may
 * be the better one. Not defined when lengths never differed in a decided judgment.
 */
export function longerRate({ longer, shorter }: LengthCounts): Estimate<Share> {
  const share = shareOf(longer, longer + shorter)
  return share ? defined(share) : notDefined('No decided judgment was between responses of unequal length.')
}

/**
 * Score of the longer response, a tie counting half, over judgments between responses of unequal length: totals by
 * prompt for `meanByCluster`, which gives the mean its interval. Unlike `longerRate` it does not depend on how often ties
 * are said.
 *
 * @param judgments `score` is that of `first`; prompts are numbered from 0
 */
export function longerTotals(
  judgments: Iterable<{ prompt: number; score: number; firstLength: number; secondLength: number }>,
): ClusterTotal[] {
  const totals: ClusterTotal[] = []
  const prompts: number[] = []
  for (const { prompt, score, firstLength, secondLength } of judgments) {
    if (firstLength === secondLength) continue
    prompts.push(prompt)
    totals.push({ n: 1, total: firstLength > secondLength ? score : 1 - score })
  }
  return sumByCluster(totals, prompts)
}

/** Length of one response against another's, (a − b) / (a + b), in [−1, 1]; 0 when both are empty. Covariate of the length effect. */
export function relativeLength(a: number, b: number): number {
  return a + b === 0 ? 0 : (a - b) / (a + b)
}
