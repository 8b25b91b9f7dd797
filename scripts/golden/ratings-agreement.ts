import {
  exactMatch,
  identityWeights,
  linearWeights,
  quadraticWeights,
  scoreDistance,
} from '@/lib/stats/agreement-weights'
import { type ChanceModel, chanceCorrectedAgreement } from '@/lib/stats/chance-corrected-agreement'
import { pooledMean } from '@/lib/stats/clustered-mean'
import { cohenKappa, crossTable } from '@/lib/stats/cohen-kappa'
import { mapEstimate } from '@/lib/stats/estimate'
import { annotatorAgainstGroup } from '@/lib/stats/group-agreement'
import { type AlphaLevel, krippendorffAlpha } from '@/lib/stats/krippendorff-alpha'
import { type PairAgreement, pairAgreement } from '@/lib/stats/pair-agreement'
import { differenceFromOthers } from '@/lib/stats/rating/difference-from-others'
import { type IntraclassCorrelation, intraclassCorrelation } from '@/lib/stats/rating/intraclass-correlation'
import { countCategories, keepAnnotators, type RatedItem, type Rating } from '@/lib/stats/ratings'
import { perStudy } from './per-study'
import type { RatedStudy } from './rated-study'
import { scoresOf } from './ratings'
import type { Args, Compute, Family } from './types'

type OfRatings = Compute<RatedStudy>

/** The responses rated, in order of first appearance, with each annotator's first rating of each. */
const itemsOf = perStudy((study: RatedStudy): RatedItem[] => {
  const items = new Map<string, Rating[]>()
  for (const { prompt, system, annotator, option } of study.ratings) {
    const key = `${prompt}/${system}`
    const item = items.get(key) ?? []
    items.set(key, item)
    if (!item.some((rating) => rating.annotator === annotator)) item.push({ annotator, category: option })
  }
  return [...items.values()]
})

const numberOf = (study: RatedStudy, id: string | undefined) => study.annotators.findIndex((one) => one.id === id)

function annotatorsOf(study: RatedStudy, { annotators = 'all' }: Args): number[] {
  if (Array.isArray(annotators)) return annotators.map((id) => numberOf(study, id))
  return study.annotators.flatMap(({ group }, k) => (annotators === 'all' || group === annotators ? [k] : []))
}

function keptItems(study: RatedStudy, args: Args): RatedItem[] {
  const kept = new Set(annotatorsOf(study, args))
  return keepAnnotators(itemsOf(study), (annotator) => kept.has(annotator))
}

function pairs(distance: 'exact' | 'score', pick: (agreement: PairAgreement) => unknown): OfRatings {
  return (study, args) => {
    const similarity = distance === 'exact' ? exactMatch : scoreDistance(scoresOf(study))
    return mapEstimate(pairAgreement(keptItems(study, args), similarity), pick)
  }
}

function countsOf(study: RatedStudy, args: Args): number[][] {
  return countCategories(keptItems(study, args), study.options.length)
}

type Weights = (categories: number) => number[][]

function cohen(weights: Weights): OfRatings {
  return (study, args) => {
    const kappa = cohenKappa(tableOf(study, args), weights(study.options.length))
    return mapEstimate(kappa, (found) => found.kappa)
  }
}

function tableOf(study: RatedStudy, args: Args): number[][] {
  const [one = -1, other = -1] = annotatorsOf(study, args)
  return crossTable(itemsOf(study), one, other, study.options.length)
}

function alpha(level: AlphaLevel): OfRatings {
  return (study, args) => krippendorffAlpha(countsOf(study, args), level, scoresOf(study))
}

function corrected(model: ChanceModel, weights: Weights): OfRatings {
  return (study, args) => {
    const found = chanceCorrectedAgreement(countsOf(study, args), model, weights(study.options.length))
    return mapEstimate(found, ({ coefficient }) => coefficient)
  }
}

/** Only of complete tables: each item with a rating by every annotator meant. */
function correlation(pick: (found: IntraclassCorrelation) => unknown): OfRatings {
  return (study, args) => {
    const [annotators, items] = [annotatorsOf(study, args), keptItems(study, args)]
    if (items.some((item) => item.length < annotators.length)) return null
    const scores = scoresOf(study)
    const table = items.map((item) =>
      annotators.map((who) => scores[item.find(({ annotator }) => annotator === who)?.category ?? -1] as number),
    )
    return mapEstimate(intraclassCorrelation(table), pick)
  }
}

/** Agreement of annotators about responses. */
export const ratingsAgreement: Family<RatedStudy> = {
  agreement_counts: (study, args) => {
    const found = pairAgreement(keptItems(study, args), exactMatch)
    return found.defined ? [found.value.pairs, found.value.items, found.value.annotatorPairs] : [0, 0, 0]
  },
  exact_agreement_pooled: pairs('exact', ({ pooled }) => pooled),
  exact_agreement_item_mean: pairs('exact', ({ itemMean }) => itemMean),
  exact_agreement_annpair_mean: pairs('exact', ({ annotatorPairMean }) => annotatorPairMean),
  mean_absolute_difference_pooled: pairs('score', ({ pooled }) => pooled),
  mean_absolute_difference_item_mean: pairs('score', ({ itemMean }) => itemMean),
  mean_absolute_difference_annpair_mean: pairs('score', ({ annotatorPairMean }) => annotatorPairMean),
  loo_mean_absolute_difference: (study, { annotator }) => {
    const who = { annotator: numberOf(study, annotator), group: 0 }
    const everybody = study.annotators.map(() => 0)
    const cells = annotatorAgainstGroup(itemsOf(study), everybody, who, scoreDistance(scoresOf(study)))
    return [pooledMean(cells), cells.reduce((sum, { n }) => sum + n, 0)]
  },
  loo_mad_vs_mean_of_others: (study, { annotator }) => {
    const found = differenceFromOthers(itemsOf(study), numberOf(study, annotator), scoresOf(study))
    return found.defined ? [found.value.mean, found.value.items] : [null, 0]
  },
  pair_table: tableOf,
  cohen_nominal: cohen(identityWeights),
  cohen_linear: cohen(linearWeights),
  cohen_quadratic: cohen(quadraticWeights),
  krippendorff_nominal: alpha('nominal'),
  krippendorff_ordinal: alpha('ordinal'),
  krippendorff_interval: alpha('interval'),
  gwet_ac1: corrected('gwet', identityWeights),
  gwet_ac2_linear: corrected('gwet', linearWeights),
  gwet_ac2_quadratic: corrected('gwet', quadraticWeights),
  fleiss_generalised: corrected('fleiss', identityWeights),
  icc_2_1: correlation(({ single }) => single?.value),
  icc_2_k: correlation(({ average }) => average?.value),
  icc_2_1_ci: correlation(({ single }) => single?.interval),
  icc_2_k_ci: correlation(({ average }) => average?.interval),
}
