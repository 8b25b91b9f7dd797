import { asymptoticSequence } from '@/lib/stats/asymptotic-sequence'
import { type ConfidenceSequence, firstExclusion } from '@/lib/stats/confidence-sequence'
import { empiricalBernsteinSequence } from '@/lib/stats/empirical-bernstein-sequence'
import { hedgedBettingSequence, hedgedCapital } from '@/lib/stats/hedged-betting-sequence'
import { normalMixtureSequence } from '@/lib/stats/normal-mixture-sequence'
import { firstPairOf, judgmentsOfPair, type Study, totalsByPrompt } from './study'
import type { Compute, Family } from './types'

/** Mean score of each prompt of a pair, the first unless one is named; prompts in order of first appearance. */
function scoresOf(study: Study, pair: readonly string[] = firstPairOf(study) ?? []): number[] {
  return totalsByPrompt(judgmentsOfPair(study, pair)).map(({ n, total }) => total / n)
}

function at(sequence: (x: number[]) => ConfidenceSequence): Compute {
  return (study, { pair, t = [] }) => {
    const limits = sequence(scoresOf(study, pair))
    return [t].flat().map((count) => limits[count - 1])
  }
}

/** Confidence sequences on the prompts of a pair. */
export const sequential: Family = {
  input_x: (study, { pair }) => scoresOf(study, pair),
  normal_mixture_cs_topt100_alpha05: at((x) => normalMixtureSequence(x)),
  empirical_bernstein_cs_alpha05: at((x) => empiricalBernsteinSequence(x)),
  hedged_betting_cs_grid1000_running_intersection_alpha05: at((x) => hedgedBettingSequence(x)),
  asymptotic_cs_topt100_alpha05: at((x) => asymptoticSequence(x)),
  hedged_capital_at_end: (study, { pair, m = [] }) => m.map((mean) => hedgedCapital(scoresOf(study, pair), mean)),
  first_t_excluding_half: (study, { pair }) => {
    const x = scoresOf(study, pair)
    return {
      normal_mixture: firstExclusion(normalMixtureSequence(x)),
      empirical_bernstein: firstExclusion(empiricalBernsteinSequence(x)),
      hedged: firstExclusion(hedgedBettingSequence(x)),
      asymptotic: firstExclusion(asymptoticSequence(x)),
    }
  },
}
