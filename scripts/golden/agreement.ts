import {
  exactMatch,
  identityWeights,
  linearWeights,
  quadraticWeights,
  tieDiscounted,
} from '@/lib/stats/agreement-weights'
import { type ChanceModel, chanceCorrectedAgreement } from '@/lib/stats/chance-corrected-agreement'
import { pooledMean } from '@/lib/stats/clustered-mean'
import { cohenKappa, crossTable } from '@/lib/stats/cohen-kappa'
import { mapEstimate } from '@/lib/stats/estimate'
import { fleissKappa } from '@/lib/stats/fleiss-kappa'
import { annotatorAgainstGroup, groupAgreement } from '@/lib/stats/group-agreement'
import { type AlphaLevel, krippendorffAlpha } from '@/lib/stats/krippendorff-alpha'
import { type PairAgreement, pairAgreement } from '@/lib/stats/pair-agreement'
import { agreementWithPlurality } from '@/lib/stats/plurality-agreement'
import { countCategories, keepAnnotators } from '@/lib/stats/ratings'
import { ratedItems } from './items'
import type { Study } from './study'
import type { Args, Compute, Family } from './types'

/** Numbers of the annotators a case means: all, a group, or those named. */
function annotatorsOf(study: Study, { annotators = 'all' }: Args): number[] {
  const all = study.annotators.map((_, index) => index)
  if (Array.isArray(annotators)) return annotators.map((id) => annotatorNumber(study, id))
  return annotators === 'all' ? all : all.filter((index) => study.annotators[index]?.group === annotators)
}

function annotatorNumber(study: Study, id = ''): number {
  return study.annotators.findIndex((annotator) => annotator.id === id)
}

function itemsOf(study: Study, args: Args) {
  const kept = new Set(annotatorsOf(study, args))
  return keepAnnotators(ratedItems(study), (annotator) => kept.has(annotator))
}

function pairs(similarity: typeof exactMatch, pick: (agreement: PairAgreement) => unknown): Compute {
  return (study, args) => mapEstimate(pairAgreement(itemsOf(study, args), similarity), pick)
}

function cohen(weights: number[][], pick: 'kappa' | 'se'): Compute {
  return (study, args) => {
    const [one = -1, other = -1] = annotatorsOf(study, args)
    return mapEstimate(cohenKappa(crossTable(ratedItems(study), one, other), weights), (result) => result[pick])
  }
}

function alpha(level: AlphaLevel): Compute {
  return (study, args) => krippendorffAlpha(countCategories(itemsOf(study, args)), level)
}

function corrected(model: ChanceModel, weights: number[][], pick: 'coefficient' | 'se' = 'coefficient'): Compute {
  return (study, args) => {
    const result = chanceCorrectedAgreement(countCategories(itemsOf(study, args)), model, weights)
    return mapEstimate(result, (value) => value[pick])
  }
}

const counts = ({ pairs: n, items, annotatorPairs }: PairAgreement) => [n, items, annotatorPairs]
const groups = (study: Study) => [...new Set(study.annotators.map(({ group }) => group))]

function groupNumbers(study: Study): number[] {
  return study.annotators.map(({ group }) => groups(study).indexOf(group))
}

function meanAndPairs(cells: { n: number; total: number }[]) {
  return [pooledMean(cells), cells.reduce((sum, { n }) => sum + n, 0)]
}

/** Agreement of annotators, raw and corrected for chance. */
export const agreement: Family = {
  percent_agreement_pooled: pairs(exactMatch, ({ pooled }) => pooled),
  percent_agreement_item_mean: pairs(exactMatch, ({ itemMean }) => itemMean),
  percent_agreement_annpair_mean: pairs(exactMatch, ({ annotatorPairMean }) => annotatorPairMean),
  percent_agreement_counts: pairs(exactMatch, counts),
  tie_discounted_accuracy_pooled: pairs(tieDiscounted, ({ pooled }) => pooled),
  tie_discounted_accuracy_item_mean: pairs(tieDiscounted, ({ itemMean }) => itemMean),
  tie_discounted_accuracy_annpair_mean: pairs(tieDiscounted, ({ annotatorPairMean }) => annotatorPairMean),
  tie_discounted_accuracy_counts: pairs(tieDiscounted, counts),
  pair_percent_agreement: pairs(exactMatch, ({ pooled }) => pooled),
  pair_tie_discounted_accuracy: pairs(tieDiscounted, ({ pooled }) => pooled),
  pair_shared_items: pairs(exactMatch, ({ items }) => items),
  group_matrix_tda: (study, { groups: [one, other] = ['', ''] }) => {
    const cell = [groups(study).indexOf(one), groups(study).indexOf(other)] as const
    return meanAndPairs(groupAgreement(ratedItems(study), groupNumbers(study), cell))
  },
  loo_annotator_vs_group_tda: (study, { annotator, group = '' }) => {
    const who = { annotator: annotatorNumber(study, annotator), group: groups(study).indexOf(group) }
    return meanAndPairs(annotatorAgainstGroup(ratedItems(study), groupNumbers(study), who))
  },
  loo_annotator_vs_plurality: (study, { annotator }) => {
    const result = agreementWithPlurality(ratedItems(study), annotatorNumber(study, annotator))
    return result.defined ? [result.value.tieDiscounted, result.value.exact, result.value.items] : [null, null, 0]
  },
  cohen_nominal: cohen(identityWeights(3), 'kappa'),
  cohen_linear: cohen(linearWeights(3), 'kappa'),
  cohen_quadratic: cohen(quadraticWeights(3), 'kappa'),
  cohen_nominal_se_fce: cohen(identityWeights(3), 'se'),
  krippendorff_nominal: alpha('nominal'),
  krippendorff_ordinal: alpha('ordinal'),
  krippendorff_interval: alpha('interval'),
  fleiss_classical: (study, args) =>
    mapEstimate(fleissKappa(countCategories(itemsOf(study, args))), ({ kappa }) => kappa),
  fleiss_generalised: corrected('fleiss', identityWeights(3)),
  fleiss_generalised_linear: corrected('fleiss', linearWeights(3)),
  gwet_ac1: corrected('gwet', identityWeights(3)),
  gwet_ac1_se: corrected('gwet', identityWeights(3), 'se'),
  gwet_ac2_linear: corrected('gwet', linearWeights(3)),
}
