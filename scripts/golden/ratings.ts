import { holmAdjusted } from '@/lib/stats/adjust-p-values'
import { resampledMean } from '@/lib/stats/bootstrap-mean'
import { mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import { signedRankTest } from '@/lib/stats/rank/signed-rank-test'
import { fitCumulativeLogit } from '@/lib/stats/rating/cumulative-logit'
import { majorityTable } from '@/lib/stats/rating/majority-table'
import { meanScore } from '@/lib/stats/rating/mean-score'
import { countOptions, indicator, type OptionCounts, poolOptions, totalScores } from '@/lib/stats/rating/option-counts'
import { optionShares } from '@/lib/stats/rating/option-shares'
import {
  type PairedMean,
  pairedDifferences,
  pairedMeanDifference,
  pairedShareDifferences,
} from '@/lib/stats/rating/paired-difference'
import { pairedSuperiority, type Superiority, superiority } from '@/lib/stats/rating/superiority'
import { countMultiplicities, summariseReplicates } from '@/lib/stats/resampling'
import { perStudy } from './per-study'
import type { RatedStudy } from './rated-study'
import type { Args, Case, Compute, Family } from './types'

type OfRatings = Compute<RatedStudy>

/** Scores of the options, worst first. */
export const scoresOf = ({ options }: RatedStudy) => options.map(({ score }) => score)

/** Ratings of a system counted by prompt; of one category of prompts where one is named. */
function countsOf(study: RatedStudy, { system, category }: Pick<Args, 'system' | 'category'>): number[][] {
  const wanted = study.systems.indexOf(system ?? '')
  const rows = study.ratings.filter(
    (rating) =>
      rating.system === wanted && (category === undefined || study.prompts[rating.prompt]?.category === category),
  )
  return countOptions(rows, { prompts: study.prompts.length, options: study.options.length })
}

/** The ratings of a system: counts, shares and mean score. */
export const ofSystem: Family<RatedStudy> = {
  option_counts: (study, args) => poolOptions(countsOf(study, args)),
  option_share_wilson: shares(({ interval }) => interval),
  option_share_ci_cluster_t: shares(({ clustered }) => clustered),
  mean_score: (study, args) => mapEstimate(meanScore(countsOf(study, args), scoresOf(study)), ({ mean }) => mean),
  mean_score_ci_t: (study, args) =>
    mapEstimate(meanScore(countsOf(study, args), scoresOf(study)), ({ independent }) => independent),
  mean_score_ci_cluster_t: (study, args) => {
    const mean = valueOrNull(meanScore(countsOf(study, args), scoresOf(study)))
    return withLimits(mean?.mean, mean?.interval)
  },
}

function shares(pick: (share: { interval: unknown; clustered: unknown }) => unknown): OfRatings {
  return (study, args) => {
    const found = optionShares(countsOf(study, args))
    return study.options.map((_, option) => (found.defined && found.value[option] ? pick(found.value[option]) : null))
  }
}

/** An estimate with its limits; it stands where they do not. */
export function withLimits(estimate: number | undefined, interval: readonly [number, number] | null | undefined) {
  return [estimate ?? null, interval?.[0] ?? null, interval?.[1] ?? null]
}

/** Counts of the two systems of a pair. */
export function bothOf(study: RatedStudy, pair: readonly string[] = []): [OptionCounts, OptionCounts] {
  return [countsOf(study, { system: pair[0] ?? '' }), countsOf(study, { system: pair[1] ?? '' })]
}

function paired(pick: (mean: PairedMean) => unknown): OfRatings {
  return (study, { pair }) => mapEstimate(pairedMeanDifference(...bothOf(study, pair), scoresOf(study)), pick)
}

function differences(study: RatedStudy, pair: readonly string[] = []): number[] {
  return pairedDifferences(...bothOf(study, pair), scoresOf(study))
}

function signedRank(pick: (test: SignedRank) => unknown): OfRatings {
  return (study, { pair }) => mapEstimate(signedRankTest(differences(study, pair)), pick)
}
type SignedRank = Extract<ReturnType<typeof signedRankTest>, { defined: true }>['value']

function unpaired(pick: (found: Superiority) => unknown): OfRatings {
  return (study, { pair }) => {
    const [one, other] = bothOf(study, pair)
    return mapEstimate(superiority(poolOptions(one), poolOptions(other)), pick)
  }
}

/** Adjusts the p-values of all pairs, those without one left out. */
function adjusted(pOf: (study: RatedStudy, pair: readonly string[]) => number | null): OfRatings {
  return (study, { order = [] }) => holmAdjusted(order.map((pair) => pOf(study, pair)))
}

const ofPair: Family<RatedStudy> = {
  paired_n_prompts: (study, { pair }) => differences(study, pair).length,
  paired_mean_difference: paired(({ mean }) => mean),
  paired_mean_difference_ci_t: paired(({ interval }) => interval),
  paired_mean_difference_t_p: paired(({ p }) => p),
  paired_share_difference_ci_t: (study, { pair }) => {
    const found = valueOrNull(pairedShareDifferences(...bothOf(study, pair)))
    return study.options.map((_, option) => withLimits(found?.[option]?.mean, found?.[option]?.interval))
  },
  wilcoxon_w_plus_n: signedRank(({ positive, n }) => [positive, n]),
  wilcoxon_exact_p: signedRank(({ exact }) => exact),
  wilcoxon_normal_p: signedRank(({ normal }) => normal),
  wilcoxon_normal_cc_p: signedRank(({ corrected }) => corrected),
  wilcoxon_pratt_normal_p: signedRank(({ pratt }) => pratt),
  mcnemar_majority_table: (study, { pair }) => {
    const { both, firstOnly, secondOnly, neither } = majorityTable(...bothOf(study, pair))
    return [
      [both, firstOnly],
      [secondOnly, neither],
    ]
  },
  mcnemar_majority_exact_p: (study, { pair }) => majorityTable(...bothOf(study, pair)).p,
  superiority: unpaired((found) => found.superiority),
  mann_whitney_normal_p: unpaired(({ mannWhitneyP }) => mannWhitneyP),
  brunner_munzel_se_df_p: unpaired(({ brunnerMunzel: test }) => test && [test.se, test.df, test.p]),
  superiority_ci_brunner_munzel: unpaired(({ brunnerMunzel: test }) => test?.interval),
  paired_superiority_ci_t: (study, { pair }) => {
    const found = valueOrNull(pairedSuperiority(...bothOf(study, pair)))
    return withLimits(found?.mean, found?.interval)
  },
  holm_over_pairs_paired_t: adjusted(
    (study, pair) => valueOrNull(pairedMeanDifference(...bothOf(study, pair), scoresOf(study)))?.p ?? null,
  ),
  holm_over_pairs_wilcoxon_exact: adjusted(
    (study, pair) => valueOrNull(signedRankTest(differences(study, pair)))?.exact ?? null,
  ),
}

const promptsOf = perStudy((study: RatedStudy) =>
  [...new Set(study.ratings.map(({ prompt }) => prompt))].sort((a, b) => a - b),
)

type Replicates = (study: RatedStudy, args: Args, cases: readonly Case[]) => (number | null)[]

/** The mean over each resample of one total per prompt. */
function replicates(totals: (study: RatedStudy, args: Args) => { n: number; total: number }[]): Replicates {
  return (study, args, cases) => {
    const all = totals(study, args)
    const used = promptsOf(study).map((prompt) => all[prompt] as { n: number; total: number })
    const lists = (cases.find(({ stat }) => stat === 'bootstrap_resamples')?.expected ?? []) as number[][]
    return lists.map((list) => resampledMean(used, countMultiplicities(list, used.length)))
  }
}

function both(name: string, of: Replicates): Family<RatedStudy> {
  return {
    [`${name}_replicates`]: of,
    [`${name}_percentile_ci95`]: (...given) =>
      mapEstimate(summariseReplicates(of(...given)), ({ interval }) => interval),
  }
}

const resampled: Family<RatedStudy> = {
  bootstrap_prompts: (study) => promptsOf(study).map((prompt) => study.prompts[prompt]?.id),
  bootstrap_resamples: (study, _args, cases) => {
    const size = promptsOf(study).length
    const lists = (cases.find(({ stat }) => stat === 'bootstrap_resamples')?.expected ?? []) as number[][]
    return lists.map((list) => list.map((k) => (k < size && list.length === size ? k : null)))
  },
  ...both(
    'bootstrap_mean_score',
    replicates((study, args) => totalScores(countsOf(study, args), scoresOf(study))),
  ),
  ...both(
    'bootstrap_option_share',
    replicates((study, args) => {
      const option = study.options.findIndex(({ code }) => code === args.option)
      return totalScores(countsOf(study, args), indicator(option, study.options.length))
    }),
  ),
  ...both(
    'bootstrap_paired_mean_difference',
    replicates((study, { pair }) => {
      const [one, other] = bothOf(study, pair)
      return one.map((row, prompt) => {
        const [total] = pairedDifferences([row], [other[prompt] as readonly number[]], scoresOf(study))
        return total === undefined ? { n: 0, total: 0 } : { n: 1, total }
      })
    }),
  ),
}

const logit = perStudy((study: RatedStudy) => {
  const cells = new Map<string, { system: number; annotator: number; counts: number[] }>()
  for (const { system, annotator, option } of study.ratings) {
    const key = `${system}/${annotator}`
    const cell = cells.get(key) ?? { system, annotator, counts: study.options.map(() => 0) }
    cells.set(key, cell)
    cell.counts[option] = (cell.counts[option] as number) + 1
  }
  const size = { systems: study.systems.length, annotators: study.annotators.length }
  return fitCumulativeLogit([...cells.values()], size)
})

/** Ratings of responses: systems, pairs of them, and models. */
export const ratings: Family<RatedStudy> = {
  ...ofSystem,
  ...ofPair,
  ...resampled,
  n_ratings_prompts_annotators: (study, { system }) => {
    const own = study.ratings.filter((rating) => study.systems[rating.system] === system)
    return [own.length, new Set(own.map(({ prompt }) => prompt)).size, new Set(own.map((one) => one.annotator)).size]
  },
  cumulative_logit_system_effects: (study) => mapEstimate(logit(study), ({ effects }) => effects.slice(1)),
  cumulative_logit_system_se: (study) => mapEstimate(logit(study), ({ errors }) => errors.slice(1)),
  cumulative_logit_loglik: (study) => mapEstimate(logit(study), ({ logLikelihood }) => logLikelihood),
}
