import { defined, type Estimate, notDefined } from './estimate'
import { scoreOf } from './score'
import { type Share, shareOf } from './shares'
import { signTest } from './sign-test'

/** How often the response shown first was preferred. */
export type FirstPosition = {
  /** share of decided judgments that chose the first, with its Wilson interval */
  rate: Share
  /** exact two-sided p-value against ½ */
  p: number
  /** score of the first position, ties counted half */
  score: number
}

/**
 * Preference for the position: of decided judgments, the share that chose what was shown first. ½ is no bias only where
 * sides were balanced or random. Treats judgments as independent: `clusteredMean` of the position's score gives an
 * interval that does not.
 *
 * @param chosen judgments that chose the first, the second, and neither
 * @returns not defined when nothing was decided
 * @see Zheng et al. (2023) MT-Bench, arXiv 2306.05685, section 3.3, on the position bias of LLM judges
 */
export function firstPositionRate(chosen: { first: number; second: number; ties: number }): Estimate<FirstPosition> {
  const rate = shareOf(chosen.first, chosen.first + chosen.second)
  const score = scoreOf({ wins: chosen.first, ties: chosen.ties, losses: chosen.second })
  if (!rate || !score.defined) return notDefined('No judgment preferred either response.')
  return defined({ rate, p: signTest(chosen.first, chosen.second).exact, score: score.value })
}
