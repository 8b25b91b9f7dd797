import { kaplanMeier, medianTime, type Survival, survivalAt } from '@/lib/stats/conversation/kaplan-meier'
import { type FirstFailure, firstFailure } from '@/lib/stats/conversation/turn-failures'
import { mapEstimate } from '@/lib/stats/estimate'
import { pairedMeanDifference } from '@/lib/stats/rating/paired-difference'
import { outcomeShares, shareOf } from '@/lib/stats/shares'
import { signTest } from '@/lib/stats/sign-test'
import { perStudy } from './per-study'
import type { RatedStudy } from './rated-study'
import { bothOf, ofSystem, scoresOf, withLimits } from './ratings'
import { countScores } from './study'
import type { Args, Compute, Family } from './types'

type OfTurns = Compute<RatedStudy>

/** Counts of options by system, conversation and turn, turns from 1. */
const turnsOf = perStudy((study: RatedStudy) => {
  const turns = study.systems.map(() => study.prompts.map((): number[][] => []))
  for (const { system, prompt, turn, option } of study.ratings) {
    const own = turns[system]?.[prompt] as number[][]
    while (own.length < turn) own.push(study.options.map(() => 0))
    const counts = own[turn - 1] as number[]
    counts[option] = (counts[option] as number) + 1
  }
  return turns
})

function conversationsOf(study: RatedStudy, { system }: Args): number[][][] {
  return turnsOf(study)[study.systems.indexOf(system ?? '')] ?? []
}

function failures(study: RatedStudy, args: Args): FirstFailure[] {
  return conversationsOf(study, args).flatMap(
    (turns) => firstFailure(turns.map((counts, k) => [k + 1, counts] as const)) ?? [],
  )
}

function survival(pick: (at: Survival) => unknown): OfTurns {
  return (study, args) =>
    mapEstimate(kaplanMeier(failures(study, args)), (steps) => pick(survivalAt(steps, args.t as number)))
}

function atTurn(study: RatedStudy, args: Args): number[] {
  const rows = conversationsOf(study, args).flatMap((turns) => [turns[(args.turn ?? 0) - 1] ?? []])
  return study.options.map((_, option) => rows.reduce((sum, counts) => sum + (counts[option] ?? 0), 0))
}

function preferences(study: RatedStudy, [first, second]: readonly string[] = []) {
  const [one, other] = [study.systems.indexOf(first ?? ''), study.systems.indexOf(second ?? '')]
  const rows = study.preferences.filter(
    ({ low, high }) => low === Math.min(one, other) && high === Math.max(one, other),
  )
  return countScores(rows.map(({ score }) => ({ score: one < other ? score : 1 - score })))
}

/** Ratings of the turns of conversations, and preferences over whole ones. */
export const conversation: Family<RatedStudy> = {
  ...ofSystem,
  n_ratings_turns_conversations: (study, args) => {
    const rated = conversationsOf(study, args).map((turns) => turns.filter((counts) => counts.some((n) => n > 0)))
    const all = rated.flat(2).reduce((sum, n) => sum + n, 0)
    return [all, rated.flat().length, rated.filter((turns) => turns.length > 0).length]
  },
  option_counts_at_turn: atTurn,
  fail_share_at_turn_wilson: (study, args) => {
    const counts = atTurn(study, args)
    const share = shareOf(
      counts[0] ?? 0,
      counts.reduce((sum, n) => sum + n, 0),
    )
    return withLimits(share?.share, share?.interval)
  },
  first_failing_turn: (study, args) => failures(study, args).map(({ time, failed }) => (failed ? time : null)),
  turns_rated: (study, args) =>
    conversationsOf(study, args).flatMap((turns) => (turns.length > 0 ? [turns.length] : [])),
  fail_within_raw_count_conversations: (study, args) => {
    const all = failures(study, args)
    return [all.filter(({ time, failed }) => failed && time <= (args.t as number)).length, all.length]
  },
  km_survival: survival((at) => at.survival),
  km_greenwood_se: survival(({ se }) => se),
  km_ci_plain: survival(({ plain }) => plain),
  km_ci_loglog: survival(({ logLog }) => logLog),
  km_median_first_fail: (study, args) => mapEstimate(kaplanMeier(failures(study, args)), medianTime),
  paired_mean_difference_ci_t: (study, { pair }) => {
    const found = pairedMeanDifference(...bothOf(study, pair), scoresOf(study))
    return found.defined ? withLimits(found.value.mean, found.value.interval) : withLimits(undefined, null)
  },
  preference_counts_win_tie_loss: (study, { pair }) => {
    const { wins, ties, losses } = preferences(study, pair)
    return [wins, ties, losses]
  },
  preference_wilson_win_tie_loss: (study, { pair }) => {
    const { wins, ties, losses } = preferences(study, pair)
    const { win, tie, loss } = outcomeShares(wins, ties, losses)
    return [win, tie, loss].map((share) => share?.interval ?? null)
  },
  preference_sign_exact_p: (study, { pair }) => {
    const { wins, losses } = preferences(study, pair)
    return signTest(wins, losses).exact
  },
}
