import { clusteredMean, pooledMean } from '@/lib/stats/clustered-mean'
import { mapEstimate } from '@/lib/stats/estimate'
import { goodmanIntervals } from '@/lib/stats/goodman'
import { netWinOf, scoreOf, scoreSeIndependent, winRateWithoutTies } from '@/lib/stats/score'
import { outcomeShares } from '@/lib/stats/shares'
import { sisonGlazIntervals } from '@/lib/stats/sison-glaz'
import { countScores, judgmentsOfPair, type Study, totalsByPrompt } from './study'
import type { Args, Family } from './types'

function counts(study: Study, args: Args) {
  return countScores(judgmentsOfPair(study, args.pair ?? []))
}

function shares(study: Study, args: Args) {
  const { wins, ties, losses } = counts(study, args)
  return outcomeShares(wins, ties, losses)
}

function triple(study: Study, args: Args): [number, number, number] {
  const { wins, ties, losses } = counts(study, args)
  return [wins, ties, losses]
}

function ofPair(study: Study, args: Args) {
  return clusteredMean(totalsByPrompt(judgmentsOfPair(study, args.pair ?? [])))
}

/**
 * Where all prompts have the same mean, the formula gives an interval without width. We show none there; the reference
 * values leave it out only where all judgments are the same.
 */
function clusteredInterval(study: Study, args: Args) {
  const { wins, ties, losses } = counts(study, args)
  const differ = [wins, ties, losses].filter((count) => count > 0).length > 1
  return mapEstimate(ofPair(study, args), ({ mean, interval }) => interval ?? (differ ? [mean, mean] : null))
}

/** Every judgment with the system, scored from its side; of one category of prompts where one is named. */
function ofSystem(study: Study, args: Args) {
  const system = study.systems.indexOf(args.system ?? '')
  const rows = study.judgments.filter(
    ({ low, high, prompt }) =>
      (low === system || high === system) &&
      (args.category === undefined || study.prompts[prompt]?.category === args.category),
  )
  return rows.map(({ prompt, low, score }) => ({ prompt, score: low === system ? score : 1 - score }))
}

/** Shares, scores and their intervals, per pair and per system. */
export const rates: Family = {
  counts_win_tie_loss: triple,
  win_wilson: (study, args) => shares(study, args).win?.interval ?? null,
  tie_wilson: (study, args) => shares(study, args).tie?.interval ?? null,
  loss_wilson: (study, args) => shares(study, args).loss?.interval ?? null,
  goodman: (study, args) => goodmanIntervals(triple(study, args)),
  sison_glaz: (study, args) => sisonGlazIntervals(triple(study, args)),
  score: (study, args) => scoreOf(counts(study, args)),
  score_se_iid: (study, args) => scoreSeIndependent(counts(study, args)),
  score_se_cluster: (study, args) => mapEstimate(ofPair(study, args), ({ se }) => se),
  score_ci_cluster_t: clusteredInterval,
  net_win: (study, args) => netWinOf(counts(study, args)),
  win_excl_ties: (study, args) => mapEstimate(winRateWithoutTies(counts(study, args)), ({ share }) => share),
  win_excl_ties_wilson: (study, args) =>
    mapEstimate(winRateWithoutTies(counts(study, args)), ({ interval }) => interval),
  system_score: (study, args) => pooledMean(totalsByPrompt(ofSystem(study, args))),
  system_score_n: (study, args) => ofSystem(study, args).length,
  system_score_se_cluster: (study, args) =>
    mapEstimate(clusteredMean(totalsByPrompt(ofSystem(study, args))), ({ se }) => se),
  system_category_score: (study, args) => {
    const rows = ofSystem(study, args)
    return [pooledMean(totalsByPrompt(rows)), rows.length]
  },
}
