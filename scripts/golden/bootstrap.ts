import { rng } from '@/lib/rng'
import { bootstrapMean, resampledMean } from '@/lib/stats/bootstrap-mean'
import { bootstrapStrengths, strengthIntervals } from '@/lib/stats/bootstrap-strengths'
import { mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import { addCoincidences, alphaOfCoincidences } from '@/lib/stats/krippendorff-alpha'
import { tiesAsHalf } from '@/lib/stats/pair-model'
import { countPairRows } from '@/lib/stats/pair-rows'
import { countCategories } from '@/lib/stats/ratings'
import { countMultiplicities, summariseReplicates } from '@/lib/stats/resampling'
import { ratedItems } from './items'
import { perStudy } from './per-study'
import { firstPairOf, inOrder, judgmentsOfPair, type Study } from './study'
import type { Case, Compute, Family } from './types'

/** Prompts with judgments, and for each its number among them. */
const promptsOf = perStudy((study) => {
  const used = [...new Set(study.judgments.map(({ prompt }) => prompt))].sort((a, b) => a - b)
  return { used, numberOf: new Map(used.map((prompt, number) => [prompt, number])) }
})

function resamplesIn(cases: readonly Case[], stat: string): number[][] {
  return (cases.find((entry) => entry.stat === stat)?.expected ?? []) as number[][]
}

/** Judgments of the first pair per prompt; prompts without any count 0. */
function firstPair(study: Study) {
  const { used, numberOf } = promptsOf(study)
  const clusters = used.map(() => ({ n: 0, total: 0 }))
  for (const { prompt, score } of judgmentsOfPair(study, firstPairOf(study) ?? [])) {
    const cluster = clusters[numberOf.get(prompt) ?? -1]
    if (!cluster) continue
    cluster.n++
    cluster.total += score
  }
  return clusters
}

function scores(study: Study, cases: readonly Case[]): (number | null)[] {
  const clusters = firstPair(study)
  return resamplesIn(cases, 'resamples').map((list) =>
    resampledMean(clusters, countMultiplicities(list, clusters.length)),
  )
}

const rowsOf = perStudy((study) => {
  const { numberOf } = promptsOf(study)
  const judgments = study.judgments.map(({ prompt, low, high, score }) => ({
    first: low,
    second: high,
    score,
    cluster: numberOf.get(prompt) ?? 0,
  }))
  return countPairRows(judgments, study.systems.length)
})

function abilities(study: Study, cases: readonly Case[]) {
  const drawn = resamplesIn(cases, 'resamples').map((list) => countMultiplicities(list, promptsOf(study).used.length))
  return bootstrapStrengths(tiesAsHalf, rowsOf(study), drawn)
}

const large = perStudy((study) => bootstrapMean(firstPair(study), rng(20_230_518, 'golden').below, 10_000))

/** The drawn numbers are input: that each names a prompt (or item) is all there is to check. */
function valid(stat: string, size: (study: Study) => number): Compute {
  return (study, _args, cases) => {
    const items = size(study)
    return resamplesIn(cases, stat).map((list) => list.map((k) => (k < items && list.length === items ? k : null)))
  }
}

/** Percentile bootstrap over prompts and items. */
export const bootstrap: Family = {
  prompts: (study) => promptsOf(study).used.map((prompt) => study.prompts[prompt]?.id),
  resamples: valid('resamples', (study) => promptsOf(study).used.length),
  score_first_pair_replicates: (study, _args, cases) => scores(study, cases),
  score_first_pair_percentile_ci95: (study, _args, cases) =>
    mapEstimate(summariseReplicates(scores(study, cases)), ({ interval }) => interval),
  score_first_pair_ci95_B100000_montecarlo: (study) => mapEstimate(large(study), ({ interval }) => interval),
  score_first_pair_se_B100000_montecarlo: (study) => mapEstimate(large(study), ({ se }) => se),
  theta_ties_half_replicates_first3: (study, { systems }, cases) => {
    const unknown = study.systems.map(() => null)
    return abilities(study, cases)
      .slice(0, 3)
      .map((theta) => inOrder<number | null>(study, systems, theta ?? unknown))
  },
  n_replicates_without_mle: (study, _args, cases) => abilities(study, cases).filter((theta) => theta === null).length,
  rating_ties_half_mean1000_percentile_ci95: (study, { systems }, cases) =>
    inOrder(study, systems, strengthIntervals(abilities(study, cases), study.systems.length)).map(
      (summary) => summary && valueOrNull(summary)?.interval,
    ),
  krippendorff_nominal_item_resamples: valid(
    'krippendorff_nominal_item_resamples',
    (study) => ratedItems(study).length,
  ),
  krippendorff_nominal_replicates: (study, _args, cases) => {
    const counts = countCategories(ratedItems(study))
    return resamplesIn(cases, 'krippendorff_nominal_item_resamples').map((list) => {
      const coincidences = new Float64Array(9)
      for (const item of list) addCoincidences(coincidences, counts[item] ?? [])
      return alphaOfCoincidences(coincidences)
    })
  },
}
